"""What does a site answer, and do schema, template and scaffold agree with it?"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import site_configs
from site_configs import (
    ColumnConfig,
    ColumnKind,
    EvidenceEntry,
    Network,
    Site,
    SiteConfigError,
    Waiver,
    scaffold,
    schema,
)
from site_configs.__main__ import main
from site_configs.urls import registered_domain
from suites.selftest.site_files import DAY, TEMPLATE, site_with, write


def entry(on: str, expires: str, by: str = "张三") -> EvidenceEntry:
    return EvidenceEntry.model_validate(
        {"clause": "a.1", "conclusion": "合格", "by": by, "on": on, "expires": expires},
    )


def test_newest_unexpired_evidence_counts() -> None:
    old, new, ended = (
        entry("2026-01-01", "2026-12-31"),
        entry("2026-03-01", "2026-08-22"),
        entry("2026-06-01", "2026-08-21"),
    )
    site = site_with(evidence=(old, new, ended))
    assert site.evidence_for("a.1", DAY) is new
    assert site.evidence_for("a.1", date(2026, 8, 23)) is old
    assert site.evidence_for("a.1", date(2027, 1, 1)) is None
    assert site.evidence_for("a.2", DAY) is None


def test_waivers_match_by_id_or_glob_until_their_last_day() -> None:
    short = Waiver(finding="0123456789ab", reason="修复中", approver="张三", expires=DAY)
    wide = Waiver(finding="0123*", reason="修复中", approver="张三", expires=date(2026, 12, 31))
    site = site_with(waivers=(short, wide))
    assert site.waived("0123456789ab", DAY) is wide
    assert site.waived("0123ffffffff", DAY) is wide
    assert site.waived("ffff456789ab", DAY) is None
    assert site_with(waivers=(short,)).waived("0123456789ab", date(2026, 8, 23)) is None


def test_column_by_kind_and_scoring_by_kind_of_site() -> None:
    column = ColumnConfig(name="要闻", url="https://www.example.gov.cn/yw/", kind=ColumnKind.NEWS)
    site = site_with(columns=(column,))
    assert site.column(ColumnKind.NEWS) is column
    assert site.column(ColumnKind.LEADERS) is None
    assert site.scored
    assert not site_with(kind="department").scored
    assert site_with(kind="department", deductions=True).scored


def test_altered_copy_is_checked_and_keeps_its_slug() -> None:
    demo = Site.load("demo")
    altered = demo.altered(network={"hosts": {"*": "NOTFOUND"}}, services=False)
    assert (altered.slug, altered.source, altered.services) == ("demo", demo.source, False)
    assert altered.network == Network(hosts={"*": (site_configs.NOTFOUND,)})
    assert demo.altered() == demo
    with pytest.raises(ValidationError):
        demo.altered(colums=())


def test_column_kinds_are_known_by_id_label_and_synonym() -> None:
    words = [word for kind in ColumnKind for word in (kind.value, kind.label, *kind.synonyms)]
    assert len(words) == len(set(words)), "one word must not mean two kinds"
    for kind in ColumnKind:
        assert ColumnKind.parse(kind.value) is ColumnKind.parse(kind.label) is kind
    assert ColumnKind.parse("负责人信息") is ColumnKind.LEADERS
    assert ColumnKind.parse("食堂菜单") is None


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.x.gov.cn", "x.gov.cn"),
        ("a.b.x.gov.cn", "x.gov.cn"),
        ("x.gov.cn", "x.gov.cn"),
        ("www.x.zj.cn", "x.zj.cn"),
        ("www.x.cn", "x.cn"),
        ("www.x.com", "x.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
    ],
)
def test_registered_domain(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


def test_schema_is_in_step_with_the_models() -> None:
    assert schema.SCHEMA_FILE.read_text(encoding="utf-8") == schema.schema_text(), "运行：python -m site_configs schema"


def objects(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for value in node.values():
            yield from objects(value)


def test_every_key_is_described_in_chinese_and_shown_in_the_template() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    for part in objects(json.loads(schema.schema_text())):
        assert re.search(r"[一-鿿]", part["description"])
        for key, value in part["properties"].items():
            assert re.search(r"[一-鿿]", value.get("description", "")), key
            assert re.search(rf"(?m)^(# )? *(- )?{key}: ?", text), f"模板里没有 {key}"
    for kind in ColumnKind:
        assert f"{kind.value} {kind.label}" in text


def test_template_loads_as_it_is_and_with_everything_enabled(tmp_path: Path) -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    first, rest = text.split("\n", 1)
    assert first == "# yaml-language-server: $schema=./schema.json"
    assert Site.load(str(TEMPLATE)).columns == ()
    for name in ("ca.pem", "舆情排查记录.pdf"):
        write(tmp_path, "-", name)
    full = Site.load(str(write(tmp_path, re.sub(r"(?m)^# ", "", rest))))
    assert [name for name in Site.model_fields if name not in full.model_fields_set] == []
    for part in (full.search, full.mailbox, full.sign_on, full.network, full.crawl, *full.evidence, *full.waivers):
        assert set(type(part).model_fields) == part.model_fields_set
    assert full.network.hosts["*"] == (site_configs.NOTFOUND,)


def test_new_site_from_the_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scaffold.new_site("城市-1", "https://www.x.gov.cn", tmp_path)
    assert Site.load(str(path)).url == "https://www.x.gov.cn/"
    monkeypatch.chdir(tmp_path)
    for arguments, sentence in (
        (("城市-1", "https://www.x.gov.cn"), "已有网站档案 '城市-1.yaml'，没有改动它。"),
        (("ok", "www.x.gov.cn"), "网址应为以 http:// 或 https:// 开头的完整网址，写的是 'www.x.gov.cn'。"),
        (
            ("../x", "https://x.example"),
            "网站档案的名字只能用字母、数字、汉字、- 和 _，并以字母、数字或汉字开头，写的是 '../x'。",
        ),
        (
            ("_x", "https://x.example"),
            "网站档案的名字只能用字母、数字、汉字、- 和 _，并以字母、数字或汉字开头，写的是 '_x'。",
        ),
    ):
        with pytest.raises(SiteConfigError, match=f"^{re.escape(sentence)}"):
            scaffold.new_site(*arguments, tmp_path)


def test_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_configs.__main__.new_site", lambda name, url: scaffold.new_site(name, url, tmp_path))
    monkeypatch.setattr("site_configs.__main__.write_schema", lambda: schema.write_schema(tmp_path / "schema.json"))
    assert main(["new", "x", "https://x.gov.cn/"]) == 0
    assert "pytest --site=x" in capsys.readouterr().out
    assert main(["new", "x", "https://x.gov.cn/"]) == 4
    assert capsys.readouterr().err == "已有网站档案 'x.yaml'，没有改动它。\n"
    assert main(["schema"]) == 0
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema.schema_text()
    assert main(["bogus"]) == 4


def test_exported_names() -> None:
    assert set(site_configs.__all__) <= set(vars(site_configs))
    assert issubclass(SiteConfigError, ValueError)
