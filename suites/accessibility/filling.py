"""Can those who do not see fill in a form: is there a way past the picture, are mistakes said in words they hear?"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pages.captcha_forms import CaptchaForms, CaptchaTrial
from pages.errors import Reason, Unseen, raise_first
from pages.form_errors import ErrorTry, FreshText
from pages.letter_form import Role, role_of
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_COMPLAINT = re.compile(
    r"不能为空|不可为空|不得为空|为空|未填|没有填|漏填|必填|必选|必须|请(?:输入|填写|填|选择|选|上传|勾选|阅读|先|您|完善|将|认真|正确)"
    r"|不正确|有误|错误|格式|至少|不少于|不完整|required",
    re.IGNORECASE,
)
_TROUBLE = re.compile(r"网络|请求失败|提交失败|系统(?:异常|繁忙|错误)|稍后|超时|offline|error", re.IGNORECASE)


def judge_captchas(clause: Clause, forms: CaptchaForms) -> Verdict:
    """表单与验证码 第 1 条: pictures nobody can do without.

    Raises:
        Unseen: no captcha was found, but a page with a form could not be seen.
    """
    note = f"在{'、'.join(dict.fromkeys(page.kind for page in forms.pages))}上找过图形验证码。"
    findings = [_captcha(one, "旁边没有语音等其他验证方式") for one in forms.trials if not one.captcha.offers]
    if findings:
        return Verdict.of(clause, findings, note)
    doubts = [
        _captcha(one, f"旁边有“{one.captcha.offers[0].words}”，程序试用没有看到效果")
        for one in forms.trials
        if not one.working
    ]
    doubts += [
        Finding(page.url, f"{page.kind}有滑块、拼图一类的验证，只能看着拖动。", f"滑块验证：{_path(page.url)}", at)
        for page, at in forms.puzzles
    ]
    doubts += [
        Finding(
            page.url,
            f"{page.kind}要填“{captcha.label}”，旁边没有认出图片，也没有文字提问，不知道要填什么。",
            f"验证码：{_path(page.url)}",
            captcha.at,
        )
        for page, captcha in forms.blank
    ]
    if doubts:
        return Verdict.review(clause, f"有没有看不见的人能用的验证方式，须由人试用。{note}", doubts)
    if not forms.trials:
        raise_first(one.unseen for one in forms.unseen)
        asked = "；有用文字提问的验证" if forms.asked else ""
        return Verdict.of(clause, [], f"{note[:-1]}，没有见到{asked}。")
    working = "、".join(dict.fromkeys(f"“{one.working[0].words}”" for one in forms.trials))
    return Verdict.of(clause, [], f"{note[:-1]}，其他方式{working}试用有效。")


def _captcha(one: CaptchaTrial, fault: str) -> Finding:
    source = one.captcha.source
    known = source if source.partition("?")[0] and not source.startswith(("data:", "blob:")) else one.page.url
    return Finding(
        one.page.url,
        f"{one.page.kind}的“{one.captcha.label}”要看图填写，{fault}，看不见的人过不去。",
        f"图形验证码：{_path(known)}",
        one.captcha.picture,
    )


def _path(url: str) -> str:
    return urlsplit(url).path or url


def judge_errors(clause: Clause, tried: ErrorTry | str) -> Verdict:
    """表单与验证码 第 2 条: what an incomplete letter form says.

    Raises:
        Unseen: the form leaves checking to the server, and nothing may be sent there.
    """
    if isinstance(tried, str):
        return Verdict.inapplicable(clause, tried)
    note = f"“{tried.name}”的表单一项不填，按提交按钮（已拦截，没有发出任何信息）"
    good = next(_heard(tried), "")
    if good:
        return Verdict.of(clause, [], f"{note}，{good}。")
    fault = _fault(tried)
    if fault is not None:
        return Verdict.of(clause, [fault], f"{note}。")
    if tried.sent:
        what = "表单不在浏览器里检查，直接向服务器发送；巡检不提交信息，出错提示须由人工测试"
        raise Unseen(Reason.CONSENT, tried.url, what)
    seen = "、".join(f"“{text}”" for text in [*tried.dialogs, *(one.text for one in tried.fresh)][:3])
    what = f"出现了{seen}，是不是出错提示须由人判断" if seen else "没有看到任何文字提示，也没有发出请求"
    doubt = Finding(tried.url, f"{note}，{what}。", "写信表单：出错提示")
    return Verdict.review(clause, f"{note}，{what}。", [doubt])


def _heard(tried: ErrorTry) -> Iterator[str]:
    """How the mistake is told so that everybody gets it."""
    if tried.native:
        yield f"浏览器自己提示“{tried.native[0]}”没有填写，焦点移到该项"
    for text in _complaints(tried):
        if _names(tried, text):
            yield f"弹出提示“{text}”"
        elif tried.focused:
            yield f"弹出提示“{text}”，焦点移到“{tried.focused}”"
    for one in _texts(tried):
        told = one.live or one.entered or one.tied or (one.near and one.near in {tried.focused, *tried.flagged})
        moved = tried.focused and _names(tried, one.text)
        if (told or moved) and (_names(tried, one.text) or one.tied or one.near):
            yield f"出现提示“{one.text}”，读屏软件能读到"


def _fault(tried: ErrorTry) -> Finding | None:
    what = ""
    selector = None
    texts = [one for one in _texts(tried) if _names(tried, one.text) or one.near]
    complaints = _complaints(tried)
    if texts:
        selector = texts[0].at
        what = (
            f'出现文字“{texts[0].text}”，但没有用 aria-describedby、role="alert" 等与输入框关联，焦点也没有移到该项，'
            "读屏软件读不出来"
        )
    elif complaints:
        what = f"只弹出提示“{complaints[0]}”，没有说明是哪一项，焦点也没有移到该项"
    elif tried.changed and not (tried.fresh or tried.dialogs or tried.sent or tried.focused):
        what = f"“{tried.changed[0]}”只改变了颜色或图标，没有文字说明"
    if not what:
        return None
    return Finding(tried.url, f"“{tried.name}”的表单没有填写必填项就按提交，{what}。", "写信表单：出错提示", selector)


def _complaints(tried: ErrorTry) -> list[str]:
    return [text for text in tried.dialogs if _COMPLAINT.search(text) and not _TROUBLE.search(text)]


def _texts(tried: ErrorTry) -> list[FreshText]:
    return [one for one in tried.fresh if _COMPLAINT.search(one.text) and not _TROUBLE.search(one.text)]


def _names(tried: ErrorTry, text: str) -> bool:
    """Whether words say which field they are about."""
    if any(len(one.called) > 1 and one.called in text for one in tried.fields):
        return True
    role = role_of("input", "", text, "", "")
    return role is not Role.UNKNOWN and any(one.role is role for one in tried.fields)
