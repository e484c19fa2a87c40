"""How a report is read and judged."""
