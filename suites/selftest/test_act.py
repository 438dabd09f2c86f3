"""Are the W3C's test cases read rightly, and is agreement (with them, and between scanners) counted rightly?"""

import json
import sys
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from suites.selftest.act_agreement import Level, Outcome, Tried, level, outcome, summary
from suites.selftest.act_cases import Case, cases_of, read_cases, whole_page
from suites.selftest.act_server import serve
from suites.selftest.bench.a11y import agreement
from suites.selftest.bench.a11y_pages import written
from suites.selftest.bench.a11y_scans import named
from suites.selftest.bench.a11y_tools import _axe_cli_found, _pa11y_found, own_found
from suites.selftest.bench.family import measured

RULE = """---
id: abc123
name: Thing has a name
---

## Test Cases

### Passed

#### Passed Example 1

Fine.

```html
<style>
# no heading
</style>
<p>x</p>
```

### Failed

#### Failed Example 1

```html
<html lang="en"><title>t</title></html>
```

#### Failed Example 2

No code here.

### Inapplicable

#### Inapplicable Example 1

```svg
<svg></svg>
```

## Other

```html
<p>no test case</p>
```
"""


def _case(expected: str) -> Case:
    return Case("abc123", "Thing", "Example", expected, "/x", "", "text/html")


def _tried(*pairs: tuple[str, str]) -> list[Tried]:
    return [Tried(_case(expected), Outcome(said)) for expected, said in pairs]


def test_the_cases_of_a_rule_are_the_code_below_its_examples() -> None:
    cases = list(cases_of(RULE))
    assert [(one.name, one.expected, one.media) for one in cases] == [
        ("Passed Example 1", "passed", "text/html"),
        ("Failed Example 1", "failed", "text/html"),
        ("Inapplicable Example 1", "inapplicable", "image/svg+xml"),
    ]
    assert {one.rule for one in cases} == {"abc123"}
    assert "# no heading" in cases[0].content
    assert cases[1].content == '<!DOCTYPE html>\n<html lang="en"><title>t</title></html>\n'
    assert cases[2].content == "<svg></svg>\n"


def test_a_deprecated_rule_has_no_cases() -> None:
    assert not list(cases_of(RULE.replace("name: Thing", "deprecated: gone\nname: Thing")))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("<p>x</p>", "<head><title>t</title></head>\n<body>\n<p>x</p></body>"),
        ("<body>x</body>", "<head><title>t</title></head>\n<body>x</body>"),
        ("<head></head><body>x</body>", "\n<head></head><body>x</body>"),
        ("<header>x</header>", "<head><title>t</title></head>\n<body>\n<header>x</header></body>"),
    ],
)
def test_what_a_case_leaves_out_is_added(code: str, expected: str) -> None:
    made = whole_page(code, "html", "t")
    assert made.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert expected in made


def test_published_cases_are_read_with_their_pages(tmp_path: Path) -> None:
    about = {"ruleId": "abc123", "ruleName": "Thing", "testcaseTitle": "Failed Example 1", "expected": "failed"}
    cases = [{**about, "testcaseId": "1", "relativePath": "testcases/abc123/1.html"}]
    missing = [{**about, "testcaseId": "2", "relativePath": "testcases/abc123/2.html"}]
    (tmp_path / "testcases/abc123").mkdir(parents=True)
    (tmp_path / "testcases/abc123/1.html").write_text("<p>x", "utf-8")
    (tmp_path / "testcases.json").write_text(json.dumps({"count": 2, "testcases": cases + missing}), "utf-8")
    (case,) = read_cases(tmp_path)
    assert (case.path, case.content, case.expected) == ("/testcases/abc123/1.html", "<p>x", "failed")


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="_rules"):
        read_cases(tmp_path)


def test_cases_and_assets_are_served(tmp_path: Path) -> None:
    (tmp_path / "test-assets").mkdir()
    (tmp_path / "test-assets" / "a.css").write_text("p {}", "ascii")
    case = next(cases_of(RULE))
    with serve(tmp_path, [case]) as base:
        for path, body in ((case.path, case.content), ("/test-assets/a.css", "p {}")):
            with urllib.request.urlopen(base + path) as answer:  # noqa: S310  our own server
                assert answer.read().decode() == body


def test_a_page_fails_when_one_of_the_rules_that_stand_for_it_does() -> None:
    mapped = frozenset({"link-name", "area-alt"})
    assert outcome(["area-alt"], ["link-name"], mapped) is Outcome.FAILED
    assert outcome(["image-alt"], ["link-name"], mapped) is Outcome.CANNOT_TELL
    assert outcome(["image-alt"], ["label"], mapped) is Outcome.PASSED


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("failed", "failed"), ("passed", "passed"), ("inapplicable", "passed")], Level.CONSISTENT),
        ([("failed", "failed"), ("failed", "cantTell"), ("passed", "cantTell")], Level.CONSISTENT),
        ([("failed", "failed"), ("failed", "passed")], Level.PARTIAL),
        ([("failed", "failed"), ("passed", "untested")], Level.PARTIAL),
        ([("failed", "cantTell"), ("inapplicable", "passed")], Level.PARTIAL),
        ([("failed", "cantTell"), ("inapplicable", "cantTell")], Level.INCONSISTENT),
        ([("failed", "passed"), ("passed", "passed")], Level.INCONSISTENT),
        ([("failed", "failed"), ("passed", "failed")], Level.INCONSISTENT),
        ([("failed", "failed"), ("inapplicable", "failed")], Level.INCONSISTENT),
    ],
)
def test_levels_are_those_of_the_w3c(pairs: list[tuple[str, str]], expected: Level) -> None:
    assert level(_tried(*pairs)) is expected


def test_the_summary_counts_every_case_once() -> None:
    one = _tried(("failed", "failed"), ("failed", "passed"), ("passed", "failed"), ("inapplicable", "passed"))
    two = _tried(("failed", "cantTell"), ("passed", "untested"))
    total = summary([one, two])
    assert (total.cases, total.agreeing, total.missed) == (6, 2, 1)
    assert (total.undecided, total.false_positives, total.untested) == (1, 1, 1)
    assert sum(total.levels.values()) == 2


def test_scanners_results_are_brought_to_one_form() -> None:
    nodes = [{"target": ["#a"]}, {"target": ["iframe", ["#host", "button"]]}]
    issue = {"id": "button-name", "nodes": nodes}
    hidden = {"id": "frame-tested", "nodes": nodes}
    expected = {("button-name", "#a"), ("button-name", "iframe", "#host", "button")}
    assert set(map(tuple, named([issue, hidden]))) == expected
    (page,) = _axe_cli_found(json.dumps([{"url": "u", "violations": [issue], "incomplete": [hidden]}])).values()
    assert page == {"violations": expected, "incomplete": frozenset()}
    told = {"axe": "4", "pages": {"u": {"violations": [["label", "#b"]], "incomplete": []}, "lost": {"error": "x"}}}
    assert own_found(json.dumps(told)) == {"u": {"violations": {("label", "#b")}, "incomplete": frozenset()}}


def test_a_page_pa11y_lost_is_lost() -> None:
    issue = {"code": "label", "selector": "#b", "runnerExtras": {"needsFurtherReview": True}}
    results = {"fine": [issue], "clean": [], "lost": [{"message": "Timed out"}]}
    found = _pa11y_found(json.dumps({"results": results}))
    assert found["fine"] == {"violations": frozenset(), "incomplete": {("label", "#b")}}
    assert found.keys() == {"fine", "clean"}


def test_differences_are_counted_by_rule() -> None:
    none: frozenset[tuple[str, ...]] = frozenset()
    expected = {"u": {"violations": frozenset({("label", "#a"), ("label", "#b")}), "incomplete": none}}
    found = {"u": {"violations": frozenset({("label", "#a"), ("list", "#c")}), "incomplete": none}, "v": {}}
    exact = agreement(found, expected, elements=True)
    assert (exact.same, exact.pages) == (0, 1)
    assert exact.missing == Counter({"violations label": 1})
    assert exact.extra == Counter({"violations list": 1})
    assert agreement(found, expected, elements=False, rules=frozenset({"label"})).same == 1
    assert agreement(expected, expected, elements=True).same == 1


def test_the_benchs_pages_are_the_same_each_time() -> None:
    assert written(3) == written(3) != written(8)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_an_orphans_processor_time_is_counted(tmp_path: Path) -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass"
    start = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {spin!r}])"
    used = measured([sys.executable, "-c", start], tmp_path / "out.json", 60)
    assert used.cpu >= 0.3
    assert used.code == 0
