"""Citations of documents: find them in a text, join them to distinct regulations.

`find` and `resolve` are the whole door; shapes, numbers and knowledge stand in the modules beside it.
The knowledge (kinds of documents, issuers) is in `extractor/lexicon/document_types.toml` and
`issuers.toml`, explained in docs/citations.md.
"""

from extractor.language.citation_find import find
from extractor.language.citation_resolve import RegulationMention, ResolvedRegulation, resolve
from extractor.language.citation_shapes import Citation

__all__ = ["Citation", "RegulationMention", "ResolvedRegulation", "find", "resolve"]
