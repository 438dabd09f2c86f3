"""What is written into a test letter? Honest words, contact data that belongs to nobody, nothing else invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pages.consultations import Question
from pages.errors import Reason, Unseen
from pages.letter_form import Form, FormField, Role

DEFAULT_NOTE = "这是网站巡检测试留言，请勿办理。"
MARK = "网站巡检测试留言"  # by which the letter is known again, even when its title is cut
TITLE = f"{MARK}，请勿办理"
# 13800138000 is the carrier's own service number, example.com is reserved (RFC 2606): no citizen is behind either.
VALUES: Mapping[Role, str] = MappingProxyType(
    {
        Role.NAME: "网站巡检",
        Role.PHONE: "13800138000",
        Role.EMAIL: "xunjian@example.com",
        Role.ADDRESS: "网站巡检测试，无实际地址",
        Role.POSTCODE: "100000",
        Role.ORGANISATION: "网站巡检",
        Role.OCCUPATION: "其他",
        Role.TITLE: TITLE,
        Role.CODE: "123456",
    }
)
_QUESTION = "您好，请问在网上提交留言以后，可以在哪里查询办理进度？"
# Optional fields that would make the letter longer without making the test better stay empty.
_LEFT_OUT = frozenset(
    {
        Role.ORGANISATION, Role.OCCUPATION, Role.GENDER, Role.ID_NUMBER, Role.ID_TYPE, Role.FILE, Role.UNKNOWN,
        Role.POSTCODE, Role.ADDRESS, Role.RECEIPT,
    }
)  # fmt: skip
_PREFERRED: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.TYPE: ("咨询", "建议", "其他", "其它", "求助"),
        Role.DEPARTMENT: ("政府办公", "办公室", "网站", "大数据", "政务服务", "信访"),
        Role.PUBLIC: ("不公开", "不愿意", "否", "保密", "不同意"),
        Role.GENDER: ("保密", "其他", "男"),
        Role.OCCUPATION: ("其他", "其它"),
    }
)
_AVOIDED = ("举报", "投诉", "信访", "纪检")
_PROMPTS = ("请选择", "--", "全部")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do to a form: type a value into a field, or choose an option of it."""

    field: FormField
    value: str
    shown: str


def content(note: str | None) -> str:
    """The text of the letter: one harmless question and the note that says what it is."""
    return f"{_QUESTION}{note or DEFAULT_NOTE}"


def plan(form: Form, where: str, note: str | None, asked: Question | None = None) -> tuple[Entry, ...]:
    """Decide what to enter.

    Args:
        form: the letter form.
        where: its address, for messages.
        note: the note of the site file.
        asked: a question that wants an answer, instead of the letter that only tries the form.

    Raises:
        Unseen: CONSENT when an identity number is required, LAYOUT when a required field is not understood.
    """
    entries: list[Entry] = []
    done: set[str] = set()
    for one in form.fields:
        group = f"{one.type}:{one.name}" if one.is_choice and one.name else one.mark
        if group in done:
            continue
        entry = _asked(one, asked) or _entry(form, one, note)
        if entry is not None:
            entries.append(entry)
            done.add(group)
        elif one.required and not one.is_choice:
            _refuse(one, where)
    return tuple(entries)


def _asked(one: FormField, asked: Question | None) -> Entry | None:
    if asked is None or not one.is_text or one.role not in {Role.TITLE, Role.CONTENT}:
        return None
    value = asked.title if one.role is Role.TITLE else asked.content
    return Entry(one, value, value)


def _entry(form: Form, one: FormField, note: str | None) -> Entry | None:
    if not one.required and one.role in _LEFT_OUT:
        return None
    if one.tag == "select":
        return _option(one, one.options)
    if one.is_choice:
        return _choice(form, one)
    if not one.is_text:
        return None
    value = content(note) if one.role is Role.CONTENT else VALUES.get(one.role, "")
    return Entry(one, value, value) if value else None


def _option(one: FormField, options: Sequence[tuple[str, str]]) -> Entry | None:
    real = [(value, words) for value, words in options if value.strip("0 ") and not words.startswith(_PROMPTS)]
    if one.role is Role.ID_TYPE or not real:
        return None
    for wanted in _PREFERRED.get(one.role, ()):
        for value, words in real:
            if wanted in words:
                return Entry(one, value, words)
    value, words = next((row for row in real if not any(bad in row[1] for bad in _AVOIDED)), real[0])
    return Entry(one, value, words)


def _choice(form: Form, one: FormField) -> Entry | None:
    """A radio button of a group, the preferred one; a check box only when it is the consent to the rules."""
    if one.type == "checkbox":
        return Entry(one, "勾选", one.option or one.called) if one.role is Role.AGREE else None
    group = [other for other in form.fields if other.type == "radio" and other.name == one.name]
    wanted = _PREFERRED.get(one.role, ())
    for word in wanted:
        for other in group:
            if other.option.startswith(word) or (word != "否" and word in other.option):
                return Entry(other, "选择", other.option)
    fit = [other for other in group if other.option and not any(bad in other.option for bad in _AVOIDED)]
    return Entry(fit[0], "选择", fit[0].option) if fit else None


def _refuse(one: FormField, where: str) -> None:
    if one.role in {Role.ID_NUMBER, Role.ID_TYPE}:
        raise Unseen(Reason.CONSENT, where, f"表单要求填写“{one.called}”，巡检不编造证件号码，须由人工测试")
    if one.role is Role.FILE:
        raise Unseen(Reason.LAYOUT, where, f"表单要求上传“{one.called}”，巡检不上传文件，须由人工测试")
    if one.role is Role.CAPTCHA or one.role is Role.SMS:
        raise Unseen(Reason.BLOCKED, where, f"表单要求{one.role.value}，巡检不绕过验证")
    raise Unseen(Reason.LAYOUT, where, f"不认识必填项“{one.called}”，请在网站档案的 mailbox.fields 中指明各项")
