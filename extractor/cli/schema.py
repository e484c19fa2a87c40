"""`tonghop schema`: the JSON Schema of the records."""

import argparse
import json

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from extractor.cli.arguments import WrongUsage
from extractor.messages import say
from schemas.anchor import Anchor
from schemas.facts import Figure, OtherFigure, Regulation, Table, Target
from schemas.finding import AuditedReport, Finding
from schemas.report import Header, Report, Source

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[str, type[BaseModel]] = {
    "report": Report,
    "audit": AuditedReport,
    "source": Source,
    "header": Header,
    "figure": Figure,
    "other_figure": OtherFigure,
    "target": Target,
    "regulation": Regulation,
    "table": Table,
    "finding": Finding,
    "anchor": Anchor,
}


def execute(options: argparse.Namespace) -> int:
    """Print the JSON Schema of one record, or of all under `$defs`."""
    if options.name is None:
        _, document = models_json_schema([(model, "serialization") for model in RECORDS.values()])
        document = {"$schema": DIALECT, **document}
    elif options.name in RECORDS:
        document = {"$schema": DIALECT, **RECORDS[options.name].model_json_schema(mode="serialization")}
    else:
        raise WrongUsage(say("usage.no_schema", options.lang, name=options.name, names=", ".join(RECORDS)))
    print(json.dumps(document, ensure_ascii=False, indent=2))
    return 0
