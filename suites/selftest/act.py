"""Do our accessibility checks agree with the W3C's own test cases (ACT rules)? One row for each rule we claim.

Run as `python -m suites.selftest.act FOLDER [--rule ID …] [--cases]`; FOLDER is a copy or a bare clone of the
repository act-rules/act-rules.github.io, or holds the published testcases.json and its pages. They are served
on loopback and the browser can reach nothing else. Which axe rules stand for an ACT rule is what axe itself says; what
is tried with the keyboard stands for the rules in `KEYBOARD`.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pages.axe import TAGS
from pages.axe_script import AxeScript, find_axe
from pages.browser_arguments import ARGUMENTS
from pages.browser_path import find_browser
from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.errors import Unseen
from pages.keyboard import Keys
from pages.keyboard_focus import unmarked
from pages.keyboard_walk import tab_through
from pages.routing import Routes
from pages.scanner import Scanner
from suites.selftest.act_agreement import Level, Outcome, Tried, level, outcome, summary
from suites.selftest.act_cases import Case, check_out, is_bare, read_cases
from suites.selftest.act_server import serve

# ACT rule → what our walk with the Tab key must have noticed.
KEYBOARD = {"80af7b": "trap", "a1b64e": "trap", "oj04fd": "unmarked"}
_CLAIMS = "() => axe.getRules().map(one => [one.ruleId, one.actIds || []])"
_RUN = (
    "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(found =>"
    " ['passes', 'violations', 'incomplete', 'inapplicable'].flatMap(kind => found[kind].map(one => one.id)))"
)


def claims(browser: Browser, axe: AxeScript) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Which axe rules stand for each ACT rule, by axe's own word, and which rules our scan runs at all."""
    page = browser.new_page()
    page.set_content("<!DOCTYPE html><p>x")
    page.evaluate(axe.text)
    run = frozenset(page.evaluate(_RUN, list(TAGS)))
    mapped: dict[str, set[str]] = defaultdict(set)
    for rule, acts in page.evaluate(_CLAIMS):
        for act in acts:
            mapped[act].add(rule)
    page.close()
    return {act: frozenset(rules) for act, rules in mapped.items()}, run


def scanned(cases: Sequence[Case], base: str, browsing: Browsing, mapped: Mapping[str, frozenset[str]]) -> list[Tried]:
    """Our axe scan on every case."""
    found = Scanner(browsing, find_axe()).scan([base + case.path for case in cases])
    tried = []
    for case, (_, scan) in zip(cases, found, strict=True):
        if isinstance(scan, Unseen):
            said = Outcome.UNTESTED
        else:
            violated, undecided = ({one.rule for one in issues} for issues in (scan.violations, scan.incomplete))
            said = outcome(violated, undecided, mapped[case.rule])
        tried.append(Tried(case, said))
    return tried


def walked(cases: Sequence[Case], base: str, browsing: Browsing) -> list[Tried]:
    """Our walk with the Tab key through every case."""
    return [Tried(case, _walk(base + case.path, KEYBOARD[case.rule], browsing)) for case in cases]


def _walk(url: str, wanted: str, browsing: Browsing) -> Outcome:
    try:
        with browsing.page() as page:
            browsing.visit(page, url)
            keys = Keys(browsing, page)
            met = tab_through(keys)
            bad = met.trap is not None if wanted == "trap" else bool(unmarked(keys, met))
    except Unseen:
        return Outcome.UNTESTED
    return Outcome.FAILED if bad else Outcome.PASSED


@contextmanager
def _browsing() -> Iterator[tuple[Browser, Browsing]]:
    """A browser that reaches nothing but loopback."""
    rules = Routes(isolate=True).browser_rules()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        found = find_browser(None, headed=False)
        arguments = [*ARGUMENTS, f"--host-resolver-rules={rules}"]
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        browsing = Browsing(browser, EvidenceStore(Path(folder)))
        yield browser, browsing
        browsing.close()
        browser.close()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def tell(title: str, tried: Sequence[Tried], rules: Mapping[str, str], *, cases: bool) -> None:
    """One table: a row for each ACT rule, the totals, and every false positive.

    Args:
        title: above it.
        tried: all test cases.
        rules: ACT rule → what of ours stands for it.
        cases: also name the examples that were missed or left undecided.
    """
    groups: dict[str, list[Tried]] = defaultdict(list)
    for one in tried:
        groups[one.case.rule].append(one)
    _say(f"\n{title}\nACT | 一致程度 | 违规例 found/failed | 误报 false | 未定 cantTell | 未测 | 我方规则 | 规则名")
    for act, group in sorted(groups.items(), key=lambda pair: list(Level).index(level(pair[1]))):
        failing = [one for one in group if one.case.expected == "failed"]
        cells = (
            act,
            level(group).value,
            f"{sum(one.agrees for one in failing)}/{len(failing)}",
            f"{sum(one.false_positive for one in group)}/{len(group) - len(failing)}",
            str(sum(one.outcome is Outcome.CANNOT_TELL for one in group)),
            str(sum(one.outcome is Outcome.UNTESTED for one in group)),
            rules[act],
            group[0].case.rule_name,
        )
        _say(" | ".join(cells))
    total = summary(groups.values())
    levels = "，".join(f"{one.value} {count}" for one, count in total.levels.items())
    _say(f"合计 {len(groups)} 条规则 rules：{levels}")
    _say(
        f"{total.cases} 个用例 cases：一致 {total.agreeing}（{total.agreeing / max(total.cases, 1):.1%}），"
        f"漏报 missed {total.missed}，未定 cantTell {total.undecided}，误报 false positives {total.false_positives}，"
        f"未测 untested {total.untested}"
    )
    for one in tried:
        if one.false_positive or (cases and not one.agrees):
            _say(f"  {one.outcome.value}（应为 {one.case.expected}）：{one.case.rule} {one.case.name} {one.case.path}")


def run(folder: Path, wanted: Sequence[str], *, cases: bool) -> None:
    """Try every case of the rules we claim.

    Args:
        folder: a checked-out copy or a published set.
        wanted: ids of ACT rules, none for all.
        cases: name every example that does not agree.
    """
    every = [case for case in read_cases(folder) if not wanted or case.rule in wanted]
    with serve(folder, every) as base, _browsing() as (browser, browsing):
        axe = find_axe()
        claimed, running = claims(browser, axe)
        mapped = {act: rules & running for act, rules in claimed.items()}
        ours = [case for case in every if mapped.get(case.rule)]
        _say(f"{len(every)} 个用例，{len({case.rule for case in every})} 条 ACT 规则；{axe.name}")
        names = {act: "、".join(sorted(rules)) for act, rules in mapped.items()}
        tell("axe 扫描 scan", scanned(ours, base, browsing, mapped), names, cases=cases)
        left = sorted({case.rule for case in every if case.rule in claimed and not mapped[case.rule]})
        _say(f"axe 有而扫描不运行的规则（AAA、最佳实践、试验、已废止）not run：{'、'.join(left) or '无'}")
        keyed = [case for case in every if case.rule in KEYBOARD]
        tell("键盘 keyboard", walked(keyed, base, browsing), KEYBOARD, cases=cases)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description="用 W3C ACT 规则的测试用例核对无障碍检测")
    parser.add_argument("folder", type=Path, help="act-rules.github.io 仓库的副本或裸库，或者 testcases.json 所在目录")
    parser.add_argument("--rule", action="append", default=[], metavar="ID", help="只试这些 ACT 规则")
    parser.add_argument("--cases", action="store_true", help="列出每个不一致的用例")
    asked = parser.parse_args()
    if is_bare(asked.folder):
        with tempfile.TemporaryDirectory(prefix="act-") as copy:
            check_out(asked.folder, Path(copy))
            run(Path(copy), asked.rule, cases=asked.cases)
    else:
        run(asked.folder, asked.rule, cases=asked.cases)


if __name__ == "__main__":
    main()
