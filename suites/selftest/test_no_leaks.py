"""Does an inspection of a site that leaks numbers of persons leak them again, in any file it leaves or word it says?"""

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from pages import clock
from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.covering import cover
from pages.database import VARIABLE
from reports.folders import RUNS
from reports.scrubbing import Scrubber
from suites.selftest.inspecting import ROOT, run

_DEMO = (ROOT / "site_configs" / "demo.yaml").read_text(encoding="utf-8")
_LEAKS = {
    "公告正文里有带身份证号码的名单": ("339901190001011108", "339901190001011116", "339901190001011124"),
    "公告附件表格里有身份证号码": ("339901190001011108", "339901190001011116", "339901190001011124"),
    "公开的信件里有写信人的手机": ("13957900001",),
    "公告附件里有个人的银行卡号": ("6222029900000000010", "6222029900000000028"),
}
WHOLE, MOBILE, CARD = "339901190001011108", "13957900001", "6222029900000000010"
_PAGE = f"""<meta charset=utf-8><h1>公示</h1><p id=a>身份证号：{WHOLE}</p>
<p id=b>林小禾 339901<b>19000101</b><span>
 1108</span></p><table><tr><td>1</td><td>３３９９０１１９０００１０１１１０８</td></tr></table>
<p id=c>手机139-5790-0001，卡号6222 0299 0000 0000 010，日期 2026-08-21 10:30，第 12 号</p>
<input value="{WHOLE}"><textarea>{MOBILE}</textarea><iframe srcdoc="<p>{CARD}</p>"></iframe>
<div id=host></div><script>document.getElementById('host').attachShadow({{mode: 'open'}}).innerHTML = '<p>{WHOLE}</p>'
</script>"""
_ALL_TEXT = """() => {
  const texts = (root) => [root.innerText || root.textContent,
    ...[...root.querySelectorAll('input, textarea')].map(one => one.value),
    ...[...root.querySelectorAll('iframe')].map(one => one.contentDocument.body.innerText),
    ...[...root.querySelectorAll('*')].filter(one => one.shadowRoot).map(one => one.shadowRoot.textContent)];
  return JSON.stringify(texts(document.body).join('\\n'));
}"""


@pytest.fixture
def browsing(own_browser: Browser, tmp_path: Path) -> Iterator[Browsing]:
    with closing(Browsing(own_browser, EvidenceStore(tmp_path))) as made:
        yield made


def test_a_page_is_covered_before_it_is_pictured(browsing: Browsing) -> None:
    with browsing.page() as page:
        page.set_content(_PAGE)
        cover(page, browsing.read)
        shown = browsing.read(page, _ALL_TEXT)
    digits = "".join(letter for letter in shown if letter.isalnum())
    assert not [number for number in (WHOLE, MOBILE, CARD) if number in digits]
    assert "３３９９０１１９" not in shown
    assert "身份证号：339*************08" in shown
    assert "日期 2026-08-21 10:30，第 12 号" in shown
    assert shown.count("339*************08") == 5


def test_what_is_kept_as_evidence_is_covered(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    text = store.text(f'<input value="{WHOLE}"><p>{MOBILE}</p>', "http://www.sample.gov.cn/", clock.now())
    assert text.excerpt == '<input value="339*************08"><p>139******01</p>'
    out = BytesIO()
    Image.new("RGB", (1, 1)).save(out, "JPEG")
    assert CARD not in store.picture(out.getvalue(), "http://www.sample.gov.cn/", clock.now(), excerpt=CARD).excerpt


def test_the_ledger_never_takes_a_whole_number() -> None:
    row = {
        "note": f"号码 {WHOLE}、{CARD}。",
        "findings": [{"what": f"办公电话 {MOBILE}。", "excerpt": f"我的 {MOBILE}"}],
    }
    assert Scrubber().row(row) == {
        "note": "号码 339*************08、***************0010。",
        "findings": [{"what": f"办公电话 {MOBILE}。", "excerpt": "我的 139******01"}],
    }


@pytest.mark.slow
@pytest.mark.parametrize("mutation", _LEAKS)
def test_an_inspection_spreads_nothing(mutation: str, tmp_path: Path) -> None:
    site = tmp_path / f"selftest-leaks-{os.getpid()}.yaml"
    site.write_text("\n".join(line for line in _DEMO.splitlines() if "$schema" not in line), encoding="utf-8")
    archive = tmp_path / "archive.db"
    folder = RUNS / site.stem
    try:
        ended = run(
            f"--site={site}",
            f"--mutation={mutation}",
            "-k=personal_data or letter_replies or safety_incident",
            environment={VARIABLE: f"sqlite:///{archive}"},
        )
        kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert any(path.name == "ledger.jsonl" for path in kept), ended.said
    assert any(path.suffix == ".jpg" for path in kept)
    kept |= {path: path.read_bytes() for path in tmp_path.glob("archive.db*")}
    assert archive in kept
    for number in _LEAKS[mutation]:
        forms = (number.encode(), number.encode("utf-16-le"))
        assert number not in ended.said
        assert not [path.name for path, body in kept.items() if any(form in _unpacked(body) for form in forms)]


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
