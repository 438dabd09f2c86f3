"""Is each material of a guide read right: which ones are unclear, and which only look so?"""

import pytest

from pages.documents import Document
from pages.guide_materials import Material, read_materials

HEAD = "<tr><th>序号</th><th>材料名称</th><th>材料形式</th><th>份数</th></tr>"


def materials(html: str) -> tuple[Material, ...] | None:
    page = f"<h1>居住证</h1><dl><dt>办理材料</dt><dd>{html}</dd><dt>联系电话</dt><dd>12345</dd></dl>"
    return read_materials(Document("http://www.sample.gov.cn/g/1.html", page))


@pytest.mark.parametrize(
    "html",
    [
        f"<table>{HEAD}<tr><td>1</td><td>身份证</td><td>原件</td><td>1</td></tr></table>",
        "<table><tr><td>材料名称</td><td>原件</td><td>复印件</td></tr><tr><td>户口簿</td><td>0</td><td>1</td></tr></table>",
        "<table><tr><td>申请材料</td><td>要求</td></tr><tr><td>户口簿</td><td>复印件一式两份</td></tr></table>",
        "<ol><li>身份证原件及复印件各一份</li><li>《居住证申请表》1份</li></ol>",
        "<p>申请人应当提交下列材料：</p><p>1.身份证复印件1份；2.近期免冠照片2张</p>",
        "<p>①身份证复印件1份②户口簿复印件1份</p>",
        "<p>身份证（窗口核验，不留存）</p>",
        "<p>营业执照（通过数据共享获取，免提交）</p>",
        "<p>身份证</p><p>户口簿</p><p>以上材料均需提供复印件一式两份。</p>",
        "<p>其他组织登记证书复印件1份</p>",
        "<p>《有关材料检验办法》规定的检验报告原件1份</p>",
        "<p>相关证明材料（结婚证或者离婚证）复印件1份</p>",
        "<p>身份证复印件1份</p><p>注：申请人对所提交的有关材料的真实性负责。</p>",
        "<p>不动产权证书扫描件</p>",
        "<ul><li>户口簿原件</li></ul>",
        "<table><tr><td>材料名称</td><td>材料形式</td></tr><tr><td>户口簿</td><td>原件</td></tr></table>",
    ],
)
def test_clear(html: str) -> None:
    found = materials(html)
    assert found
    assert all(one.clear for one in found), found


@pytest.mark.parametrize(
    ("html", "vague"),
    [
        (f"<table>{HEAD}<tr><td>1</td><td>其他材料</td><td>原件</td><td>1</td></tr></table>", "其他材料"),
        ("<ul><li>身份证复印件1份</li><li>法律、法规规定的其他材料</li></ul>", "其他材料"),
        ("<p>1.身份证复印件1份；2.有关证明材料原件1份</p>", "有关证明材料"),
        ("<p>其它相关资料（如有）原件1份</p>", "其它相关资料"),
    ],
)
def test_vague(html: str, vague: str) -> None:
    assert [one.vague for one in materials(html) or () if not one.clear] == [vague]


@pytest.mark.parametrize(
    ("html", "form", "copies"),
    [
        ("<ul><li>身份证</li></ul>", False, False),
        ("<ul><li>身份证复印件</li></ul>", True, False),
        ("<ul><li>身份证原件及复印件</li></ul>", True, False),
        ("<ul><li>身份证1份</li></ul>", False, True),
        (f"<table>{HEAD}<tr><td>1</td><td>身份证</td><td></td><td>1</td></tr></table>", False, True),
        (f"<table>{HEAD}<tr><td>1</td><td>身份证</td><td>原件</td><td>/</td></tr></table>", True, False),
    ],
)
def test_form_and_copies(html: str, form: bool, copies: bool) -> None:
    (found,) = materials(html) or ()
    assert (found.form, found.copies) == (form, copies)


@pytest.mark.parametrize("html", ["无", "<p>无需提交材料</p>", "免提交", "/"])
def test_nothing_is_needed(html: str) -> None:
    assert materials(html) == ()


@pytest.mark.parametrize("html", ["<img src='/cl.png'>", ""])
def test_not_to_be_told(html: str) -> None:
    assert materials(html) is None


def test_a_table_below_its_label_in_the_same_table() -> None:
    page = (
        f"<h1>证</h1><table><tr><td colspan=4>申请材料</td></tr>{HEAD}"
        "<tr><td>1</td><td>身份证</td><td>原件</td><td>1</td></tr>"
        "<tr><td>办理地点</td><td colspan=3>一楼</td></tr></table>"
    )
    found = read_materials(Document("http://www.sample.gov.cn/g/1.html", page))
    assert found is not None
    assert [(one.name, one.clear) for one in found] == [("身份证", True)]
