"""What is the score, for machines? `scorecard.json` in the run's folder."""

from __future__ import annotations

import json
from pathlib import Path

from reports.material import Material
from suites.verdict import Outcome

SCORECARD = "scorecard.json"


def write_scorecard(material: Material) -> Path:
    """Write verdict, score, coverage and counts; return the file."""
    inspection = material.inspection
    header = inspection.header
    content = {
        "site": {"slug": header.site.slug, "name": header.site.name, "url": header.site.url, "code": header.site.code},
        "as_of": header.as_of.isoformat(),
        "run": inspection.folder.name,
        "complete": inspection.complete,
        **inspection.scorecard.to_json(),
        "supplements": [card.to_json() for card in inspection.supplements],
        "counts": dict(inspection.counts),
        "findings": sum(len(verdict.findings) for verdict in inspection.verdicts(Outcome.FAIL)),
        "warnings": [
            {"clause": clause_id, "where": warning.where, "what": warning.what}
            for clause_id, warning in inspection.warnings
        ],
        "breakdowns": len(inspection.breakdowns),
    }
    path = inspection.folder / SCORECARD
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
