"""Synthetic review reports: true facts written down in many hands, with their gold by construction."""
