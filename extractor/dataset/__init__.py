"""Headquarters' dataset: what came in, what was read from it, what people decided; nothing is ever overwritten."""
