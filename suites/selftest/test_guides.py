"""Are the elements of a guide read right, whatever the markup, and are guides told from news?"""

import pytest

from pages.documents import Document
from pages.guide_elements import Statement, labelled_count, read_elements
from pages.guide_labels import SYNONYMS, names_in
from pages.guide_links import family, is_guide, is_system, names_services
from suites.standards import Standard
from suites.veto.usable_services import element_names


def statement(html: str, name: str) -> Statement:
    return read_elements(Document("http://www.sample.gov.cn/g/1.html", f"<h1>居住证</h1>{html}"))[name]


def test_the_law_names_the_elements_we_read() -> None:
    clause = Standard.load("guoban-2019-19").clause("services_unusable.2")
    assert element_names(clause) == tuple(SYNONYMS)


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("一、申请条件：", ("申请条件",)),
        ("（三）申报材料清单", ("办理材料",)),
        ("办理地点、时间", ("办理地点", "办理时间")),
        ("办 理 流 程", ("办理流程",)),
        ("【咨询电话】", ("联系电话",)),
        ("办结时限", ()),
        ("承诺办理时间", ()),
        ("申请条件不符合的，不予受理", ()),
        ("材料名称", ()),
    ],
)
def test_labels(label: str, names: tuple[str, ...]) -> None:
    assert names_in(label) == names


@pytest.mark.parametrize(
    ("html", "name", "expected"),
    [
        ("<table><tr><th>办理地点</th><td>一楼</td></tr></table>", "办理地点", Statement.STATED),
        (
            "<table><tr><th>办理地点</th><td></td></tr><tr><th>承诺时限</th><td>5天</td></tr></table>",
            "办理地点",
            Statement.EMPTY,
        ),
        ("<table><tr><td>办理地点</td><td>/</td></tr></table>", "办理地点", Statement.EMPTY),
        ("<table><tr><td>申请条件</td><td>无</td></tr></table>", "申请条件", Statement.STATED),
        (
            "<table><tr><td colspan=2>办理流程</td></tr><tr><td><img src=a.png></td></tr></table>",
            "办理流程",
            Statement.STATED,
        ),
        ("<dl><dt>设定依据</dt><dd></dd><dt>收费</dt><dd>不收</dd></dl>", "设定依据", Statement.EMPTY),
        (
            "<dl><dt>办理材料</dt><dd><table><tr><th>材料名称</th><th>份数</th></tr></table></dd></dl>",
            "办理材料",
            Statement.EMPTY,
        ),
        ("<h3>设定依据</h3><h3>收费标准</h3><p>不收费</p>", "设定依据", Statement.EMPTY),
        ("<h3>设定依据</h3><p>某法</p>", "设定依据", Statement.STATED),
        ("<p>办理时间：</p><p>工作日</p>", "办理时间", Statement.STATED),
        ("<p>咨询电话：待补充</p>", "联系电话", Statement.EMPTY),
        ("<p>办理材料：见附件</p>", "办理材料", Statement.EMPTY),
        ("<p>办理材料：见附件</p><a href='/a.docx'>附件</a>", "办理材料", Statement.STATED),
        ("<p>承诺时限：5天</p>", "办理时间", Statement.ABSENT),
        ("<footer>联系电话：0579-89900000</footer>", "联系电话", Statement.ABSENT),
        (
            "<a href='#a'>申请条件</a><a href='#b'>办理材料</a><div id=a>年满</div><div id=b></div>",
            "办理材料",
            Statement.EMPTY,
        ),
        ("<ul><li>申请条件</li><li>办理材料</li></ul><div>由别处载入</div>", "申请条件", Statement.UNCLEAR),
    ],
)
def test_statements(html: str, name: str, expected: Statement) -> None:
    assert statement(html, name) is expected


def test_a_label_in_a_script_is_none() -> None:
    assert labelled_count(Document("http://x.gov.cn/", "<script>var a='申请条件：';</script><p>通知</p>")) == 0


def test_guides_and_news() -> None:
    three = Document("http://x.gov.cn/1", "<p>申请条件：无</p><p>办理材料：无</p><p>联系电话：1</p>")
    two = Document("http://x.gov.cn/1", "<p>地点：一楼</p><p>联系电话：1</p>")
    tagged = Document("http://x.gov.cn/1", f"<meta name=ColumnType content=通知公告>{three.html}")
    assert is_guide(three)
    assert not is_guide(two)
    assert is_guide(two, in_services=True)
    assert not is_guide(tagged)


def test_links() -> None:
    assert family("http://x.gov.cn/item/330001.html?a=1") == family("http://x.gov.cn/item/330002.html?a=9")
    assert family("http://x.gov.cn/item/1.html") != family("http://x.gov.cn/news/1.html")
    assert is_system("在线申报")
    assert is_system("办件进度查询")
    assert not is_system("网上办事")
    assert names_services("浙江政务服务网")
    assert not names_services("我市推进政务服务改革")
