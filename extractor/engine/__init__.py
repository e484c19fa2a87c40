"""How many at once: finding the files, and reading them in processes that a hostile file cannot take down."""
