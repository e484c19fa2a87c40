"""How Vietnamese says it: numerals, units, hedges, concepts, document kinds, as data."""
