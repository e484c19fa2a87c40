"""Reading Vietnamese official prose: pure functions from strings to values, no spaCy."""
