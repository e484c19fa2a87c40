"""What the auditor sees of the findings: how much was checked, what a rule means, the page, the letter to the unit.

Judges nothing: it shows what `extractor.audit` found. Knows the record types, the catalogue and the forms of documents.
"""
