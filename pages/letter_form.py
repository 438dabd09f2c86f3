"""Which fields does a form ask for? Roles judged from labels, hints and names, in the words of real mailboxes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from playwright.sync_api import Page

from pages.browsing import Browsing

_SCRIPT = (Path(__file__).parent / "form_fields.js").read_text(encoding="utf-8")


class Role(Enum):
    """What a field asks for; `value` is the word of the site file and of reports."""

    SMS = "短信验证码"
    CAPTCHA = "验证码"
    RECEIPT = "受理编号"
    CODE = "查询码"
    ID_TYPE = "证件类型"
    ID_NUMBER = "证件号码"
    EMAIL = "电子邮箱"
    POSTCODE = "邮政编码"
    PUBLIC = "是否公开"
    AGREE = "同意须知"
    TITLE = "标题"
    CONTENT = "内容"
    DEPARTMENT = "收信单位"
    TYPE = "类型"
    ORGANISATION = "工作单位"
    OCCUPATION = "职业"
    GENDER = "性别"
    PHONE = "联系电话"
    ADDRESS = "地址"
    NAME = "姓名"
    FILE = "附件"
    UNKNOWN = "未识别的项"


# In this order: 短信验证码 before 验证码, 证件类型 before 类型, 电子邮箱 before 信箱, 单位地址 before 单位.
_LABELS: tuple[tuple[Role, str], ...] = (
    (Role.SMS, r"(?:短信|手机|动态)(?:验证码|校验码|口令)|获取验证码"),
    (Role.CAPTCHA, r"验证码|校验码|附加码|图形码|captcha"),
    (Role.CODE, r"查询码|查询密码|查询口令|查阅码|取件码|^密码|信件密码"),
    (Role.RECEIPT, r"编号|受理号|流水号|单号|信件号|回执号"),
    (Role.ID_TYPE, r"证件类[型别]"),
    (Role.ID_NUMBER, r"身份证|证件号|证件编号|信用代码"),
    (Role.EMAIL, r"邮箱|邮件|e-?mail"),
    (Role.POSTCODE, r"邮编|邮政编码"),
    (Role.PUBLIC, r"公开|保密"),
    (Role.AGREE, r"同意|已阅读|我已|知悉|承诺"),
    (Role.TITLE, r"标\s*题|主\s*题|题目"),
    (Role.ADDRESS, r"地\s*址|住址|所在地"),
    (Role.ORGANISATION, r"(?:工作|所在|您的)单位|单位名称|企业名称"),
    (Role.DEPARTMENT, r"收信|收件|部\s*门|单\s*位|选择信箱|写给|领导|机构"),
    (Role.TYPE, r"类\s*[型别]|分\s*类|性质|目的|信件种类"),
    (Role.CONTENT, r"内\s*容|正\s*文|问题描述|详细描述|诉求描述|描述|留言|详情"),
    (Role.OCCUPATION, r"职\s*业"),
    (Role.GENDER, r"性\s*别"),
    (Role.PHONE, r"手\s*机|电\s*话|联系方式"),
    (Role.NAME, r"姓\s*名|称\s*呼|写信人|来信人|留言人|咨询人|联系人|提问人|反映人|昵称|网名|真实姓名|您的名字|署名"),
)
_NAMES: tuple[tuple[Role, str], ...] = (
    (Role.CAPTCHA, r"captcha|verif|yzm|yanzheng|validate?code|check_?code|img_?code|rand_?code|vcode|kaptcha"),
    (Role.CODE, r"query_?code|cxm|search_?code|query_?pw|cxmm|password"),
    (Role.RECEIPT, r"receipt|letter_?no|serial|slbh|xjbh|(?:^|_)bh$|number|code_?no|bianhao"),
    (Role.ID_NUMBER, r"id_?card|sfz|id_?num|id_?no|cert_?no|zjhm"),
    (Role.EMAIL, r"mail|yx$"),
    (Role.POSTCODE, r"post_?code|zip|youbian|^yb$"),
    (Role.PUBLIC, r"public|is_?open|gongkai|sfgk|secret"),
    (Role.TITLE, r"title|subject|biaoti|^bt$|theme|zhuti|topic"),
    (Role.DEPARTMENT, r"dept|depart|bumen|org_?id|unit_?id|receive"),
    (Role.TYPE, r"type|kind|leixing|category|class_?id|^lx$"),
    (Role.CONTENT, r"content|neirong|^nr$|message|body|question"),
    (Role.PHONE, r"phone|mobile|tel|shouji|^sj|lxdh|contact_?way"),
    (Role.ADDRESS, r"addr|dizhi"),
    (Role.NAME, r"name|xingming|^xm$|writer|author|link_?man"),
)
_FREE_TEXT = frozenset({"text", "tel", "email", "search", "number", "password", "", "textarea", "url"})


@dataclass(frozen=True, slots=True)
class FormField:
    """One control of a form.

    Attributes:
        mark: value of `data-xunjian` on the element, by which it is found again.
        tag, type, name, id: as written; `label` the words beside it, `hint` its placeholder.
        option: words beside a radio button or check box; `options` of a `<select>` as (value, words).
        required: marked as required by attribute, class or asterisk.
        role: what it asks for.
    """

    mark: str
    tag: str
    type: str
    name: str
    id: str
    label: str
    hint: str
    option: str
    options: tuple[tuple[str, str], ...]
    required: bool
    role: Role

    @property
    def selector(self) -> str:
        """CSS selector of the element."""
        return f'[data-xunjian="{self.mark}"]'

    @property
    def called(self) -> str:
        """What a reader would call it."""
        return self.label.strip(" *＊:：") or self.hint or self.name or self.role.value

    @property
    def is_choice(self) -> bool:
        """Whether it is a radio button or a check box."""
        return self.type in {"radio", "checkbox"}

    @property
    def is_text(self) -> bool:
        """Whether words are typed into it."""
        return self.type in _FREE_TEXT if self.tag == "input" else self.tag != "select"


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a visitor sees it.

    Attributes:
        send: CSS selector of the button that sends it, empty when there is none.
        puzzle: a slider or click puzzle guards it.
        password: the page asks for a password somewhere.
        editor: a rich-text editor stands on the page.
        text: the beginning of the page's text.
    """

    fields: tuple[FormField, ...]
    send: str
    puzzle: bool
    password: bool
    editor: bool
    text: str

    def having(self, role: Role) -> tuple[FormField, ...]:
        """The fields with a role."""
        return tuple(one for one in self.fields if one.role is role)

    @property
    def guarded(self) -> str:
        """Which check only a person can pass stands in the way, empty when none does."""
        if self.having(Role.SMS):
            return Role.SMS.value
        return "滑块或点选验证" if self.puzzle else Role.CAPTCHA.value if self.having(Role.CAPTCHA) else ""


def role_of(tag: str, kind: str, label: str, hint: str, name: str) -> Role:
    """What a field asks for: its label first, then its hint, then its name in the source."""
    if kind == "file":
        return Role.FILE
    if kind == "email":
        return Role.EMAIL
    for text in (label, hint):
        for role, pattern in _LABELS:
            if text and re.search(pattern, text, re.IGNORECASE):
                return role
    if tag not in {"input", "select"}:
        return Role.CONTENT
    return next((role for role, pattern in _NAMES if name and re.search(pattern, name, re.IGNORECASE)), Role.UNKNOWN)


def read_form(browsing: Browsing, page: Page, mode: str, chosen: Mapping[str, str], send: str | None) -> Form:
    """Read the letter or query form of a page that is being shown; its elements are marked for finding them again.

    Args:
        browsing: reads within time limits.
        page: an open page.
        mode: `letter` (a form with room for a text) or `query` (one that asks for a receipt number).
        chosen: selectors of the site file by the word of a role in lower case.
        send: selector of the button in the site file.

    Raises:
        Unseen: the page does not answer.
    """
    seen = browsing.read(page, _SCRIPT, [mode, {"fields": dict(chosen), "send": send}])
    fields = tuple(_field(one) for one in seen["fields"])
    button = f'[data-xunjian="{mode}-send"]' if seen["send"] else ""
    return Form(fields, button, seen["puzzle"], seen["password"], seen["editor"], seen["top"])


def _field(seen: Mapping[str, object]) -> FormField:
    word = str(seen["role"]).upper()
    tag, kind, label, hint = (str(seen[key]) for key in ("tag", "type", "label", "hint"))
    name = str(seen["name"]) or str(seen["id"])
    if tag != "input" and kind == "textarea":
        kind = ""
    options = seen["options"]
    role = Role[word] if word in Role.__members__ else role_of(tag, kind, label, hint, name)
    if kind == "checkbox" and role is Role.UNKNOWN:
        role = role_of(tag, kind, str(seen["option"]), "", name)
    return FormField(
        mark=str(seen["mark"]),
        tag=tag,
        type=kind,
        name=name,
        id=str(seen["id"]),
        label=label,
        hint=hint,
        option=str(seen["option"]),
        options=tuple((str(value), str(words)) for value, words in options) if isinstance(options, list) else (),
        required=bool(seen["required"]),
        role=role,
    )
