"""Is a link called dead only when it is, however strangely its host says so?"""

from collections.abc import Iterator, Mapping

import pytest

from pages.fetching import Fetcher
from pages.link_state import LinkState
from pages.links import Link, LinkChecker
from pages.references import Reference
from pages.routing import Routes
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page, redirect

HOME = "http://www.sample.gov.cn/"
LONG = "<p>" + "关于印发防汛抗旱应急预案的通知。" * 30 + "</p>"
WORD = "application/msword"


def _html(text: str) -> bytes:
    return page(f"<title>示例市</title><body>{text}</body>".encode())


def _references(*urls: str) -> list[Reference]:
    return [Reference(url if "://" in url else f"http://www.sample.gov.cn{url}", "链接", "链接", url) for url in urls]


def _checked(manners: Mapping[str, Manner], *urls: str, timeout: float = 0.4) -> list[Link]:
    with RudeServer(manners) as server:
        routes = Routes(
            (
                ("www.sample.gov.cn", (f"127.0.0.1:{server.port}",)),
                ("other.example", (f"127.0.0.1:{server.port}",)),
                ("refused.example", ("127.0.0.1:1",)),
                ("*.gone.example", ("NOTFOUND",)),
            ),
            isolate=True,
        )
        with Fetcher(routes, timeout=timeout) as fetcher:
            checker = LinkChecker(fetcher)
            return list(checker.check(_references(*urls), HOME))


def _state(manners: Mapping[str, Manner], url: str = "/a") -> LinkState:
    return _checked(manners, url)[0].state


def _in_turn(*answers: Manner) -> Manner:
    waiting: Iterator[Manner] = iter(answers)

    def next_one(told: Conversation) -> None:
        answer = next(waiting)
        if isinstance(answer, bytes):
            told.say(answer)
        else:
            answer(told)

    return next_one


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (_html(LONG), LinkState.ALIVE),
        (page(b"", status="404 Not Found"), LinkState.DEAD),
        (page(b"", status="410 Gone"), LinkState.DEAD),
        (page(b"", status="500 X"), LinkState.WRONG),
        (page(b"", status="502 X"), LinkState.WRONG),
        (page(b"", status="403 X"), LinkState.UNKNOWN),
        (page(b"", status="401 X"), LinkState.UNKNOWN),
        (page(b"", status="412 X"), LinkState.UNKNOWN),
        (page(b"", status="429 X"), LinkState.UNKNOWN),
        (page(b"", status="503 X"), LinkState.UNKNOWN),
        (page(b"", status="521 X"), LinkState.UNKNOWN),
        (redirect("/a"), LinkState.WRONG),
        (Conversation.hang, LinkState.UNKNOWN),
        (Conversation.reset, LinkState.UNKNOWN),
        (page(b"x" * 600_000), LinkState.ALIVE),
        (b"nonsense\r\n\r\n", LinkState.UNKNOWN),
    ],
    ids=[
        "page",
        "404",
        "410",
        "500",
        "502",
        "403",
        "401",
        "412",
        "429",
        "503",
        "521",
        "loop",
        "silent",
        "reset",
        "long",
        "nonsense",
    ],
)
def test_what_an_answer_says_about_the_link(answer: Manner, state: LinkState) -> None:
    assert _state({"/a": answer}) is state


def test_what_is_not_alive_says_why() -> None:
    links = _checked({"/a": page(b"", status="404 Not Found"), "/b": _html(LONG)}, "/a", "/b", "http://n.gone.example/")
    assert [(link.state, bool(link.why)) for link in links] == [
        (LinkState.DEAD, True),
        (LinkState.ALIVE, False),
        (LinkState.DEAD, True),
    ]
    assert all(not link.why.endswith("。") for link in links)


@pytest.mark.parametrize(
    "first", [page(b"", status="404 X"), page(b"", status="500 X"), Conversation.reset], ids=["404", "500", "reset"]
)
def test_one_bad_moment_kills_no_link(first: Manner) -> None:
    assert _state({"/a": _in_turn(first, _html(LONG))}) is LinkState.ALIVE


def test_dead_is_dead_after_two_looks() -> None:
    gone = page(b"", status="404 Not Found")
    with RudeServer({"/a": gone, "*": gone}) as server:
        routes = Routes((("*", (f"127.0.0.1:{server.port}",)),), isolate=True)
        with Fetcher(routes) as fetcher:
            (link,) = LinkChecker(fetcher).check(_references("/a"), HOME)
        assert (link.state, server.asked["/a"]) == (LinkState.DEAD, 2)


def test_a_host_that_answers_everything_with_one_page_of_status_200() -> None:
    sorry = _html(f"您访问的页面有误 {LONG}")
    links = _checked({"/a": sorry, "/b": _html(LONG), "*": sorry}, "/a", "/b")
    assert [link.state for link in links] == [LinkState.DEAD, LinkState.ALIVE]


def test_a_host_that_sends_strangers_to_its_home_page() -> None:
    links = _checked({"/": _html(LONG), "/b": _html(LONG), "*": redirect("/")}, "/a", "/b", "/")
    assert [link.state for link in links] == [LinkState.DEAD, LinkState.ALIVE, LinkState.ALIVE]


def test_a_host_that_answers_everything_by_its_application_shell_is_not_judged_by_it() -> None:
    shell = page(b"<title>x</title><div id=app></div><script src=/app.js></script>")
    assert _state({"*": shell}) is LinkState.ALIVE


@pytest.mark.parametrize("words", ["您访问的页面不存在", "该信息已被删除", "404 Not Found", "文件找不到了"])
def test_a_short_page_that_says_it_is_gone(words: str) -> None:
    assert _state({"/a": _html(words)}) is LinkState.DEAD


@pytest.mark.parametrize("words", ["关于内容不存在争议的说明" + LONG, "信息公开指南", "文件下载"])
def test_a_page_that_only_mentions_such_words_is_alive(words: str) -> None:
    assert _state({"/a": _html(words)}) is LinkState.ALIVE


def test_words_on_other_hosts_are_not_read() -> None:
    assert _state({"/a": _html("您访问的页面不存在")}, "http://other.example/a") is LinkState.ALIVE


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (page(b"\xd0\xcf\x11\xe0", kind=WORD), LinkState.ALIVE),
        (page(b"", kind=WORD), LinkState.WRONG),
        (_html("文件下载失败"), LinkState.WRONG),
        (redirect("/login"), LinkState.ALIVE),
    ],
    ids=["file", "empty", "page-instead", "sent-to-login"],
)
def test_attachments(answer: Manner, state: LinkState) -> None:
    assert (
        _state({"/f/表格.doc": answer, "/f/%E8%A1%A8%E6%A0%BC.doc": answer, "/login": _html(LONG)}, "/f/表格.doc")
        is state
    )


def test_when_nothing_outside_answers_the_fault_is_ours() -> None:
    outside = [f"http://n{n}.gone.example/" for n in range(3)]
    links = _checked({"/a": _html(LONG), "/b": page(b"", status="404 X")}, "/a", "/b", *outside)
    assert [link.state for link in links] == [LinkState.ALIVE, LinkState.DEAD] + [LinkState.UNKNOWN] * 3


def test_when_one_outside_answers_the_others_are_dead() -> None:
    outside = ["http://n1.gone.example/", "http://refused.example/", "http://other.example/a"]
    links = _checked({"/a": _html(LONG)}, *outside)
    assert [link.state for link in links] == [LinkState.DEAD, LinkState.DEAD, LinkState.ALIVE]


def test_unreadable_addresses_do_not_stop_the_check() -> None:
    links = _checked({"/a": _html(LONG)}, "http://a:b/", "/a")
    assert [link.state for link in links] == [LinkState.UNKNOWN, LinkState.ALIVE]
