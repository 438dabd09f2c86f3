"""Does somebody, or something, answer at once? Asks the site's robot what citizens ask, and listens."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.following import follow, press
from pages.hints import promises
from pages.interaction import Lead, Names, leads
from pages.search_titles import touches
from pages.smart_search import NONSENSE

BOX = (Path(__file__).parent / "robot_box.js").read_text(encoding="utf-8")
_NAMES = Names(
    ranked=(
        re.compile(
            "智能(?:问答|客服|咨询|机器人|答复|助手|小助手|互动|应答)|(?:问答|政务|咨询)机器人|(?:AI|ai)(?:问答|助手|客服)"
        ),
        re.compile("^(?:.{0,4}小助手|机器人|在线客服|在线交流|实时(?:交流|互动|咨询|问答)|在线问答|政务助手)$"),
    ),
    never=re.compile("产业|大赛|制造|企业|项目|论坛|会议|发布|上线|印发|通知|关于|工业|比赛"),
)
_REFUSES = re.compile(
    "没有(?:找到|查到|合适)|未(?:找到|查到|能理解)|找不到|暂(?:无|未)|无法回答|不(?:太)?(?:明白|理解|知道|清楚)|抱歉|对不起|换(?:个|一种)(?:问法|说法)|转人工"
)
_PATIENCE = 20
_POLL = 200
_REACTION = 100
_ENTRIES = 3
_LEAST_ANSWER = 10
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, and what was answered beyond what any words bring up; empty when nothing to the point was."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Robot:
    """What came of asking.

    Attributes:
        name: words of the entry, empty when the site has none; `url` where one asks.
        dead: the entry does not open.
        field: whether a field to ask in was found.
        answers: one per question.
    """

    name: str = ""
    url: str = ""
    dead: bool = False
    field: bool = False
    answers: tuple[Answered, ...] = ()


def ask_robot(browsing: Browsing, documents: Sequence[Document], subjects: Sequence[str]) -> Robot:
    """Find the robot and ask how to get each of some services.

    Args:
        browsing: the browser.
        documents: pages on which its entry may stand, the home page first.
        subjects: names of services.

    Raises:
        Unseen: the entry could not be opened for another reason than that it is gone.
    """
    found = leads(documents, _NAMES)[:_ENTRIES]
    seen = Robot() if found else _by_script(documents)
    for lead in found:
        with browsing.page() as page:
            try:
                robot = _Talk(browsing, page, lead).ask(subjects)
            except Unseen as gone:
                if gone.reason not in {Reason.NOT_FOUND, Reason.HTTP}:
                    raise
                robot = Robot(lead.name, lead.url, dead=True)
        if any(answer.answer for answer in robot.answers):
            return robot
        seen = seen if seen.field else robot
    return seen


def _by_script(documents: Sequence[Document]) -> Robot:
    """An entry that only a script opens: words on the home page that lead to no address."""
    words = [word.strip("“”") for word in promises(documents[:1], lambda text: _NAMES.rank(text) is not None)]
    named = [word for word in words if _NAMES.rank(word) is not None]
    return Robot(named[0], documents[0].url) if named else Robot()


def plain_name(service: str) -> str:
    """A service's name as people say it: without what stands in brackets."""
    return re.sub(r"[（(][^（()）]*[)）]", "", service)[:_LONGEST_NAME]


class _Talk:
    def __init__(self, browsing: Browsing, page: Page, lead: Lead) -> None:
        self._browsing = browsing
        self._page = page
        self._lead = lead

    def ask(self, subjects: Sequence[str]) -> Robot:
        if not self._opened()["input"]:
            return Robot(self._lead.name, self._lead.url)
        said: dict[str, list[str]] = {}
        for name in subjects:
            said[name] = self._said(_question(name))
            if not said[name]:
                break  # no reaction at all: the other questions would get none either
        told = {name: _to_the_point(name, lines) for name, lines in said.items()}
        if any(told.values()):
            common = set(self._said(NONSENSE))
            told = {name: [line for line in lines if line not in common] for name, lines in told.items()}
        answers = (Answered(_question(name), " ".join(lines)) for name, lines in told.items())
        return Robot(self._lead.name, self._lead.url, field=True, answers=tuple(answers))

    def _opened(self) -> dict[str, Any]:
        self._browsing.visit(self._page, self._lead.url)
        seen: dict[str, Any] = self._browsing.read(self._page, BOX)
        if not seen["input"] and seen["frame"]:
            self._browsing.visit(self._page, seen["frame"])
            seen = self._browsing.read(self._page, BOX)
        return seen

    def _said(self, question: str) -> list[str]:
        """New lines on the page after a question, the question itself left out."""
        before = Counter(self._browsing.read(self._page, BOX)["lines"])
        try:
            self._page.locator("[data-xunjian=input]").fill(question)
            send = self._page.locator("[data-xunjian=send]")
            if send.count():
                follow(self._page, lambda: press(send), _REACTION)
            else:
                self._page.locator("[data-xunjian=input]").press("Enter", no_wait_after=True)
        except Error as error:
            raise unseen(error, self._page.url) from None
        last: list[str] = []
        for _ in range(_PATIENCE):
            fresh = Counter(self._browsing.read(self._page, BOX)["lines"]) - before
            lines = [line for line in fresh if question not in line]
            if lines and lines == last:
                break
            last = lines
            self._page.wait_for_timeout(_POLL)
        return last


def _to_the_point(name: str, said: Sequence[str]) -> list[str]:
    """The lines that speak of a service, none when they say that nothing was found."""
    about = [line for line in said if len(line) >= _LEAST_ANSWER and touches(name, line)]
    return [] if about and _REFUSES.search(about[0]) else about


def _question(name: str) -> str:
    return f"怎样办理{name}"
