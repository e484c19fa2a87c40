"""Reports against each other: what one report cannot show of itself."""
