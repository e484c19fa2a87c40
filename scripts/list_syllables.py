"""Writes extractor/lexicon/syllables.txt: the syllables of the corpus' undamaged reports, the most frequent first.

Run: .venv/bin/python scripts/list_syllables.py

A syllable is listed if it stands at least three times in small letters, folded. Reports with the damage of recognition
(their folder says "ocr", or they are named below) do not count.
"""

import re
from collections import Counter
from pathlib import Path

from extractor.language.folding import fold

ROOT = Path(__file__).parents[1]
DAMAGED = ("ocr", "gia-lai", "lai-chau", "dau-khi", "quang-ngai")
LEAST = 3


def main() -> None:
    """Writes the list."""
    counts: Counter[str] = Counter()
    for path in sorted(ROOT.glob("corpus/**/report.md")):
        if "audit-examples" not in path.parts and not any(mark in path.parent.name for mark in DAMAGED):
            words = re.findall(r"[^\W\d_]+", path.read_text("utf-8"))
            counts.update(fold(word) for word in words if word.islower())
    common = sorted((word for word, count in counts.items() if count >= LEAST), key=lambda word: (-counts[word], word))
    target = ROOT / "extractor" / "lexicon" / "syllables.txt"
    target.write_text("\n".join(common) + "\n", encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(common)}")


if __name__ == "__main__":
    main()
