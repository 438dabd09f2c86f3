"""Which pages are shown at another time of the clock, and which texts may have been published twice?"""

from datetime import date

from pages.dates import Dated, Origin
from pages.documents import Document
from pages.items import Item
from pages.publish_dates import MAX_MOVED, MAX_REPEATED, Sources, clock_suspects, repeated_titles
from pages.reading import Addresses

HOME = "http://www.sample.gov.cn/"
DAY = date(2026, 8, 21)
LIST = "<ul><li><a href=/xw/1.html>关于开展活动的通知</a> 2026-08-20</li></ul>"
BARE = Document(HOME, LIST)


def suspects(
    *columns: Document,
    home: Document = BARE,
    shown: Document = BARE,
    rendered: tuple[str, ...] = (),
    articles: tuple[Document, ...] = (),
) -> tuple[str, ...]:
    by_url = {article.url: article for article in articles}
    return clock_suspects(Sources(home, shown, columns, Addresses(rendered), by_url), DAY)


def test_dates_of_the_source_are_not_asked_again() -> None:
    assert not suspects(Document(f"{HOME}xw/", LIST))
    assert not suspects(shown=BARE)


def test_a_home_page_whose_dates_a_script_wrote() -> None:
    assert suspects(shown=Document(HOME, LIST.replace("08-20", "08-21"))) == (HOME,)


def test_lists_that_read_the_clock_or_are_filled_by_scripts() -> None:
    clock = Document(f"{HOME}a/", f"{LIST}<script>d.textContent = new Date()</script>")
    filled = Document(f"{HOME}b/", LIST)
    foreign = Document(f"{HOME}c/", f"{LIST}<script src=/c.js></script>")
    assert suspects(clock, filled, foreign, rendered=(filled.url,)) == (clock.url, filled.url, foreign.url)
    assert not suspects(foreign, home=Document(HOME, f"{LIST}<script src=/c.js></script>"))
    assert not suspects(Document(f"{HOME}d/", "<p>没有日期</p><script src=/d.js></script>"))


def test_articles_without_a_date_in_their_source() -> None:
    script = "<script>d.textContent = new Date()</script>"
    undated = Document(f"{HOME}1.html", f"<h1>通知</h1><p>发布时间：<b id=d></b></p>{script}")
    dated = Document(f"{HOME}2.html", f"<h1>通知</h1><p>发布时间：2026-08-20</p>{script}")
    plain = Document(f"{HOME}3.html", "<h1>通知</h1><p>请认真组织。</p>")
    assert suspects(articles=(undated, dated, plain)) == (undated.url,)


def test_no_more_pages_than_allowed() -> None:
    many = [Document(f"{HOME}{n}/", f"{LIST}<script>new Date()</script>") for n in range(MAX_MOVED + 1)]
    assert len(suspects(*many)) == MAX_MOVED


def entry(number: int, title: str, day: date | None = DAY) -> Item:
    return Item(title, f"{HOME}{number}.html", Dated(day, Origin.LISTED, str(day)) if day else None)


def test_titles_published_twice() -> None:
    title, earlier = "关于做好防汛工作的通知", date(2026, 8, 1)
    assert repeated_titles([entry(1, title), entry(2, title, earlier)]) == (f"{HOME}1.html", f"{HOME}2.html")
    assert not repeated_titles([entry(1, title), entry(2, title)])
    assert not repeated_titles([entry(1, title), entry(1, title, earlier)])
    assert not repeated_titles([entry(1, title), entry(2, title, None)])
    assert not repeated_titles([entry(1, "公告"), entry(2, "公告", earlier)])
    many = [entry(n, f"{title}{n // 2}", DAY if n % 2 else earlier) for n in range(4 * MAX_REPEATED)]
    assert len(repeated_titles(many)) == MAX_REPEATED
