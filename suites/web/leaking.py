"""Does the server tell strangers what it is made of? Version numbers, details of errors, lists of files."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pages.error_pages import ErrorPages
from pages.listings import Directories, Listing
from pages.responses import Response
from pages.secure_home import SecureHome
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_WORDS = Path(__file__).with_name("leaks.yaml")
_PRODUCT = re.compile(r"([a-z][\w.+-]*?)/v?(\d[\w.-]*)|([a-z][a-z.+ -]*?)[ -]v?(\d+(?:\.\d+)+[\w.-]*)", re.IGNORECASE)
_GENERATOR = re.compile(r"([a-z][\w.+ -]*?)[ /]v?(\d[\w.]*)", re.IGNORECASE)
_PROTOCOL = re.compile(r"(?:^|,)\s*(?:[a-z]+/)?\d(?:\.\d)?\s", re.IGNORECASE)
_HEADERS = {"server": "Server", "x-powered-by": "X-Powered-By", "via": "Via", "x-generator": "X-Generator"}
_FRAMEWORKS = {
    "x-aspnet-version": ("X-AspNet-Version", "ASP.NET"),
    "x-aspnetmvc-version": ("X-AspNetMvc-Version", "ASP.NET MVC"),
}
_ERROR = 400
_EXCERPT = 80


class Leak(NamedTuple):
    """A piece of software with the version shown, where it stands, and in which words."""

    software: str
    version: str
    place: str
    url: str


def judge_listings(clause: Clause, directories: Directories) -> Verdict:
    """A finding for every directory listed; REVIEW for what looks like a listing of things no page uses.

    Raises:
        Unseen: not one directory could be looked at.
    """
    if directories.asked and len(directories.unseen) == len(directories.asked):
        raise directories.unseen[0]
    missed = f"，{len(directories.unseen)} 个没有看到" if directories.unseen else ""
    note = f"检查了网页引用的文件所在的 {len(directories.asked)} 个目录{missed}。"
    if sure := [_listed(one) for one in directories.listings if one.known]:
        return Verdict.of(clause, sure, note)
    if perhaps := [_listed(one) for one in directories.listings]:
        return Verdict.review(clause, f"有的页面像是目录列表，须人工确认。{note}", perhaps)
    return Verdict.of(clause, [], note)


def _listed(listing: Listing) -> Finding:
    names = "、".join(listing.names)
    what = f"目录 {listing.url} 可以被列出，标题为“{listing.title[:_EXCERPT]}”，列有 {names} 等 {listing.total} 项。"
    return Finding(listing.url, what, target=listing.url, selector="h1, table, pre")


def judge_leaks(clause: Clause, home: SecureHome, errors: ErrorPages) -> Verdict:
    """A finding for every software whose version is shown, and for every kind of detail an error page gives away."""
    answers = [*home.answers, *errors.answers]
    leaks: dict[str, list[Leak]] = defaultdict(list)
    fixed: dict[str, None] = {}
    for leak in [leak for answer in answers for leak in (*_in_headers(answer), *_in_page(answer))]:
        if leak.software.lower() in _words()["fixed"]:
            fixed[f"{leak.software}/{leak.version}"] = None
        else:
            leaks[leak.software.lower()].append(leak)
    findings = [*map(_versions, leaks.values()), *(found for one in errors.answers for found in _details(one))]
    told = f"；{'、'.join(fixed)} 是固定写法，不是版本号" if fixed else ""
    missed = f"；{errors.refused} 次出错请求被拦截或没有应答" if errors.refused else ""
    return Verdict.of(clause, findings, f"检查了首页和 {len(errors.answers)} 个出错页面{told}{missed}。")


def _versions(leaks: list[Leak]) -> Finding:
    first = leaks[0]
    shown = "、".join(dict.fromkeys(f"{leak.software} {leak.version}".strip() for leak in leaks))
    places = "、".join(dict.fromkeys(leak.place for leak in leaks))
    also = tuple(dict.fromkeys(leak.url for leak in leaks if leak.url != first.url))
    return Finding(first.url, f"{places}显示软件的版本号：{shown}。", target=first.software.lower(), also=also)


def _in_headers(answer: Response) -> Iterator[Leak]:
    for url, headers in [*((hop.url, hop.headers) for hop in answer.chain), (answer.final_url, answer.headers)]:
        for name, label in _HEADERS.items():
            for line in headers.every(name):
                pattern = _GENERATOR if name == "x-generator" else _PRODUCT
                for match in pattern.finditer(_PROTOCOL.sub(" ", line) if name == "via" else line):
                    software, version = (part for part in match.groups() if part)
                    yield Leak(software.strip(), version, f"响应头 {label} ", url)
        for name, (label, software) in _FRAMEWORKS.items():
            for line in headers.every(name):
                if any(letter.isdigit() for letter in line):
                    yield Leak(software, line.strip()[:_EXCERPT], f"响应头 {label} ", url)


def _in_page(answer: Response) -> Iterator[Leak]:
    """What the text of an error page names; an article may well write about software."""
    if answer.status < _ERROR:
        return
    for match in _software().finditer(answer.document.text):
        yield Leak(match[1], match[2], "出错页面", answer.final_url)


def _details(answer: Response) -> Iterator[Finding]:
    """What an error page tells of the program; where the request was led to is another page."""
    if answer.chain:
        return
    for word, pattern in _patterns().items():
        if match := pattern.search(answer.text):
            shown = " ".join(match[0].split())[:_EXCERPT]
            what = f"出错页面（状态 {answer.status}）显示程序的出错详情（{word}）：{shown}。"
            yield Finding(answer.final_url, what, target=word, excerpt=shown)


@cache
def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return found


@cache
def _software() -> re.Pattern[str]:
    return re.compile(
        rf"\b({'|'.join(_words()['software'])})(?: ?(?:version|版本))?[:/ ]*v?(\d+(?:\.\d+)+)", re.IGNORECASE
    )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {word: re.compile(text, re.IGNORECASE | re.MULTILINE) for word, text in _words()["details"].items()}
