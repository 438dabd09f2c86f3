"""What is signed when a vendor hands a site over? 验收意见, one PDF: scope, conclusion, what is open, lines to sign."""

from __future__ import annotations

from collections import Counter

from pages.printing import Printout
from reports.history import State
from reports.inspection import Inspection
from reports.material import Material
from reports.summary import occasion_words
from reports.templates import filled
from suites.profiles import Profile
from suites.verdict import UNSEEN_WORD, Outcome

PDF = "验收意见.pdf"
_SHOWN = 200
_WORDS = (*(outcome.word for outcome in sorted(Outcome, reverse=True)), UNSEEN_WORD)
_FOOTER = (
    '<div style="width:100%;font-size:9pt;text-align:center">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)


def acceptance(material: Material) -> Printout:
    """The document of a run under a profile, to be printed into its folder."""
    inspection = material.inspection
    header = inspection.header
    page = filled(
        "acceptance.html",
        header=header,
        site=header.site,
        run=inspection.folder.name,
        card=inspection.scorecard,
        occasion=Profile.load(header.options["profile"]).title,
        scope=occasion_words(inspection),
        standards=header.documents,
        words=_WORDS,
        results=_results(inspection),
        defects=material.defects,
        waived=[row for row in material.rows if row.state == State.WAIVED.word],
        reviews=inspection.verdicts(Outcome.REVIEW),
        missed=inspection.missed,
        titles={clause.id: clause.title for clause in inspection.rulebook.clauses},
        shown=_SHOWN,
    )
    return Printout(inspection.folder / PDF, page, _FOOTER)


def _results(inspection: Inspection) -> list[tuple[str, Counter[str]]]:
    """How many clauses of each standard came to each word."""
    found = []
    for standard in inspection.rulebook.standards:
        reached = (inspection.conclusions.get(clause.id) for clause in standard.clauses)
        found.append((standard.title, Counter(one.word for one in reached if one is not None)))
    return found
