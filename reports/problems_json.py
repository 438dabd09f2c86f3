"""Which problems are there, for machines? `problems.json`, whose form `reports/problems.schema.json` describes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from reports.material import Material
from reports.problem_list import Row

PROBLEMS = "problems.json"
FORMAT = 1


def write_problems(material: Material) -> Path:
    """Write the problem list; return the file."""
    path = material.inspection.folder / PROBLEMS
    path.write_text(json.dumps(as_json(material), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def as_json(material: Material) -> dict[str, Any]:
    """The problem list as a JSON object; keys are only ever added while `format` stays the same."""
    header = material.inspection.header
    return {
        "format": FORMAT,
        "site": {"slug": header.site.slug, "name": header.site.name, "url": header.site.url, "code": header.site.code},
        "run": material.inspection.folder.name,
        "as_of": header.as_of.isoformat(),
        "standards": {ref.code: ref.sha256 for ref in header.standards},
        "complete": material.inspection.complete,
        "problems": [_problem(row) for row in material.rows],
    }


def _problem(row: Row) -> dict[str, Any]:
    own = {key: value for key, value in dataclasses.asdict(row).items() if key not in {"site_name", "site_code"}}
    return {**own, "first_seen": row.first_seen.isoformat(), "last_seen": row.last_seen.isoformat()}
