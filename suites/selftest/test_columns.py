"""Are columns found, named, sorted into kinds and read for what they show?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.column_kinds import Confidence, by_name, classify
from pages.column_links import Lead, crumbs, entrances, headings, navigation, site_map, submenu
from pages.columns import ColumnState, main_items, state_of
from pages.documents import Document
from pages.fetching import Response
from pages.reading import Addresses, page_key, usable, written_by_script
from pages.responses import Headers
from site_configs.kinds import ColumnKind

AS_OF = date(2026, 8, 21)
HOME = "http://www.sample.gov.cn/"
URL = f"{HOME}yw/"
HOSTS = frozenset({"sample.gov.cn"})
K = ColumnKind


def own(url: str) -> bool:
    return "sample.gov.cn" in url


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云汀要闻", K.NEWS),
        ("部门动态", K.NEWS),
        ("领导活动", K.NEWS),
        ("图片新闻", K.NEWS),
        ("新闻发布会", K.RESPONSE),
        ("通知公告", K.NOTICES),
        ("公示公告", K.NOTICES),
        ("采购公告", K.OTHER),
        ("招考公告", K.PERSONNEL),
        ("市政府文件", K.POLICIES),
        ("行政规范性文件", K.POLICIES),
        ("政策解读", K.INTERPRETATION),
        ("图解政策", K.INTERPRETATION),
        ("信息公开指南", K.GUIDE),
        ("信息公开年报", K.ANNUAL_REPORT),
        ("依申请公开", K.REQUEST),
        ("政务公开", K.DISCLOSURE),
        ("市长信箱", K.LETTERS),
        ("区长之窗", K.LEADERS),
        ("领导信息", K.LEADERS),
        ("机构职能", K.FUNCTIONS),
        ("走进云汀", K.OVERVIEW),
        ("财政预决算", K.FINANCE),
        ("人事任免", K.PERSONNEL),
        ("统计数据", K.STATISTICS),
        ("数据开放", K.OPEN_DATA),
        ("意见征集", K.SURVEYS),
        ("往期访谈", K.OTHER),
        ("在线访谈", K.INTERVIEWS),
        ("办事服务", K.SERVICES),
        ("专题专栏", K.SPECIAL),
        ("法律法规", K.OTHER),
        ("政策法规", K.POLICIES),
        ("新闻发布", K.RESPONSE),
        ("旅游资讯", None),
        ("视频", None),
    ],
)
def test_kind_by_name(name: str, kind: ColumnKind | None) -> None:
    assert by_name(name) is kind


@pytest.mark.parametrize(
    ("name", "url", "tag", "above", "kind", "confidence"),
    [
        ("工作动态", "/a/", "工作动态", None, K.NEWS, Confidence.AGREED),
        ("通知公告", "/a/", "工作动态", None, K.NOTICES, Confidence.NAMED),
        ("云汀时间", "/a/", "工作动态", None, K.NEWS, Confidence.TAGGED),
        ("云汀时间", "/tzgg/", None, None, K.NOTICES, Confidence.GUESSED),
        ("云汀时间", "/a/", "首页", None, K.OTHER, Confidence.GUESSED),
        ("工作动态", "/zt/lianzheng/", None, K.SPECIAL, K.SPECIAL, Confidence.NAMED),
        ("第一季度", "/a/", None, K.NEWS, K.NEWS, Confidence.GUESSED),
    ],
)
def test_kind_and_confidence(
    name: str, url: str, tag: str | None, above: ColumnKind | None, kind: ColumnKind, confidence: Confidence
) -> None:
    found = classify(name, f"{HOME}{url[1:]}", tag, above)
    assert (found.kind, found.confidence) == (kind, confidence)


@pytest.mark.parametrize(
    ("html", "state"),
    [
        ("<ul><li><a href=/yw/1.html>防汛会议召开</a> 2026-08-01</li></ul>", ColumnState.LISTED),
        ("<ul><li><a href=/yw/1.html>防汛会议召开</a></li></ul>", ColumnState.UNDATED),
        ("<h1>要闻</h1><p>此栏目暂无任何新增信息</p>", ColumnState.EMPTY),
        ("<p>暂无数据</p>", ColumnState.EMPTY),
        ("<p>敬请期待</p>", ColumnState.EMPTY),
        ("<p>栏目建设中，敬请期待！</p>", ColumnState.EMPTY),
        ("<ul></ul>", ColumnState.EMPTY),
        ("<ul><li><a href=/yw/1.html>防汛会议召开</a> 2026-08-01</li></ul><div>暂无相关资料</div>", ColumnState.LISTED),
        ("<ul><li><a href=/yw/1.html>防汛会议召开</a></li></ul><div class=relate>暂无资料</div>", ColumnState.UNDATED),
        ("<ul><li><a href=https://www.gov.cn/>中国政府网政策库</a></li></ul>", ColumnState.EXTERNAL),
        ("<p>" + "示例市位于省境中部，博物馆新馆建设中。" * 20 + "</p>", ColumnState.CONTENT),
        (
            "<p>标题 来源：办公室 浏览次数：20</p><p>短讯一则。</p><h3>相关信息</h3><div>暂无资料</div>",
            ColumnState.CONTENT,
        ),
        ("<p>图片新闻一则，市民在湖边散步赏花。</p><div>相关信息</div><p>暂无资料</p>", ColumnState.CONTENT),
        ("<p>您的位置： 首页 &gt; 要闻</p><p>暂无信息</p>", ColumnState.EMPTY),
        (
            "<meta name=ArticleTitle content=题><p>文</p><ul><li><a href=/zt/1.html>另文</a> 2026-08-01</li></ul>",
            ColumnState.CONTENT,
        ),
        ("<img src=/plan.png>", ColumnState.CONTENT),
        ("<form><input name=q></form>", ColumnState.CONTENT),
        ("<ul><li><a href=/gg/>通知公告</a></li></ul><p>请选择下级栏目</p>", ColumnState.CONTENT),
    ],
)
def test_state(html: str, state: ColumnState) -> None:
    page = Document(URL, html)
    frame = Addresses([HOME, URL, f"{HOME}gg/"])
    assert state_of(page, main_items(page, frame, AS_OF), frame, HOSTS, children=False) is state


def test_landing_page_of_subcolumns_is_not_empty() -> None:
    page = Document(URL, "<ul><li><a href=/yw/a/>市级</a></li><li><a href=/yw/b/>县级</a></li></ul>")
    frame = Addresses([HOME, URL, f"{URL}a/", f"{URL}b/"])
    assert state_of(page, main_items(page, frame, AS_OF), frame, HOSTS, children=True) is ColumnState.LANDING


def test_undated_list_in_the_own_folder_beats_a_short_dated_one() -> None:
    page = Document(
        URL,
        "<section><ul><li><a href=/zt/1.html>专题会议</a> 2020-08-20</li></ul></section><div><ul>"
        "<li><a href=/yw/1.html>防汛会议</a></li><li><a href=/yw/2.html>抗旱会议</a></li></ul></div>",
    )
    assert [item.title for item in main_items(page, Addresses([HOME]), AS_OF)] == ["防汛会议", "抗旱会议"]


def test_list_in_the_own_folder_beats_a_side_list() -> None:
    page = Document(
        URL,
        "<div><ul><li><a href=/zt/1.html>专题会议</a> 2026-08-20</li></ul></div><p>分隔</p>"
        "<section><ul><li><a href=/yw/1.html>防汛会议</a> 2026-01-01</li></ul></section>",
    )
    assert [item.title for item in main_items(page, Addresses([HOME]), AS_OF)] == ["防汛会议"]


@pytest.mark.parametrize(
    ("reader", "html", "leads"),
    [
        (
            navigation,
            "<nav><a href=/>首页</a><a href=/yw/>要闻</a><a href=https://x.example/>外站</a></nav>",
            [("要闻", "/yw/")],
        ),
        (
            navigation,
            "<div class=nav><ul><li><a href=/gk/>公开</a><ul><li><a href=/gk/zc/>政策</a></li></ul></li></ul></div>",
            [("公开", "/gk/"), ("政策", "/gk/zc/")],
        ),
        (headings, "<div><h2>通知公告</h2><a href=/gg/>更多&gt;&gt;</a></div>", [("通知公告", "/gg/")]),
        (headings, "<h2><a href=/gg/>通知公告</a></h2>", [("通知公告", "/gg/")]),
        (headings, "<h2><a href=/gg/t20260801_1.html>会议召开</a></h2>", []),
        (
            entrances,
            "<p><a href=/yw/>要闻</a><a href=/yw/t20260801_12.html>会议召开</a><a href=/search?q=社保>社保</a></p>",
            [("要闻", "/yw/")],
        ),
        (site_map, "<div><a href=/yw/>要闻</a><a href=/>首页</a><a href=/a.pdf>手册</a></div>", [("要闻", "/yw/")]),
    ],
)
def test_leads(reader: Callable[..., object], html: str, leads: list[tuple[str, str]]) -> None:
    found = reader(Document(HOME, html), own)
    assert [(lead.name, lead.url.removeprefix(HOME[:-1])) for lead in found if isinstance(lead, Lead)] == leads  # type: ignore[attr-defined]


def test_submenu_leaves_pages_articles_and_dates_alone() -> None:
    html = (
        "<ul class=left-menu><li><a href=/yw/>要闻</a></li><li><a href=/yw/sj/>市级要闻</a></li><li>"
        "<a href=/gg/>公告</a></li></ul>"
        "<a href=/yw/index_2.html>2</a><a href=/yw/202608/t20260801_1.html>会议</a>"
    )
    assert [lead.name for lead in submenu(Document(URL, html), own, frozenset({URL}))] == ["市级要闻", "公告"]


def test_menu_and_crumbs_say_what_is_above() -> None:
    nested = Document(
        HOME, "<div class=nav><ul><li><a href=/gk/>公开</a><ul><li><a href=/gk/zc/>政策</a></li></ul></li></ul></div>"
    )
    assert [lead.above for lead in navigation(nested, own)] == ["", f"{HOME}gk/"]
    trail = Document(
        URL,
        "<div class=position>当前位置：<a href=/>首页</a> &gt; <a href=/gk/>公开</a> &gt; <a href=/yw/>要闻</a></div>",
    )
    assert crumbs(trail) == (f"{HOME}gk/",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.gov.cn/yw/", "https://a.gov.cn/yw/index.html"),
        ("http://a.gov.cn", "http://a.gov.cn/index.jsp"),
        ("http://a.gov.cn/x;jsessionid=1", "http://a.gov.cn/x"),
    ],
)
def test_spellings_of_one_page(one: str, other: str) -> None:
    assert page_key(one) == page_key(other)


@pytest.mark.parametrize(
    ("html", "scripted"),
    [
        ("<div id=app></div><script src=a.js></script>", True),
        ("<p>" + "字" * 80 + "</p><ul id=list></ul><script>$.ajax('/x')</script>", True),
        ("<p>" + "字" * 80 + "</p><script>var a = 1</script>", False),
        ("<p>短</p>", False),
    ],
)
def test_pages_filled_by_script(html: str, *, scripted: bool) -> None:
    assert written_by_script(Document(URL, html)) is scripted


@pytest.mark.parametrize("text", ["404 Not Found", "您访问的页面不存在", "页面已删除"])
def test_soft_not_found_is_no_page(text: str) -> None:
    from pages.errors import Unseen  # noqa: PLC0415

    with pytest.raises(Unseen, match="页面不存在"):
        usable(Response(URL, URL, 200, Headers({"content-type": "text/html"}.items()), f"<h1>{text}</h1>".encode()))
