"""Is the house still built as design.md says: rooms, sizes, names, no clock, no law in code, no outside address?"""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fixtures.samples import DEFAULT_AS_OF
from suites.standards import Rulebook
from suites.standards.quantity import Count, DayOfYear, Duration, WorkingDays

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("site_configs", "pages", "suites", "reports", "fixtures")
TOP = frozenset(
    {
        *ROOMS,
        "conftest.py",
        "pyproject.toml",
        "README.md",
        "README.zh-CN.md",
        "Makefile",
        "LICENSE",
        "CHANGELOG.md",
        "requirements.lock",
    }
)
LONGEST = 300
DEEPEST = 3  # room, folder in it, one below
VAGUE = re.compile(r"^(?:utils?|common|helpers?|base(?:_.*)?|misc|.*_utils?|.*_helpers?|manager|shared)$")
OUTSIDE = re.compile(r"https?://([^/\s\"'`<>)}\],|，。；、（）]+)")
# Addresses that documents name and nothing contacts: licence, schema ids, tool homes, the two official platforms,
# and the tracker that reports must not load.
NAMED = re.compile(
    r"(?:^|\.)(?:gov\.cn|example|invalid|test|localhost|example\.(?:com|org|net)|w3\.org|apache\.org|json-schema\.org"
    r"|googletagmanager\.com|sitemaps\.org|conac\.cn|keepachangelog\.com|semver\.org|openid\.net|openxmlformats\.org)$"
)


@cache
def _tracked() -> tuple[Path, ...]:
    """Every file that is or will be in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return tuple(path for name in sorted(set(listed.stdout.split("\0"))) if name and (path := ROOT / name).is_file())


@cache
def _modules() -> tuple[Path, ...]:
    return tuple(path for path in _tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ROOMS)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _indicator_modules() -> list[Path]:
    return [path for path in _modules() if re.fullmatch(r"suites/(?!selftest)\w+/test_\w+\.py", _name(path))]


def test_the_root_holds_only_the_allowed_names() -> None:
    entries = {path.relative_to(ROOT).parts[0] for path in _tracked()}
    assert {name for name in entries if not name.startswith(".")} <= TOP
    assert set(ROOMS) <= entries


def test_no_folder_lies_deeper_than_two_levels_in_a_room() -> None:
    deep = {path.parent for path in _tracked() if path.relative_to(ROOT).parts[0] in ROOMS}
    assert not [_name(folder) for folder in deep if len(folder.relative_to(ROOT).parts) > DEEPEST]


def test_no_code_file_is_longer_than_the_ceiling() -> None:
    code = [path for path in _tracked() if path.suffix in {".py", ".js"} and path.relative_to(ROOT).parts[0] in ROOMS]
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST}


def test_every_module_opens_with_the_question_it_answers() -> None:
    wrong = []
    for path in _modules():
        first = (ast.get_docstring(_tree(path)) or "").split("\n", 1)[0]
        if path.name != "__init__.py" and not re.search(r"[?？]", first):
            wrong.append(f"{_name(path)}: {first[:60]}")
        elif not first:
            wrong.append(_name(path))
    assert not wrong


def test_no_vague_names() -> None:
    assert not [_name(path) for path in _tracked() if VAGUE.match(path.stem) or VAGUE.match(path.parent.name)]


def test_nothing_is_printed() -> None:
    calls = [(path, node) for path in _modules() for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    assert not [f"{_name(path)}:{node.lineno}" for path, node in calls if ast.unparse(node.func) == "print"]


def test_only_the_clock_reads_the_clock() -> None:
    banned = re.compile(
        r"(?:^|\.)(?:date\.today|datetime\.(?:now|today|utcnow)|time\.(?:time|localtime|gmtime|ctime))$"
    )
    found = [
        f"{_name(path)}:{node.lineno}"
        for path in _modules()
        if _name(path) != "pages/clock.py"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and banned.search(ast.unparse(node.func)) and not _today_is_meant(path, node)
    ]
    assert not found


def _today_is_meant(path: Path, node: ast.Call) -> bool:
    """Whether a line says why it needs the real moment (certificates are checked against it): a noqa with a reason."""
    line = path.read_text(encoding="utf-8").splitlines()[node.lineno - 1]
    return bool(re.search(r"# noqa: TID251 {2}\S", line))


def test_no_number_of_the_law_stands_in_an_indicator() -> None:
    """Numbers other than 0 and 1 that a quantity of the same indicator has; ruff sees comparisons only."""
    rulebook = Rulebook.shipped(DEFAULT_AS_OF)
    found = []
    for path in _indicator_modules():
        indicator = rulebook.indicators.get(path.stem.removeprefix("test_"))
        law = (
            {n for clause in indicator.clauses for term in clause.terms for n in _amounts(clause[term])}
            if indicator
            else set()
        )
        found += [
            f"{_name(path)}:{node.lineno} {node.value}"
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value in law - {0, 1}
            if not _is_a_clause_number(path, node)
        ]
    assert not found


def _amounts(quantity: object) -> set[float]:
    match quantity:
        case Duration():
            return {quantity.amount}
        case WorkingDays():
            return {quantity.days}
        case DayOfYear():
            return {quantity.month, quantity.day}
        case Count():
            return {quantity}
        case _:
            return {float(str(quantity))} if re.fullmatch(r"[\d.]+", str(quantity)) else set()


def _is_a_clause_number(path: Path, node: ast.Constant) -> bool:
    """Whether a number names a clause (`indicator("slug", 2)`, `clauses[1]`, `{2: …}`) or cuts a text (`[:60]`)."""
    inside = [
        parent
        for parent in ast.walk(_tree(path))
        if (isinstance(parent, ast.Dict) and node in parent.keys)
        or (isinstance(parent, ast.Subscript) and node in ast.walk(parent.slice))
        or (
            isinstance(parent, ast.Call) and ast.unparse(parent.func) == "pytest.mark.indicator" and node in parent.args
        )
    ]
    return bool(inside)


def test_ruff_keeps_numbers_of_the_law_out_of_the_suites() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "ALL" in rules["select"]
    assert "PLR2004" not in rules["ignore"]
    loosened = [pattern for pattern, ignored in rules["per-file-ignores"].items() if "PLR2004" in ignored]
    matched = [
        f"{pattern} covers {_name(path)}"
        for path in _indicator_modules()
        for pattern in loosened
        if _covers(pattern, path)
    ]
    assert not matched
    assert not [_name(path) for path in _indicator_modules() if "PLR2004" in path.read_text(encoding="utf-8")]


def _covers(pattern: str, path: Path) -> bool:
    relative = path.relative_to(ROOT)
    return relative.match(pattern) or (pattern.endswith("/**") and relative.as_posix().startswith(pattern[:-2]))


def test_every_finding_is_a_sentence() -> None:
    wrong = []
    for path in _modules():
        if _name(path).startswith("suites/selftest/"):
            continue
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Finding":
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                what = node.args[1] if len(node.args) > 1 else given.get("what")
                ending = _ending(what)
                if ending is not None and not ending.endswith("。"):
                    wrong.append(f"{_name(path)}:{node.lineno} …{ending[-20:]}")
    assert not wrong


def _ending(node: ast.expr | None) -> str | None:
    """The last literal characters of a string expression; None when they are not written there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr) and node.values:
        last = node.values[-1]
        return last.value if isinstance(last, ast.Constant) and isinstance(last.value, str) else ast.unparse(last)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _ending(node.right)
    return None


def test_no_file_names_a_place_of_one_machine() -> None:
    places = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp)/\w")
    assert not [
        f"{_name(path)}: {hit[0]}" for path, text in _texts() if (hit := places.search(text)) and path != Path(__file__)
    ]


def test_no_file_names_a_registry() -> None:
    registries = re.compile(
        r"(?:files\.)?python(?:hosted|\.org/simple)|pypi\.(?:org|python)|registry\.npm|npmmirror|tuna\.tsinghua|mirrors?\.\w+\.(?:com|cn|edu)"
    )
    assert not [
        f"{_name(path)}: {hit[0]}"
        for path, text in _texts()
        if (hit := registries.search(text)) and path != Path(__file__)
    ]


def test_tests_and_fixtures_name_loopback_and_fictional_hosts_only() -> None:
    wrong = []
    for path, text in _texts():
        relative = _name(path)
        if (
            relative.split("/")[0] not in {"suites", "fixtures"}
            or path == Path(__file__)
            or path.suffix not in {".py", ".md", ".yaml", ".js", ".html"}
        ):
            continue
        hosts = {match.split("@")[-1].rsplit(":", 1)[0].lower().strip(".*") for match in OUTSIDE.findall(text)}
        wrong += [f"{relative}: {host}" for host in sorted(hosts) if _real(host)]
    assert not wrong


def _real(host: str) -> bool:
    """Whether a host could answer outside this machine: a registered name, not a number, placeholder or fragment."""
    return bool(re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", host)) and not NAMED.search(host)


def test_every_indicator_page_and_test_speak_of_nothing_behind_the_scenes() -> None:
    words = re.compile(r"\b(?:Claude|ChatGPT|GPT-\d|Copilot|LLM|AI-generated)\b", re.IGNORECASE)
    assert not [_name(path) for path, text in _texts() if words.search(text) and path != Path(__file__)]
