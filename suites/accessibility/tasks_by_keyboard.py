"""Was a search, or a letter, brought to its end with a keyboard alone? A word instead says why none was tried."""

from pages.keyboard_form import FieldTry, KeyboardForm
from pages.keyboard_search import Got, KeyboardSearch
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def searching(clause: Clause, tried: KeyboardSearch | str) -> Verdict:
    """键盘办事 第 1 条: from the home page to a result."""
    if isinstance(tried, str):
        return Verdict.inapplicable(clause, tried)
    if tried.got is Got.NO_BOX:
        return Verdict.inapplicable(clause, "没有站内搜索，由“网站搜索”一项判定，不重复计算。")
    if tried.got is not Got.OPENED:
        what = f"用键盘搜索“{tried.query}”做不完：{tried.got.value}。"
        return Verdict.of(clause, [Finding(tried.url, what, f"键盘搜索：{tried.got.value}")])
    note = f"用键盘搜索“{tried.query}”并打开了结果，共按功能键 {tried.presses} 次。"
    return Verdict.of(clause, [], note)


def writing(clause: Clause, tried: KeyboardForm | str) -> Verdict:
    """键盘办事 第 2 条: every required field, and the button that sends (which is not pressed)."""
    if isinstance(tried, str):
        return Verdict.inapplicable(clause, tried)
    findings = [_field(tried, one) for one in tried.fields if not one.reached or one.filled is False]
    if tried.sendable and not tried.send:
        what = f"“{tried.name}”的表单，按 Tab 键到不了提交按钮。"
        findings.append(Finding(tried.url, what, "写信表单：提交按钮"))
    doubts = "、".join(one.name for one in tried.fields if one.reached and one.filled is None)
    note = f"用键盘填写“{tried.name}”的必填项 {len(tried.fields)} 项，按 Tab 键 {tried.presses} 次，没有提交"
    note += f"；{doubts}只试了能否到达。" if doubts else "。"
    if not tried.sendable and not findings:
        return Verdict.review(clause, f"没有认出提交按钮，须由人用键盘试。{note}")
    return Verdict.of(clause, findings, note)


def _field(tried: KeyboardForm, one: FieldTry) -> Finding:
    fault = "按 Tab 键到不了" if not one.reached else "焦点在其中时，用键盘填不进去、选不了"
    what = f"“{tried.name}”的表单，必填项“{one.name}”{fault}。"
    return Finding(tried.url, what, f"写信表单：{one.name}", one.selector or None)
