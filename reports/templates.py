"""How is a report's page written? The HTML templates beside this module, filled in; text is never taken for markup."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.pictures import data_address
from suites.standards.scorecard import points_text

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent), autoescape=True, undefined=StrictUndefined
)
_ENVIRONMENT.filters["points"] = lambda points: points_text(abs(points))
_ENVIRONMENT.filters["data"] = data_address


def filled(name: str, **content: object) -> str:
    """The template called `name` with its content.

    Raises:
        jinja2.UndefinedError: the template asks for something the content does not hold.
    """
    return _ENVIRONMENT.get_template(name).render(**content)
