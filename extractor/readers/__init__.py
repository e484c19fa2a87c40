"""From a file to a Manuscript."""
