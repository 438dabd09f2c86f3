"""Which accessibility scanners are measured, how is each started, and what does it say it found?

The peers do not belong to the project: they are installed anywhere else and named on the command line.
"""

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages.axe import FRAME_RULE, TAGS
from suites.selftest.bench.a11y_scans import named

# Of each page: kind of result → (rule, *way to the element); a page that was lost is not there.
Found = dict[str, dict[str, frozenset[tuple[str, ...]]]]
_ERRORS_SHOWN = 3
_CLI_BROWSER = "no-sandbox,window-size=1366x768"  # it splits its options at commas
_BEYOND_STANDARD = "target-size"  # of WCAG 2.2, which pa11y's standards do not know yet


@dataclass(frozen=True, slots=True)
class Scanner:
    """One scanner.

    Attributes:
        command: how it is started; `{list}` (a file of addresses) and `{work}` (a folder) are filled in, and the
            addresses themselves follow when `addresses` is true.
        found: reads its standard output.
        axe: the axe-core file it uses; empty for ours.
        elements: its results name elements as axe does; otherwise only its rules can be compared.
        config: makes the text of `{work}/config.json`, given the addresses.
    """

    name: str
    command: tuple[str, ...]
    found: Callable[[str], Found]
    axe: str = ""
    addresses: bool = False
    elements: bool = True
    config: Callable[[list[str]], str] | None = None


def _of_page(page: Mapping[str, Any]) -> dict[str, frozenset[tuple[str, ...]]]:
    return {kind: frozenset(map(tuple, page[kind])) for kind in ("violations", "incomplete")}


def own_found(text: str) -> Found:
    """Read the JSON of `a11y_scans`."""
    pages = json.loads(text)["pages"]
    for url, lost in [(url, page["error"]) for url, page in pages.items() if "error" in page][:_ERRORS_SHOWN]:
        sys.stderr.write(f"{url}: {lost}\n")
    return {url: _of_page(page) for url, page in pages.items() if "error" not in page}


def ours(processes: int) -> Scanner:
    """The inspector's scan, by so many processes."""
    command = (sys.executable, "-m", "suites.selftest.bench.a11y_scans", "{list}", "--processes", str(processes))
    return Scanner(f"xunjian ×{processes}", command, own_found)


def plain(axe: str) -> Scanner:
    """`axe.run` of an axe-core file and nothing else, which the others are compared with."""
    command = (sys.executable, "-m", "suites.selftest.bench.a11y_scans", "{list}", "--plain", axe)
    return Scanner("axe.run", command, own_found, axe)


def pa11y(path: str, browser: str, concurrency: int) -> Scanner | None:
    """The npm package pa11y-ci with its axe runner; None when missing."""
    program = shutil.which(path or "pa11y-ci")
    if program is None:
        return None

    def config(urls: list[str]) -> str:
        launch = {"executablePath": browser, "args": ["--no-sandbox"], "headless": _headless(browser)}
        defaults = {
            "runners": ["axe"],
            "standard": "WCAG2AA",
            "rules": [_BEYOND_STANDARD],
            "concurrency": concurrency,
            "timeout": 60_000,
            "includeWarnings": True,
            "includeNotices": True,
            "viewport": {"width": 1366, "height": 768},
            "chromeLaunchConfig": launch,
        }
        return json.dumps({"defaults": defaults, "urls": urls})

    axe = _axe_of(Path(program).resolve().parents[2] / "pa11y")
    command = (program, "--config", "{work}/config.json", "--json")
    return Scanner(f"pa11y-ci ×{concurrency}", command, _pa11y_found, axe, elements=False, config=config)


def axe_cli(path: str, browser: str, driver: str) -> Scanner | None:
    """The npm package @axe-core/cli, which takes one page after another; None when it or chromedriver is missing."""
    program, chromedriver = shutil.which(path or "axe"), shutil.which(driver or "chromedriver")
    if program is None or chromedriver is None:
        return None
    flags = ("--stdout", "--tags", ",".join(TAGS), "--chrome-path", browser, "--chromedriver-path", chromedriver)
    package = next(one for one in Path(program).resolve().parents if (one / "package.json").is_file())
    command = (program, *flags, "--chrome-options", _CLI_BROWSER, "--timeout", "60")
    return Scanner("@axe-core/cli", command, _axe_cli_found, _axe_of(package), addresses=True)


def _headless(browser: str) -> str | bool:
    return "shell" if "shell" in Path(browser).name else True


def _axe_of(package: Path) -> str:
    """The axe-core file that Node would give a package."""
    places = (folder / "node_modules" / "axe-core" / "axe.min.js" for folder in (package, *package.parents))
    return str(next(place for place in places if place.is_file()))


def _pa11y_found(text: str) -> Found:
    found: Found = {}
    for url, issues in json.loads(text)["results"].items():
        if all("code" in issue for issue in issues):
            kinds: dict[str, set[tuple[str, ...]]] = {"violations": set(), "incomplete": set()}
            for issue in issues:
                kind = "incomplete" if issue["runnerExtras"]["needsFurtherReview"] else "violations"
                if issue["code"] != FRAME_RULE:
                    kinds[kind].add((issue["code"], issue["selector"] or ""))
            found[url] = {kind: frozenset(names) for kind, names in kinds.items()}
        else:
            sys.stderr.write(f"{url}: {issues[0].get('message')}\n")
    return found


def _axe_cli_found(text: str) -> Found:
    results = json.loads(text)
    return {one["url"]: _of_page({kind: named(one[kind]) for kind in ("violations", "incomplete")}) for one in results}
