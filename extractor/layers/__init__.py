"""From a Manuscript to facts: layers drawn on one spaCy Doc."""
