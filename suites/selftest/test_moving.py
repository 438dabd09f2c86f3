"""Is a site that stands elsewhere until it goes live inspected there, and nowhere else?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.fetching import Fetcher
from pages.moving import Moved
from pages.routing import Routes
from site_configs import Site
from suites.design.naming import judge_domain
from suites.selftest.inspecting import inspect, run
from suites.selftest.rude_server import RudeServer, page, redirect

OWN = "https://www.sample.gov.cn/"
MOVED = Moved.to(OWN, "http://staging.example:8080/portal/")


@pytest.mark.parametrize(
    ("address", "there"),
    [
        (OWN, "http://staging.example:8080/portal/"),
        ("https://www.sample.gov.cn", "http://staging.example:8080/portal/"),
        ("http://WWW.sample.gov.cn/a/b.html?x=1#y", "http://staging.example:8080/portal/a/b.html?x=1#y"),
        ("https://www.sample.gov.cn.evil.example/", "https://www.sample.gov.cn.evil.example/"),
        ("https://zwfw.sample.gov.cn/", "https://zwfw.sample.gov.cn/"),
        ("https://other.example/?u=https://www.sample.gov.cn/", "https://other.example/?u=https://www.sample.gov.cn/"),
    ],
)
def test_only_the_sites_own_addresses_lead_elsewhere(address: str, there: str) -> None:
    assert MOVED.address(address) == there


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ('<a href="https://www.sample.gov.cn/a">', '<a href="http://staging.example:8080/portal/a">'),
        ("<img src=//www.sample.gov.cn/x.png>", "<img src=http://staging.example:8080/portal/x.png>"),
        ('{"u":"https:\\/\\/www.sample.gov.cn\\/a"}', '{"u":"https:\\/\\/www.sample.gov.cn\\/a"}'),
        ('"https://www.sample.gov.cn.evil.example/"', '"https://www.sample.gov.cn.evil.example/"'),
        ("https://zwfw.sample.gov.cn/", "https://zwfw.sample.gov.cn/"),
    ],
)
def test_a_page_names_the_place_it_stands_at(said: str, reads: str) -> None:
    assert MOVED.content(said.encode()) == reads.encode()


def test_the_site_file_moves_with_the_site(tmp_path: Path) -> None:
    path = tmp_path / "city.yaml"
    path.write_text(
        f"name: 某市人民政府\nurl: {OWN}\ncolumns:\n  - {{name: 要闻, url: {OWN}yw/, kind: news}}\n"
        f"mailbox: {{url: {OWN}xx/}}\nsearch: {{url: 'https://ss.sample.gov.cn/'}}\n",
        encoding="utf-8",
    )
    site = Site.load(str(path))
    moved = site.moved("http://staging.example:8080")
    assert (moved.url, moved.own_url) == ("http://staging.example:8080/", OWN)
    assert [column.url for column in moved.columns] == ["http://staging.example:8080/yw/"]
    assert moved.mailbox.url == "http://staging.example:8080/xx/"
    assert moved.search.url == "https://ss.sample.gov.cn/"
    assert (site.slug, moved.slug) == ("city", "city_staging.example_8080")
    assert moved.altered(name="另一个名称").own_url == OWN
    assert (site.own_url, site.url) == (OWN, OWN)


def test_the_domain_is_judged_that_the_site_will_have() -> None:
    site = Site.model_validate({"name": "某市人民政府", "url": OWN})
    assert judge_domain(site.moved("http://10.0.0.8:8080"), "http://10.0.0.8:8080/") == []
    assert len(judge_domain(site, "http://10.0.0.8:8080/")) == 1


@pytest.fixture
def staging() -> Iterator[RudeServer]:
    """A portal that names its coming address everywhere, as finished portals do."""
    manners = {
        "/": page(f'<title>示例市</title><body><a href="{OWN}yw/">要闻</a></body>'.encode()),
        "/yw/": redirect(f"{OWN}yw/index.html"),
        "/yw/index.html": page("<title>要闻</title><body>要闻列表</body>".encode()),
    }
    with RudeServer(manners) as server:
        yield server


def test_links_and_redirects_to_the_coming_address_are_followed_where_it_stands(staging: RudeServer) -> None:
    base = f"http://127.0.0.1:{staging.port}"
    with Fetcher(Routes(isolate=True, moved=Moved.to(OWN, base))) as fetcher:
        home = fetcher.get(f"{base}/")
        assert f'href="{base}/yw/"' in home.text
        news = fetcher.get(f"{OWN}yw/")
        assert (news.status, news.final_url) == (200, f"{base}/yw/index.html")


def test_the_command_inspects_the_other_place(staging: RudeServer, tmp_path: Path) -> None:
    path = tmp_path / "selftest-moved.yaml"
    path.write_text(f"name: 示例市\nurl: {OWN}\nnetwork: {{isolate: true}}\n", encoding="utf-8")
    base = f"http://127.0.0.1:{staging.port}"
    ended = inspect(path, f"--base-url={base}", "-k", "domain_and_name", folder=f"{path.stem}_127.0.0.1_{staging.port}")
    assert ended.words["domain_and_name.1"] == "未发现问题"
    assert ended.lines[0]["site"]["url"] == f"{base}/"


def test_a_base_that_is_no_address_is_refused() -> None:
    assert "--base-url 应写作" in run("--site=https://www.sample.gov.cn/", "--base-url=staging").said
    assert "不能用于内嵌" in run("--site=demo", "--base-url=http://127.0.0.1:1").said
