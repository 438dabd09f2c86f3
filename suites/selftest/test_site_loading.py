"""Does --site= find the file that is meant, and is its YAML read as written?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from site_configs import (
    Network,
    Site,
    locating,
)
from site_configs.document import MAX_BYTES
from suites.selftest.site_files import DAY, FOLDER, MINIMAL, told, write


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("dem", "没有名为 'dem' 的网站档案。是否想用 'demo'？"),
        ("Demo", "没有名为 'Demo' 的网站档案。是否想用 'demo'？"),
        ("", "没有写要检查哪个网站，应是网站名、档案文件或网址。现有网站：demo。"),
        ("北京", "没有名为 '北京' 的网站档案。现有网站：demo。"),
        ("_template", "没有名为 '_template' 的网站档案。现有网站：demo。"),
        ("www.x.gov.cn", "没有名为 'www.x.gov.cn' 的网站档案。是否想用网址 'https://www.x.gov.cn/'？"),
        ("demo.yaml", "找不到网站档案文件 'demo.yaml'。是否想用 'demo'？"),
        ("no/such.yaml", "找不到网站档案文件 'no/such.yaml'。"),
        ("no/such\0.yaml", "找不到网站档案文件 'no/such\0.yaml'。"),
        ("a.gov.cn/x/", "找不到网站档案文件 'a.gov.cn/x/'。是否想用网址 'https://a.gov.cn/x/'？"),
        ("x" * 300 + ".yaml", f"找不到网站档案文件 '{'x' * 80}…'。"),
        ("~nobody-here/x.yaml", "找不到网站档案文件 '~nobody-here/x.yaml'。"),
        ("ftp://x.gov.cn/", "网址应为以 http:// 或 https:// 开头的完整网址，写的是 'ftp://x.gov.cn/'。"),
        ("https://", "网址缺少主机名：'https://'。"),
        ("https://a:b@x.gov.cn/", "网址里不能写用户名和密码。"),
        (
            "https：//x.gov.cn",
            "网址应为以 http:// 或 https:// 开头的完整网址，写的是 'https：//x.gov.cn'。是否想写 'https://x.gov.cn'？",
        ),
    ],
)
def test_what_means_no_site(text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(locating, "names", lambda: ["demo"])
    assert told(text) == sentence


def test_near_miss_of_a_path_names_the_file_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, MINIMAL, "city.yaml")
    write(tmp_path, "{}", "schema.json")
    monkeypatch.chdir(tmp_path)
    assert told("./ciyt.yaml") == "找不到网站档案文件 './ciyt.yaml'。是否想用 'city.yaml'？"
    assert told("./schema.json") == "网站档案应是 .yaml 文件，给的是 './schema.json'。"


def test_demo_is_the_fictional_city() -> None:
    site = Site.load("demo")
    assert (site.slug, site.source) == ("demo", FOLDER / "demo.yaml")
    assert (site.name, site.code, site.host, site.domain) == (
        "云汀市人民政府",
        "3399000001",
        "www.yunting.gov.cn",
        "yunting.gov.cn",
    )
    assert site.embedded
    assert site.services
    assert site.mailbox.allow_submit
    assert site.sign_on.allow_login
    entry = site.evidence_for("safety_incident.6", DAY)
    assert entry is not None
    assert entry.conclusion == "合格"


def test_names_are_all_sites_and_load() -> None:
    assert "demo" in Site.names()
    assert "_template" not in Site.names()
    for name in Site.names():
        assert Site.load(name).slug == name
        first = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=./schema.json"


@pytest.mark.parametrize(
    ("url", "normal", "slug"),
    [
        ("https://www.x.gov.cn", "https://www.x.gov.cn/", "www.x.gov.cn"),
        ("HTTPS://WWW.X.GOV.CN:443/A?b#c", "https://www.x.gov.cn/A?b#c", "www.x.gov.cn"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/", "127.0.0.1_8000"),
        ("http://[::1]:8000/", "http://[::1]:8000/", "ipv6-1_8000"),
        ("https://云汀.政务/", "https://xn--9kqp73e.xn--zfr164b/", "xn--9kqp73e.xn--zfr164b"),
    ],
)
def test_bare_address_makes_a_minimal_site(url: str, normal: str, slug: str) -> None:
    site = Site.load(url)
    assert (site.url, site.slug, site.source, site.name) == (normal, slug, None, site.host)
    assert site.columns == ()


def test_path_form_names_the_site_after_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff" + MINIMAL, "我的 网站.yml")
    site = Site.load(str(path))
    assert (site.slug, site.source) == ("我的_网站", path)
    assert hash(site) == hash(Site.load(str(path)))
    assert site == Site.load(str(path))


def test_yaml_traps_are_disarmed(tmp_path: Path) -> None:
    text = (
        MINIMAL + "code: 0100000001\norganiser: on\ncolumns:\n# columns without a value count as not written\n"
        "evidence:\n  - {clause: a.1, conclusion: 合格, by: 张三, on: 2026-01-01, expires: 2026-12-31}\n"
    )
    site = Site.load(str(write(tmp_path, text)))
    assert (site.code, site.organiser, site.columns) == ("0100000001", "on", ())
    assert site.evidence[0].on == date(2026, 1, 1)


def test_oversized_and_unreadable_files(tmp_path: Path) -> None:
    path = write(tmp_path, MINIMAL + "#" * MAX_BYTES)
    assert told(str(path)) == f"{path}：文件超过 256 KB，不像网站档案。"


def test_files_are_found_from_the_folder_of_the_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", "-", "ca.pem")
    write(tmp_path / "deep", MINIMAL + "network: {ca: ca.pem}\n")
    monkeypatch.chdir(tmp_path)
    assert Site.load("deep/x.yaml").network.ca == tmp_path / "deep" / "ca.pem"
    network = Network(ca=Path("no-such-file"))
    assert network.ca == Path("no-such-file"), "outside a file there is no folder to look in"


def test_hosts_are_normalised() -> None:
    hosts: Any = {
        "WWW.X.cn:80": "127.0.0.1",
        "*": "NOTFOUND",
        "*:8080": ["::1", "[::1]:8443"],
        "[::1]": ["127.0.0.1:1"],
    }
    assert Network(hosts=hosts, resolver="127.0.0.1").model_dump(include={"hosts", "resolver"}) == {
        "hosts": {
            "www.x.cn:80": ("127.0.0.1",),
            "*": ("NOTFOUND",),
            "*:8080": ("[::1]", "[::1]:8443"),
            "[::1]": ("127.0.0.1:1",),
        },
        "resolver": "127.0.0.1:53",
    }
    assert Network(resolver="::1").resolver == "[::1]:53"
