"""The auditor: a report in, findings out; knows only the record types and the catalogue.

`from extractor import audit` gives this module, because a package's attribute of that name is its
submodule once it is imported. So the module itself can be called: `audit(report)` is
`extractor.audit.audit(report)`.
"""

import sys
from types import ModuleType
from typing import Any

from extractor.audit.auditor import audit
from schemas.finding import Finding

__all__ = ["audit"]


class _CallableModule(ModuleType):
    def __call__(self, *args: Any, **options: Any) -> tuple[Finding, ...]:
        return audit(*args, **options)


sys.modules[__name__].__class__ = _CallableModule
