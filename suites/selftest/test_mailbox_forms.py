"""Do the readers of receipts and letter forms understand what real mailboxes write?"""

from datetime import date

import pytest

from pages.channel import form_in, has_captcha
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.letter_filling import content, plan
from pages.letter_form import Form, FormField, Role, role_of
from pages.pagers import next_page
from pages.receipts import Complaint, Receipt, missed, read_receipt, with_number

AS_OF = date(2026, 8, 21)
URL = "http://www.sample.gov.cn/hd/"


def page(html: str) -> Document:
    return Document(URL, f"<body>{html}</body>")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="index_2.html">下一页</a>', f"{URL}index_2.html"),
        ('<a href="index_2.html">&gt;</a>', f"{URL}index_2.html"),
        ('<script>createPageHTML(4, 0, "index", "html");</script>', f"{URL}index_1.html"),
        ('<script>createPageHTML(4, 3, "index", "html");</script>', None),
        ("""<a onclick="location.href=encodeURI('index_2.jhtml')">下一页</a>""", f"{URL}index_2.jhtml"),
        ('<div><b>1</b> <a href="p2">2</a> <a href="p3">3</a></div>', f"{URL}p2"),
        ('<a href="javascript:next()">下一页</a>', None),
    ],
)
def test_next_page(html: str, expected: str | None) -> None:
    assert next_page(page(html)) == expected


@pytest.mark.parametrize(
    ("lines", "number", "code"),
    [
        (["提交成功", "受理编号", "20260821001", "查询码", "663311"], "20260821001", "663311"),
        (["您的信件编号为：WZ-2026-0816，查询密码是 abc123，请牢记。"], "WZ-2026-0816", "abc123"),
        (["留言成功！您的查询码：8A7B6C5D"], "", "8A7B6C5D"),
        (["感谢您的来信，我们将尽快答复"], "", ""),
    ],
)
def test_receipt(lines: list[str], number: str, code: str) -> None:
    receipt = read_receipt(lines)
    assert receipt.accepted
    assert (receipt.number, receipt.code) == (number, code)


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        (["20260821001"], "20260821001"),
        (["编号：WZ-2026-0816", "2026"], "WZ-2026-0816"),
        (["正在生成"], "旧"),
        ([], "旧"),
    ],
)
def test_the_number_where_the_site_file_says(shown: list[str], number: str) -> None:
    assert with_number(Receipt("旧", success=True), shown) == Receipt(number, success=True)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("请输入验证码", Complaint.CAPTCHA),
        ("请先登录", Complaint.LOGIN),
        ("提交过于频繁，请稍后再试", Complaint.THROTTLED),
        ("手机号码格式不正确", Complaint.CONTACT),
        ("标题不能为空", Complaint.OTHER),
        ("提交未成功，请修改以下内容", Complaint.OTHER),
        ("系统异常", Complaint.OTHER),
    ],
)
def test_refusal(line: str, complaint: Complaint) -> None:
    receipt = read_receipt([line])
    assert receipt.refused
    assert receipt.complaint is complaint


def test_nothing_said_is_neither_accepted_nor_refused() -> None:
    receipt = read_receipt([])
    assert not receipt.accepted
    assert not receipt.refused


@pytest.mark.parametrize("line", ["没有查到信件，编号不正确", "未查询到相关信息", "该信件不存在", "查无此件"])
def test_missed(line: str) -> None:
    assert missed([line])


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("姓　名：", "", Role.NAME),
        ("联系电话", "", Role.PHONE),
        ("手机验证码", "", Role.SMS),
        ("验证码", "code", Role.CAPTCHA),
        ("邮编", "code", Role.POSTCODE),
        ("电子邮箱", "", Role.EMAIL),
        ("选择信箱", "", Role.DEPARTMENT),
        ("证件类型", "", Role.ID_TYPE),
        ("信件类型", "", Role.TYPE),
        ("身份证号码", "", Role.ID_NUMBER),
        ("主　题：", "", Role.TITLE),
        ("是否公开", "", Role.PUBLIC),
        ("查询码", "", Role.CODE),
        ("受理编号", "", Role.RECEIPT),
        ("", "xm", Role.NAME),
        ("", "yzm", Role.CAPTCHA),
        ("联系人", "", Role.NAME),
        ("星座", "", Role.UNKNOWN),
    ],
)
def test_role(label: str, name: str, expected: Role) -> None:
    assert role_of("input", "text", label, "", name) is expected


def field(kind: Role, *, required: bool = True, tag: str = "input", **more: object) -> FormField:
    known = {"type": "text", "name": "", "id": "", "label": kind.value, "hint": "", "option": "", "options": (), **more}
    return FormField(mark=f"letter-{kind.name}-{known['option']}", tag=tag, required=required, role=kind, **known)  # type: ignore[arg-type]


def form(*fields: FormField) -> Form:
    return Form(fields, "#send", puzzle=False, password=False, editor=False, text="")


def test_the_letter_says_what_it_is_and_invents_nothing() -> None:
    asked = form(field(Role.NAME), field(Role.TITLE), field(Role.CONTENT, tag="textarea", type=""))
    entries = plan(asked, URL, "例行测试。")
    assert [entry.field.role for entry in entries] == [Role.NAME, Role.TITLE, Role.CONTENT]
    assert all("测试" in entry.value for entry in entries[1:])
    assert content("例行测试。").endswith("例行测试。")
    assert "请勿办理" in content(None)


def test_consultation_and_not_public_are_preferred() -> None:
    kinds = (("", "请选择"), ("1", "投诉"), ("2", "咨询"))
    entries = plan(
        form(
            field(Role.TYPE, tag="select", type="select-one", options=kinds),
            field(Role.PUBLIC, type="radio", name="g", option="公开"),
            field(Role.PUBLIC, type="radio", name="g", option="不公开"),
        ),
        URL,
        None,
    )
    assert [entry.shown for entry in entries] == ["咨询", "不公开"]


def test_an_optional_identity_number_stays_empty() -> None:
    assert plan(form(field(Role.ID_NUMBER, required=False)), URL, None) == ()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(Role.ID_NUMBER, Reason.CONSENT), (Role.UNKNOWN, Reason.LAYOUT), (Role.CAPTCHA, Reason.BLOCKED)],
)
def test_what_only_a_person_can_fill_in_stops_the_trial(kind: Role, reason: Reason) -> None:
    with pytest.raises(Unseen) as caught:
        plan(form(field(kind)), URL, None)
    assert caught.value.reason is reason


def test_form_without_form_tag() -> None:
    assert form_in(page('<div>主题<input> 内容<textarea></textarea> <a onclick="tj()">提 交</a></div>')) is not None


@pytest.mark.parametrize(
    "html", ["<input type=search><button>搜索</button>", "<textarea></textarea><button>提问</button>", "<p>无</p>"]
)
def test_no_letter_form(html: str) -> None:
    assert form_in(page(html)) is None


def test_captcha_is_seen_by_its_picture() -> None:
    asked = '<form><input name=t><textarea></textarea><img src="/captcha.jpg"><button>提交</button></form>'
    assert has_captcha(page(asked))
