"""Station evaluation and star rating (社工站星级评定).

The Python door: the names below are loaded when first used, so that `import rating` costs nothing.

>>> from rating import load_rubric, read_workbooks, evaluate, export_excel
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rating.export.excel import export_excel as export_excel
    from rating.insight.feedback import feedback as feedback
    from rating.insight.goals import assess_goals as assess_goals
    from rating.insight.result import result as result
    from rating.intake.read import read_workbooks as read_workbooks
    from rating.problems import Refused as Refused
    from rating.rubric.file import load_goals as load_goals
    from rating.rubric.file import load_rubric as load_rubric
    from rating.rubric.lint import lint as lint
    from rating.scoring.evaluate import evaluate as evaluate

__version__ = "0.1.0"

_DOORS = {
    "load_rubric": "rating.rubric.file",
    "lint": "rating.rubric.lint",
    "read_workbooks": "rating.intake.read",
    "evaluate": "rating.scoring.evaluate",
    "result": "rating.insight.result",
    "feedback": "rating.insight.feedback",
    "export_excel": "rating.export.excel",
    "load_goals": "rating.rubric.file",
    "assess_goals": "rating.insight.goals",
    "Refused": "rating.problems",
}

__all__ = [*_DOORS, "__version__"]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module 'rating' has no attribute {name!r}")
    found = getattr(import_module(_DOORS[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
