"""Does every implemented indicator keep the contract: page, samples on both sides, mutations, one judge per clause?"""

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from fixtures.demo_site.mutations import MUTATIONS, Mutation
from fixtures.samples import DEFAULT_AS_OF, Sample, load_samples
from fixtures.series import Week
from fixtures.worlds import NOT_CONCERNED
from suites.advice import advice
from suites.standards import Clause, Indicator, Rulebook
from suites.standards.vocabulary import Judge, Part

SUITES = Path(__file__).resolve().parent.parent
LONGEST = 60
SHORTEST_ADVICE = 15
# Other folders of suites/ hold no indicators.
NO_PARTS = frozenset({"selftest", "standards", "__pycache__"})
IPV6_LINKS = frozenset({"ipv6_inner_links.1", "ipv6_inner_links.2"})
# Clauses by which the law sees one absence twice: no mutation can flip the first without the others.
TOGETHER = {
    "interaction_unresponsive.1": frozenset({"letter_submission.1"}),
    "services_unusable.1": frozenset(
        {
            "single_sign_on.1",
            "service_catalogue.1",
            "service_guides.1",
            "service_guides.2",
            "service_guides.3",
            "guide_accuracy.1",
            "service_linkage.1",
            "forms.1",
            "service_statistics.1",
            "service_statistics.2",
            "service_functions.1",
            "service_functions.2",
        }
    ),
    "services_unusable.2": frozenset({"service_guides.1"}),
    "site_search.1": frozenset({"smart_search.1"}),
    "services_unusable.3": frozenset({"service_guides.1", "service_guides.2"}),
    "letter_publication.1": frozenset({"letter_replies.2"}),
    "letter_replies.1": frozenset({"one_day_replies.1"}),
    "home_not_updated.2": frozenset({"news.2"}),
    "columns_not_updated.2": frozenset({"other_columns.2"}),
    "columns_not_updated.3": frozenset({"other_columns.1"}),
    "policies.1": frozenset({"interpretation.4", "interpretation_coverage.1"}),
    "interpretation.1": frozenset({"interpretation_coverage.1", "interpretation_coverage.2", "interpretation_forms.1"}),
    "interpretation_coverage.2": frozenset({"interpretation_forms.1"}),
    "ipv6_resolving.1": frozenset({"ipv6_home.1", "ipv6_home.2", "ipv6_home.3", *IPV6_LINKS}),
    "ipv6_home.1": IPV6_LINKS,
    "https_enforced.1": frozenset({"security_headers.1", "mixed_content.1", "cookie_flags.1"}),
}
CONSEQUENCES = frozenset({"不适用", "未能检测"})
STOOD_OUT = {Judge.AUTO: "不合格", Judge.ASSISTED: "待人工复核", Judge.EVIDENCE: "待人工复核"}
NOT_EARNED = "不适用"


@dataclass(frozen=True)
class Judging:
    """One test function that judges clauses of an indicator: its module, name, and the clause ids."""

    module: Path
    function: str
    slug: str
    clauses: tuple[str, ...]


def _marker(node: ast.FunctionDef) -> tuple[str, list[int]] | None:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.indicator":
            slug, *numbers = (ast.literal_eval(argument) for argument in decorator.args)
            return str(slug), [int(number) for number in numbers]
    return None


@cache
def _rulebook() -> Rulebook:
    return Rulebook.shipped(DEFAULT_AS_OF)


@cache
def judgings() -> tuple[Judging, ...]:
    """Every test function with an indicator marker, read from the sources."""
    found = []
    for module in sorted(SUITES.glob("*/test_*.py")):
        if module.parent.name in NO_PARTS:
            continue
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (marker := _marker(node)):
                slug, numbers = marker
                clauses = _rulebook().indicators[slug].clauses if slug in _rulebook().indicators else ()
                ids = tuple(c.id for c in clauses if not numbers or c.number in numbers)
                found.append(Judging(module, node.name, slug, ids))
    return tuple(found)


def _modules() -> dict[str, Path]:
    return {judging.slug: judging.module for judging in judgings()}


IMPLEMENTED = tuple(_modules())
CLAUSES = tuple(clause for judging in judgings() for clause in judging.clauses)
DECIDED_BY_PROGRAM = tuple(c for c in CLAUSES if _rulebook().clause(c).judge is not Judge.EVIDENCE)


def _page(slug: str) -> Path:
    return _modules()[slug].with_name(f"{slug}.md")


def _samples(slug: str) -> Sequence[Sample]:
    return load_samples(_page(slug)) if _page(slug).exists() else []


def _word(sample: Sample, clause_id: str) -> str:
    expected = sample.expect.get(clause_id)
    return expected.word if expected else "合格"


def _words(clause: Clause) -> Counter[str]:
    return Counter(_word(sample, clause.id) for sample in _samples(clause.indicator.slug))


def _folder(indicator: Indicator) -> str:
    if indicator.part is Part.REQUIREMENT:
        return _rulebook().standard_of(indicator.clauses[0].id).code.partition("-")[0]
    return indicator.group if indicator.part is Part.DEDUCTION and indicator.group else indicator.part.key


def test_something_is_implemented() -> None:
    assert IMPLEMENTED


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_a_module_is_named_after_its_indicator_and_lies_in_its_part(slug: str) -> None:
    module = _modules()[slug]
    assert slug in _rulebook().indicators
    assert module.name == f"test_{slug}.py"
    assert module.parent.name == _folder(_rulebook().indicators[slug])


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_a_module_is_short(slug: str) -> None:
    lines = _modules()[slug].read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_one_module_per_indicator(slug: str) -> None:
    assert len({judging.module for judging in judgings() if judging.slug == slug}) == 1
    assert {judging.slug for judging in judgings() if judging.module == _modules()[slug]} == {slug}


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_every_clause_is_judged_by_exactly_one_function(slug: str) -> None:
    judged = Counter(clause for judging in judgings() if judging.slug == slug for clause in judging.clauses)
    assert judged == {clause.id: 1 for clause in _rulebook().indicators[slug].clauses}


def test_function_names_are_unique() -> None:
    names = Counter(judging.function for judging in judgings())
    assert max(names.values()) == 1, names.most_common(3)


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_the_page_carries_the_official_name(slug: str) -> None:
    tokens = MarkdownIt().parse(_page(slug).read_text(encoding="utf-8"))
    titles = [
        tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"
    ]
    name = _rulebook().indicators[slug].name
    homonyms = [indicator.name for indicator in _rulebook().indicators.values()].count(name) > 1
    assert [title.partition("（")[0] if homonyms else title for title in titles] == [name]


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_samples_speak_of_this_indicator_only(slug: str) -> None:
    own = {clause.id for clause in _rulebook().indicators[slug].clauses}
    assert not {clause for sample in _samples(slug) for clause in sample.expect} - own


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_samples_show_when_nothing_can_be_seen(slug: str) -> None:
    assert any(expected.word == "未能检测" for sample in _samples(slug) for expected in sample.expect.values())


@pytest.mark.parametrize("clause_id", CLAUSES)
def test_samples_stand_on_both_sides_of_every_clause(clause_id: str) -> None:
    clause = _rulebook().clause(clause_id)
    words = _words(clause)
    assert words["合格"], "no sample 合格"
    for word in _stood_out(clause):
        assert words[word], f"no sample {word}"


def _stood_out(clause: Clause) -> tuple[str, ...]:
    """What comes out where the clause bites: a bonus is not earned, and of an assisted one a person has to decide."""
    if not clause.is_bonus:
        return (STOOD_OUT[clause.judge],)
    return (NOT_EARNED,) if clause.judge is Judge.AUTO else (NOT_EARNED, STOOD_OUT[clause.judge])


def test_pages_without_a_module_and_modules_without_a_page_do_not_exist() -> None:
    pages = {page.stem for part in _parts() for page in part.glob("*.md")}
    assert pages == set(IMPLEMENTED)


def test_modules_without_an_indicator_do_not_exist() -> None:
    modules = {module for part in _parts() for module in part.glob("test_*.py")}
    assert modules == set(_modules().values())


def _parts() -> list[Path]:
    return [path for path in SUITES.iterdir() if path.is_dir() and path.name not in NO_PARTS]


def _plain(word: str) -> str:
    return word.partition("×")[0].strip()


@pytest.mark.parametrize("clause_id", DECIDED_BY_PROGRAM)
def test_some_mutation_flips_exactly_this_clause(clause_id: str) -> None:
    wanted = _stood_out(_rulebook().clause(clause_id))[0]
    tried = {m.name: dict(m.flips) for m in MUTATIONS.values() if _plain(m.flips.get(clause_id, "")) == wanted}
    assert any(_only_defect(MUTATIONS[name], clause_id) for name in tried), f"none flips it alone: {tried}"


def _only_defect(mutation: Mutation, clause_id: str) -> bool:
    """Whether nothing else is found wrong; what a missing thing would have shown may be 不适用 or 未能检测."""
    others = {key: _plain(word) for key, word in mutation.flips.items() if key != clause_id}
    own = {clause.id for clause in _rulebook().clause(clause_id).indicator.clauses}
    # What is not implemented yet is not compared either, nor what another document asks in the same words.
    table = _rulebook().standard_of(clause_id).indicators
    bound = TOGETHER.get(clause_id, frozenset())
    compared = [key for key in others if key in CLAUSES and key.partition(".")[0] in table]
    judged = {key: others[key] for key in compared if key not in bound}
    return all(key in own and word in CONSEQUENCES for key, word in judged.items())


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_well_formed(name: str) -> None:
    mutation = MUTATIONS[name]
    known = {clause.id for clause in _rulebook().clauses}
    assert mutation.name == name == name.strip()
    assert not set(mutation.flips) - known
    changed = mutation.edit or mutation.patches or mutation.site or mutation.week != Week()
    assert changed or mutation.conditions != Mutation("x", {}).conditions


def test_the_clauses_that_do_not_concern_the_demo_exist() -> None:
    assert {_rulebook().clause(clause_id).id for clause_id in NOT_CONCERNED} == set(NOT_CONCERNED)


@pytest.mark.parametrize("slug", IMPLEMENTED)
def test_the_page_says_how_to_mend_it(slug: str) -> None:
    assert advice(slug).endswith("。"), "the page wants a paragraph that begins with **怎样改。**"
    assert len(advice(slug)) >= SHORTEST_ADVICE
