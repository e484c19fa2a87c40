"""`tonghop diff`: figure by figure, what changed between two reports or two readings of one."""

import argparse
import json

from extractor.cli.arguments import WrongUsage
from extractor.cli.changes import as_json, show_changes
from extractor.cli.screen import wants_json
from extractor.dataset.comparison import compare, tally
from extractor.dataset.folder import Dataset
from extractor.dataset.history import History, Reading, Submitted, earlier_of, load_reports, read_history
from extractor.messages import say

_Sided = tuple[Submitted, Reading]


def execute(options: argparse.Namespace) -> int:
    """Compare two submissions, a submission with the one before it, or two readings of one."""
    lang = options.lang
    with Dataset.open(options.dataset, url=options.store) as dataset:
        history = read_history(dataset.store)
        (old, first), (new, second) = _sides(history, options)
        before, after = load_reports(dataset.store, [first, second], {old.sha256: old.name, new.sha256: new.name})
    changes = compare(before, after)
    if wants_json(options.json):
        sides = [_side(old, first), _side(new, second)]
        print(
            json.dumps(
                {"before": sides[0], "after": sides[1], **tally(changes), "changes": [as_json(one) for one in changes]},
                ensure_ascii=False,
            )
        )
    else:
        show_changes(say("diff.title", lang, before=old.name, after=new.name, **tally(changes)), changes, lang)
    return 0


def _sides(history: History, options: argparse.Namespace) -> tuple[_Sided, _Sided]:
    one = history.find(options.report)
    if options.readings:
        if len(one.readings) < 2:
            raise WrongUsage(say("diff.one_reading", options.lang, name=one.name))
        return (one, one.readings[-2]), (one, one.readings[-1])
    if options.other is not None:
        other = history.find(options.other)
        return (one, one.holds), (other, other.holds)
    earlier = [submitted for submitted in earlier_of(history, one) if submitted.seq < one.seq]
    if not earlier:
        raise WrongUsage(say("diff.no_earlier", options.lang, name=one.name))
    return (earlier[-1], earlier[-1].holds), (one, one.holds)


def _side(submitted: Submitted, reading: Reading) -> dict[str, object]:
    return {
        "name": submitted.name,
        "sha256": submitted.sha256,
        "issued": reading.issued,
        "draft": reading.draft,
        "extractor": reading.extractor,
        "catalogue": reading.catalogue,
    }
