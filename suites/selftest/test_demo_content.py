"""Is the content of the demo portal complete, fresh, linked and downloadable on any day?"""

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from urllib.parse import quote, unquote, urljoin, urlsplit

import docx
import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.requests import Request
from starlette.responses import Response

from fixtures.demo_site import film
from fixtures.demo_site.attachments import content_of
from fixtures.demo_site.media import static_file
from fixtures.demo_site.portal import EXTERNAL_HOSTS, Portal
from fixtures.demo_site.views import attachments_of, respond
from site_configs import ColumnKind

AS_OF = date(2026, 8, 21)
DAYS = (AS_OF, date(2026, 1, 1), date(2027, 1, 20), date(2028, 2, 29), date(2026, 12, 31))
# Pages of search, mailbox and sign-on, which are somebody else's routes and have their own self-tests.
DESK = ("/user/", "/apply/", "/yuyue/", "/jindu/", "/pingjia/")
ELSEWHERE = (*DESK, "/search", "/hudong/xiexin", "/hudong/jianyi", "/hudong/chaxun")
SITE_TAGS = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN_TAGS = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE_TAGS = {"ArticleTitle", "PubDate", "ContentSource"}


@pytest.fixture(scope="module")
def portal() -> Portal:
    return Portal.build(AS_OF)


def asked(portal: Portal, url: str) -> Response:
    """Ask the content routes for an absolute address, without a server."""
    parts = urlsplit(url)
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": parts.scheme,
        "path": unquote(parts.path),
        "query_string": parts.query.encode(),
        "headers": [(b"host", parts.netloc.encode())],
        "server": (parts.hostname, 443),
    }
    return respond(portal, Request(scope))


def text_of(answer: Response) -> str:
    return bytes(answer.body).decode()


def addresses(url: str, page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("a[href], img[src], link[href], script[src], source[src], track[src], video[poster]"):
        for name in ("href", "src", "poster"):
            value = node.attributes.get(name)
            if value:
                yield urljoin(url, value).split("#")[0]


@cache
def walk(as_of: date) -> tuple[dict[str, LexborHTMLParser], dict[str, str], frozenset[str]]:
    """Follow every link from the home page: pages by address, dead links with the page they are on, outside hosts."""
    portal = Portal.build(as_of)
    own = {portal.site.host, portal.site.services_host}
    files = attachments_of(portal)
    pages: dict[str, LexborHTMLParser] = {}
    dead: dict[str, str] = {}
    outside: set[str] = set()
    waiting = {f"https://{portal.site.host}/": ""}
    done: set[str] = set()
    while waiting:
        url, source = waiting.popitem()
        done.add(url)
        parts = urlsplit(url)
        if parts.hostname not in own:
            outside.add(parts.hostname or url)
            continue
        if parts.path.startswith(ELSEWHERE) or parts.path in files:
            continue
        if parts.path.startswith("/static/"):
            if not parts.path.endswith((".webm", ".png")) and static_file(parts.path.removeprefix("/static/")) is None:
                dead[url] = source
            continue
        answer = asked(portal, url)
        if answer.status_code != 200:
            dead[url] = source
        elif answer.headers["content-type"].startswith("text/html"):
            pages[url] = LexborHTMLParser(text_of(answer))
            waiting |= {found: url for found in addresses(url, pages[url]) if found not in done}
    return pages, dead, frozenset(outside)


def words_at(page: LexborHTMLParser | LexborNode, selector: str) -> str:
    node = page.css_first(selector)
    assert node, selector
    return node.text().strip()


def tags_of(page: LexborHTMLParser) -> dict[str, str]:
    found = page.css("head meta[name][content]")
    return {node.attributes["name"] or "": node.attributes["content"] or "" for node in found}


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_equal_days_give_equal_portals(as_of: date) -> None:
    assert Portal.build(as_of) == Portal.build(as_of)


def test_no_link_is_dead() -> None:
    pages, dead, outside = walk(AS_OF)
    assert dead == {}
    assert outside <= set(EXTERNAL_HOSTS)
    assert len(pages) > 450


def test_every_article_and_guide_can_be_reached_by_links(portal: Portal) -> None:
    pages, _, _ = walk(AS_OF)
    www, services = f"https://{portal.site.host}", f"https://{portal.site.services_host}"
    wanted = {www + article.path for article in portal.articles} | {www + column.path for column in portal.columns}
    for found in (portal.letters, portal.surveys, portal.datasets, portal.leaders):
        wanted |= {www + one.path for one in found}
    wanted |= {services + item.path for item in portal.services}
    assert wanted - set(pages) == set()


def test_every_page_carries_its_tags_and_footer(portal: Portal) -> None:
    articles = {f"https://{portal.site.host}{article.path}" for article in portal.articles}
    columns = {f"https://{portal.site.host}{column.path}" for column in portal.columns}
    for url, page in walk(AS_OF)[0].items():
        tags = tags_of(page)
        wanted = SITE_TAGS | (ARTICLE_TAGS if url in articles else set())
        wanted |= COLUMN_TAGS if url in columns | articles else set()
        assert all(tags.get(name) for name in wanted), (url, wanted - set(tags))
        assert tags["SiteIDCode"] == portal.site.code
        footer = words_at(page, "footer")
        for mark in (portal.site.code, portal.site.icp, portal.site.police, portal.site.organiser, portal.site.phone):
            assert mark in footer, (url, mark)
        assert page.css_first("footer a[href*='bszs.conac.cn'] img"), url
        assert page.css_first(f"footer a[href*='jiucuo.html?site_code={portal.site.code}'] img"), url


def test_every_page_is_sound_html() -> None:
    for url, page in walk(AS_OF)[0].items():
        assert len(page.css("h1")) == 1, url
        assert len(page.css("title")) == 1, url
        assert all("alt" in image.attributes for image in page.css("img")), url
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), url
        for entry in page.css("input, select, textarea"):
            assert page.css_first(f"label[for='{entry.attributes['id']}']"), (url, entry.html)


def test_the_visible_date_is_the_tagged_date(portal: Portal) -> None:
    pages = walk(AS_OF)[0]
    for article in portal.articles:
        page = pages[f"https://{portal.site.host}{article.path}"]
        visible = words_at(page, ".byline time")
        assert tags_of(page)["PubDate"] == visible == article.published.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_dates_are_fresh_and_never_in_the_future(as_of: date) -> None:
    portal = Portal.build(as_of)
    assert all(article.published.date() < as_of for article in portal.articles)
    assert all(letter.replied_at and letter.asked_at < letter.replied_at for letter in portal.letters)
    assert all(letter.replied_at and letter.replied_at.date() < as_of for letter in portal.letters)
    limits = {"yaowen": 3, "bumen": 3, "xianqu": 3, "gonggao": 7, "zcwj": 14, "zhengfu": 30, "zcjd": 14, "huiying": 14}
    limits |= {"bstj": 40, "fabu": 40, "fangtan": 30, "renshi": 30, "zicha": 95, "nianbao": 366, "baobiao": 366}
    for slug, days in limits.items():
        newest = portal.newest(slug)
        assert newest, slug
        assert as_of - newest.date() <= timedelta(days=days), (slug, newest)


def test_titles_and_addresses_are_unique(portal: Portal) -> None:
    for found in (portal.articles, portal.letters, portal.surveys, portal.datasets):
        assert len({one.title for one in found}) == len(found)
        assert len({one.path for one in found}) == len(found)
    assert len({article.body_html for article in portal.articles}) == len(portal.articles) >= 300


def test_columns_are_of_many_kinds_and_none_is_empty(portal: Portal) -> None:
    assert len(portal.columns) >= 25
    assert {column.kind for column in portal.columns} == {kind.value for kind in ColumnKind}
    listed = [column for column in portal.columns if column.layout in ("list", "policies", "overview")]
    assert all(portal.articles_of(column.slug) for column in listed)


def test_policies_and_interpretations_name_each_other(portal: Portal) -> None:
    policies = portal.articles_of("zcwj")
    interpretations = portal.articles_of("zcjd")
    assert len({policy.document.number for policy in policies if policy.document}) == len(policies) == 36
    for policy in policies:
        (interpretation,) = portal.related(policy)
        assert interpretation in interpretations
        assert portal.related(interpretation) == (policy,)
        assert policy.path in interpretation.body_html
    forms = [article.form for article in interpretations]
    assert forms.count("chart") >= 5
    assert forms.count("video") >= 3
    assert 1 - forms.count("text") / len(forms) > 0.3


def test_guides_have_the_eight_elements_with_forms_and_policies(portal: Portal) -> None:
    pages = walk(AS_OF)[0]
    elements = ["事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程"]
    assert len(portal.services) >= 20
    for item in portal.services:
        page = pages[f"https://{portal.site.services_host}{item.path}"]
        rows = {words_at(row, "dt"): words_at(row, "dd") for row in page.css(".guide-list > div")}
        assert all(rows.get(element) for element in elements), item.name
        assert any(material.blank for material in item.materials)
        assert all(material.kind and material.copies for material in item.materials)
        department = portal.department(item.department)
        assert department
        assert department.phone == item.phone
        for basis in item.basis:
            policy = portal.article(basis.path)
            assert policy
            assert basis.name in policy.title
            assert basis.quote in policy.body_html


def test_at_least_six_activities_a_year_and_closed_ones_have_results(portal: Portal) -> None:
    year = [survey for survey in portal.surveys if AS_OF - survey.opened <= timedelta(days=365)]
    assert len(year) >= 6
    assert any(survey.closed >= AS_OF for survey in year)
    assert all(survey.result_html and survey.result_on for survey in portal.surveys if survey.closed < AS_OF)


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_attachments_open(portal: Portal, form: str) -> None:
    files = [file for file in attachments_of(portal).values() if file.format == form]
    assert len(files) > 5
    for file in files[::7]:
        body = content_of(file)
        assert file.path.endswith(f".{form}")
        if form == "docx":
            assert docx.Document(io.BytesIO(body)).paragraphs[0].text == file.title
        elif form == "xlsx":
            assert openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]["A1"].value
        else:
            assert body.startswith(b"%PDF-1.")
            assert body.rstrip().endswith(b"%%EOF")


def test_the_same_attachment_has_the_same_bytes(portal: Portal) -> None:
    firsts = {file.format: file for file in attachments_of(portal).values()}
    for file in firsts.values():
        made = content_of(file)
        content_of.cache_clear()
        assert content_of(file) == made


def test_datasets_are_machine_readable(portal: Portal) -> None:
    for dataset in portal.datasets:
        stem = f"https://{portal.site.host}{dataset.path.removesuffix('.html')}"
        read = json.loads(text_of(asked(portal, f"{stem}.json")))
        assert read["total"] == len(dataset.rows)
        assert read["updated"] == dataset.updated.isoformat()
        lines = text_of(asked(portal, f"{stem}.csv")).splitlines()
        assert len(lines) == len(dataset.rows) + 1


def test_a_missing_page_is_a_real_404(portal: Portal) -> None:
    for host in (portal.site.host, portal.site.services_host):
        for path in ("/nothing/here.html", "/zwdt/yaowen/index_99.html", "/zwdt/yaowen/index_0.html", "/item/1.html"):
            answer = asked(portal, f"https://{host}{path}")
            assert answer.status_code == 404
            assert "页面不存在" in text_of(answer)


def test_films_are_webm_with_key_frames(portal: Portal) -> None:
    videos = [article.video for article in portal.articles if article.video]
    assert len(videos) >= 3
    made = film.film(6201)
    assert made.startswith(b"\x1a\x45\xdf\xa3")
    assert made.count(b"\x9d\x01\x2a") >= film.FRAMES
    found = static_file(videos[0].removeprefix("/static/"))
    assert found
    assert found[1] == "video/webm"


def test_questions_get_answers(portal: Portal) -> None:
    page = text_of(asked(portal, f"https://{portal.site.host}/hudong/wenda/?wenti={quote('居住证怎么办理')}"))
    assert "居住" in words_at(LexborHTMLParser(page), ".answer-text")
