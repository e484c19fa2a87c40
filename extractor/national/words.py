"""The workbook's words by language."""

from collections.abc import Mapping

from extractor.national.labels import Labels, Lang
from extractor.national.words_en import ENGLISH
from extractor.national.words_vi import VIETNAMESE

LABELS: Mapping[Lang, Labels] = {"vi": VIETNAMESE, "en": ENGLISH}
