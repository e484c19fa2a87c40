"""How long auditing a thousand records takes on one core, against reading the reports they come from.

Run: .venv/bin/python benchmarks/audit_records.py [--records 1000] [--read 24]

The annotated reports and generated ones are read (timed), and their records repeated with other
sha256 and units until there are enough. `tonghop audit FILE.jsonl --json` then runs as a user runs it, in a
process of its own bound to one core: start-up, parsing, every rule on each record and the comparison of
all with all included. The figure to quote is the ratio to the reading of as many reports; seconds
depend on the machine.
"""

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor.pipeline import read_report

CORPUS = Path(__file__).parents[1] / "corpus"


def main() -> None:
    """Read, repeat, audit, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--read", type=int, default=24, help="how many generated reports to read besides the corpus")
    options = parser.parse_args()
    sys.path.insert(0, str(CORPUS))
    from generator.__main__ import generate  # the corpus is no installed package

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        generate(folder / "made", options.read, 17, faults=options.read)
        paths = sorted(CORPUS.glob("*/report.md")) + sorted((folder / "made").glob("*/report.md"))
        read_report(paths[0])  # imports and caches
        start = time.process_time()
        records = [json.loads(read_report(path).model_dump_json()) for path in paths]
        reading = (time.process_time() - start) / len(paths)
        file = folder / "records.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for index, record in zip(range(options.records), itertools.cycle(records), strict=False):
                record["source"]["sha256"] = f"{index:064x}"
                if record["header"]["unit"]:
                    record["header"]["unit"] |= {"code": None, "name": f"Đơn vị {index}"}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        size = file.stat().st_size / options.records / 1000
        wall = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "extractor.cli", "audit", str(file), "--json"],
            stdout=subprocess.DEVNULL,
            check=True,
            preexec_fn=lambda: os.sched_setaffinity(0, {0}) if hasattr(os, "sched_setaffinity") else None,
        )
        wall = time.perf_counter() - wall
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    print(f"{len(paths)} reports read: {reading:.3f} s of processor time each")
    print(
        f"{options.records} records of {size:.0f} kB audited: {processor:.2f} s of one core ({wall:.2f} s by the clock)"
    )
    print(f"auditing is {reading * options.records / processor:.0f} times as fast as reading")


if __name__ == "__main__":
    main()
