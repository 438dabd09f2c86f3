"""Which test cases do the W3C's ACT rules have? Read out of the rules' text, or out of a published testcases.json.

https://www.w3.org/WAI/standards-guidelines/act/rules/ ; their sources are kept in `_rules/*.md`, a code block below
each heading such as "#### Passed Example 1" being one test case.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

EXPECTED = ("passed", "failed", "inapplicable")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
# A code block or a heading, whichever comes first: lines of code may look like headings.
_PART = re.compile(r"^```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^```\s*$|^#{1,6} [^\n]*$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(rf"#### +({'|'.join(EXPECTED)}) example (\d+)\s*", re.IGNORECASE)
_TYPES = {"html": "text/html", "xhtml": "application/xhtml+xml", "svg": "image/svg+xml", "xml": "application/xml"}
_NO_TYPE = "text/plain"


@dataclass(frozen=True, slots=True)
class Case:
    """One test case.

    Attributes:
        rule: ACT's id (`23a2a8`); `rule_name` its title; `name` as in “Failed Example 2”.
        expected: passed, failed or inapplicable.
        path: of its page below the server's root.
        content: the whole page; `media` its type.
    """

    rule: str
    rule_name: str
    name: str
    expected: str
    path: str
    content: str
    media: str


def read_cases(folder: Path) -> list[Case]:
    """Read every test case of rules that are not deprecated.

    Args:
        folder: with `_rules` (a copy of the repository act-rules/act-rules.github.io), or with `testcases.json` and
            the pages it names.

    Raises:
        ValueError: it has neither.
    """
    if (folder / "testcases.json").is_file():
        return list(_published(folder))
    rules = sorted((folder / "_rules").glob("*.md"))
    if not rules:
        raise ValueError(f"{folder} 中没有 _rules/*.md，也没有 testcases.json")
    return [case for rule in rules for case in cases_of(rule.read_text("utf-8"))]


def cases_of(text: str) -> Iterator[Case]:
    """The test cases of one rule's Markdown; none when it is deprecated."""
    front = _FRONT.match(text)
    about = yaml.safe_load(front[1]) if front else {}
    if "id" not in about or about.get("deprecated"):
        return
    example: re.Match[str] | None = None
    for part in _PART.finditer(text):
        if part["code"] is None:
            example = _EXAMPLE.fullmatch(part[0])
        elif example:
            name, language, content = f"{example[1]} Example {example[2]}", part["language"], part["code"]
            digest = hashlib.sha256(f"{name}{content}".encode()).hexdigest()[:16]
            yield Case(
                rule=about["id"],
                rule_name=about["name"],
                name=name,
                expected=example[1].lower(),
                path=f"/testcases/{about['id']}/{digest}.{language}",
                content=whole_page(content, language, f"{name} for rule {about['id']}"),
                media=_TYPES.get(language, _NO_TYPE),
            )
            example = None


def whole_page(code: str, language: str, title: str) -> str:
    """A test case as a page: what it leaves out (doctype, root, head, body) is added, as in the published ones."""
    if language not in {"html", "xhtml"} or re.search(r"<!doctype", code, re.IGNORECASE):
        return code
    if re.search(r"<html", code, re.IGNORECASE):
        return f"<!DOCTYPE html>\n{code}"
    head = "" if re.search(r"<head\b", code, re.IGNORECASE) else f"<head><title>{title}</title></head>\n"
    body = code if re.search(r"<(body|head)\b", code, re.IGNORECASE) else f"<body>\n{code}</body>"
    return f'<!DOCTYPE html>\n<html lang="en">\n{head}{body}\n</html>\n'


def _published(folder: Path) -> Iterator[Case]:
    for one in json.loads((folder / "testcases.json").read_text("utf-8"))["testcases"]:
        file = folder / one["relativePath"]
        if file.is_file():
            yield Case(
                rule=one["ruleId"],
                rule_name=one["ruleName"],
                name=one.get("testcaseTitle", one["testcaseId"]),
                expected=one["expected"],
                path=f"/{one['relativePath']}",
                content=file.read_text("utf-8"),
                media=_TYPES.get(file.suffix[1:], _NO_TYPE),
            )


def is_bare(folder: Path) -> bool:
    """Whether this is a git directory without files checked out."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


def check_out(repository: Path, folder: Path) -> None:
    """Write the rules and their assets out of a bare repository; files it does not hold (large videos) are left out."""
    git = ["git", "-c", "safe.directory=*", "--git-dir", str(repository)]
    listing = [*git, "ls-tree", "-r", "-z", "HEAD", "_rules", "test-assets"]
    listed = subprocess.run(listing, check=True, capture_output=True, text=True).stdout  # noqa: S603  our own words
    for row in filter(None, listed.split("\0")):
        about, path = row.split("\t", 1)
        command = [*git, "cat-file", "blob", about.split()[2]]
        blob = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  our own words
        if blob.returncode == 0:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(blob.stdout)
