"""Is a reported problem called mended only when it is, and is what cannot be compared said to be so?"""

import pytest

from pages.fetching import Fetcher
from pages.rechecking import Recheck, Rechecked, Reported, look_again
from pages.routing import Routes
from suites.selftest.rude_server import Manner, RudeServer, page

HOME = "http://www.sample.gov.cn/"
CONTEXT = "全市人民继承先辈遗志，缅怀革命烈土，珍惜来之不易的幸福生活"
MENDED = CONTEXT.replace("烈土", "烈士")


def html(text: str) -> bytes:
    """A page with this body."""
    return page(f"<title>示例市</title><body>{text}</body>".encode())


def again(reported: Reported, pages: dict[str, Manner]) -> Rechecked:
    """Look at one problem again on a site with these pages."""
    with RudeServer({"/": html("首页"), **pages}) as server:
        routes = Routes((("www.sample.gov.cn", (f"127.0.0.1:{server.port}",)),), isolate=True)
        with Fetcher(routes, timeout=1) as fetcher:
            return look_again([reported], fetcher, HOME)[0]


def wording(context: str = CONTEXT, wrong: str = "烈土") -> Reported:
    """A mistaken word on /a."""
    return Reported(f"{HOME}a", context=context, wrong=wrong)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{CONTEXT}。</p>", Recheck.OUTSTANDING),
        (f"<p>{CONTEXT[:12]}<b> {CONTEXT[12:]}</b>。</p>", Recheck.OUTSTANDING),
        (f"<p>{MENDED}。</p>", Recheck.FIXED),
        ("<p>另一篇文章里也写着烈土。</p>", Recheck.OUTSTANDING),
        ("<p>页面改版，原来的文字都不在了。</p>", Recheck.UNMATCHED),
    ],
)
def test_a_mistaken_word(body: str, expected: Recheck) -> None:
    assert again(wording(), {"/a": html(body)}).result is expected


def test_without_context_a_vanished_word_proves_nothing() -> None:
    assert again(wording(context=""), {"/a": html("<p>别的文字</p>")}).result is Recheck.UNMATCHED


def test_a_context_alone_is_looked_for() -> None:
    assert again(wording(wrong=""), {"/a": html(CONTEXT)}).result is Recheck.OUTSTANDING
    assert again(wording(wrong=""), {"/a": html(MENDED)}).result is Recheck.UNMATCHED


def test_a_page_that_does_not_open_is_said_to_be_unreachable() -> None:
    assert again(wording(), {}).result is Recheck.UNREACHABLE
    assert again(Reported(""), {}).result is Recheck.UNREACHABLE
    assert "不是网址" in again(Reported("见附件"), {}).why


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"/parent": html('<a href="/gone">旧链接</a>')}, Recheck.OUTSTANDING),
        ({"/parent": html('<a href="/gone">旧链接</a>'), "/gone": html("回来了" * 99)}, Recheck.FIXED),
        ({"/parent": html("已删去")}, Recheck.FIXED),
        ({}, Recheck.UNREACHABLE),
    ],
)
def test_a_dead_link(pages: dict[str, Manner], expected: Recheck) -> None:
    assert again(Reported(f"{HOME}gone", f"{HOME}parent", is_link=True), pages).result is expected


def test_a_dead_link_without_its_parent_is_judged_by_itself() -> None:
    assert again(Reported(f"{HOME}gone", is_link=True), {}).result is Recheck.OUTSTANDING
