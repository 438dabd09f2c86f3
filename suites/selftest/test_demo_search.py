"""Does the demo portal's search find what an inspector looks for, and nothing else?"""

import re
import time
from dataclasses import replace

import pytest

from fixtures.demo_site.search_index import Index
from fixtures.demo_site.search_text import excerpt, folded, highlighted
from fixtures.demo_site.serving import DemoSite
from suites.selftest.visitor import PORTAL, Visitor, titles


def test_every_title_comes_first_for_itself(live: DemoSite) -> None:
    index = Index(live.clean)
    for entry in index.entries:
        assert index.find(entry.title).entries[0].key == entry.key


def test_titles_are_found_over_http_with_categories(visitor: Visitor) -> None:
    clean = visitor.demo.clean
    samples = [clean.articles[0].title, clean.articles[-1].title, clean.services[0].name]
    for title in samples:
        reply = visitor.get(f"{PORTAL}/search?q={title}")
        assert titles(reply)[0] == title
        assert reply.text.count('class="count"') == 6
        assert 'id="no-result" hidden style="display:none"' in reply.text
    narrowed = visitor.get(f"{PORTAL}/search?q={clean.services[0].name}&type=service")
    assert set(re.findall(r'<span class="kind">([^<]*)', narrowed.text)) == {"办事服务"}


def test_paging_shows_ten_and_no_result_twice(visitor: Visitor) -> None:
    first, second = (titles(visitor.get(f"{PORTAL}/search?q=云汀&page={page}")) for page in (1, 2))
    assert len(first) == 10
    assert second
    assert titles(visitor.get(f"{PORTAL}/search?q=云汀&page=99999999999")) == first


def test_wrong_wordings_are_understood(live: DemoSite) -> None:
    portal = replace(
        live.clean,
        services=(
            replace(live.clean.services[0], code="900001", name="户口登记（出生登记）"),
            replace(live.clean.services[0], code="900002", name="不动产权证书换发"),
        ),
    )
    index = Index(portal)
    assert index.find("户口登记").entries[0].title == "户口登记（出生登记）"
    for query, title, why in (
        ("户口等记", "户口登记（出生登记）", "同音字"),
        ("不动产权账书", "不动产权证书换发", "错别字"),
        ("hukoudengji", "户口登记（出生登记）", "拼音"),
        ("hu kou deng ji", "户口登记（出生登记）", "拼音"),
        ("bdcqzs", "不动产权证书换发", "拼音"),
        ("上户口", "户口登记（出生登记）", "通俗说法"),
        ("怎么办房本", "不动产权证书换发", "通俗说法"),
    ):
        found = index.find(query)
        assert title in [entry.title for entry in found.entries[:3]], query
        assert found.instead
        assert found.why == why, query
    assert index.find("　户口　登记（出生登记） ").entries[0].title == "户口登记（出生登记）"
    assert index.find("户口等记", literally=True).entries == ()


@pytest.mark.parametrize("query", ["qzxwvkkj", "魑魅魍魉饕餮", "%", "<>"])
def test_nonsense_finds_nothing(visitor: Visitor, query: str) -> None:
    reply = visitor.get(f"{PORTAL}/search?q={query.replace('%', '%25')}")
    assert titles(reply) == []
    assert 'id="no-result">' in reply.text


def test_an_empty_query_is_no_error(visitor: Visitor) -> None:
    for address in ("/search", "/search?q=", "/search?q=%20%E3%80%80&type=nonsense&page=-1"):
        reply = visitor.get(PORTAL + address)
        assert reply.status == 200
        assert "请输入关键词" in reply.text
        assert 'id="no-result" hidden' in reply.text


def test_a_query_cannot_write_html(visitor: Visitor) -> None:
    reply = visitor.get(f"{PORTAL}/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%20onfocus=x%20%E4%BA%91%E6%B1%80")
    assert "<script>alert" not in reply.text
    assert '" onfocus' not in reply.text


def test_highlighting_keeps_the_text_and_marks_the_words() -> None:
    assert highlighted("<b>Ａ级 景区</b>", ("a级景",)) == "&lt;b&gt;<em>Ａ级 景</em>区&lt;/b&gt;"
    assert folded("《Ａ级 景区》，2026年") == "a级景区2026年"
    assert excerpt("一" * 300 + "居住证", ("居住证",), 60).endswith("居住证")


def test_the_index_is_built_quickly(live: DemoSite) -> None:
    start = time.perf_counter()
    Index(live.clean)
    assert time.perf_counter() - start < 1.5
