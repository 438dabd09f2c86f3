"""Are evasive answers told from short but complete ones?"""

import pytest

from pages.letter import Letter
from suites.interaction.evasion import empty_answer, evasions

URL = "http://www.sample.gov.cn/hd/"


def letter(answer: str, title: str = "咨询医保报销比例", content: str = "报销比例是多少") -> Letter:
    return Letter(f"{URL}{title}.html", title, URL, content=content, answer=answer)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("您好，您的留言已转相关部门。", "转有关部门"),
        ("您好！您反映的问题已转交市住建局处理，感谢您的来信。", "转有关部门"),
        ("请咨询相关部门。", "另找部门"),
        ("您好，此事不属于我局职责范围，请向有关部门反映。", "另找部门"),
        ("您好，感谢您的留言，我们会认真研究。", "表态"),
        ("您的建议很好，我们将认真研究采纳。", "表态"),
        ("按有关规定办理。", "表态"),
        ("您的来信收悉，谢谢。", "表态"),
        ("不清楚", "过短"),
        ("可以。", "过短"),
    ],
)
def test_evasive(answer: str, word: str) -> None:
    assert word in empty_answer(letter(answer))


@pytest.mark.parametrize(
    "answer",
    [
        "请咨询市医保局，电话：0579-89900030。",
        "请您拨打12345咨询。",
        "您好，请到市政务服务中心三楼医保窗口咨询。",
        "已转市住建局处理，8月3日路灯已修复。",
        "您好！您的来信收悉。经查，路灯已于8月3日修复。市住建局 2026年8月3日",
        "您好，根据《社会保险法》第十条，办理地点为市民大道1号，咨询电话0579-89900030。",
        "您好，可以在线办理。",
    ],
)
def test_to_the_point(answer: str) -> None:
    assert empty_answer(letter(answer)) == ""


@pytest.mark.parametrize(
    ("title", "content"),
    [("医保卡能不能异地使用", "请问"), ("咨询医保卡", "请问可以在外地使用吗？"), ("是否需要备案", "")],
)
def test_yes_answers_a_question_that_asks_for_it(title: str, content: str) -> None:
    assert empty_answer(letter("是的，可以。", title, content)) == ""


def test_the_same_answer_to_three_questions_is_one_clue() -> None:
    answer = "您好，办理流程和所需材料以一次性告知书为准，告知书可以在窗口领取。"
    letters = [letter(answer, title) for title in ("咨询落户", "咨询入学", "咨询社保")]
    (found,) = evasions(letters)
    assert len(found.letters) == len(letters)
    assert evasions(letters[:2]) == ()


def test_a_letter_without_a_readable_answer_is_passed_over() -> None:
    assert evasions([letter("")]) == ()
