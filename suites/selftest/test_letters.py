"""Do the readers of letters, receipts and forms understand what real mailboxes write?"""

from datetime import date

import pytest

from pages.documents import Document
from pages.letter import Letter, read_letter
from pages.letter_fields import Field, State, is_empty, read_lines, role
from pages.letter_rows import letter_rows

AS_OF = date(2026, 8, 21)
URL = "http://www.sample.gov.cn/hd/"


def page(html: str) -> Document:
    return Document(URL, f"<body>{html}</body>")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("来信时间", Field.ASKED),
        ("写信时间：", Field.ASKED),
        ("提交时间", Field.ASKED),
        ("留言日期", Field.ASKED),
        ("受理日期", Field.ACCEPTED),
        ("办结日期", Field.REPLIED),
        ("答复时间", Field.REPLIED),
        ("回复时间", Field.REPLIED),
        ("办理单位", Field.DEPARTMENT),
        ("答复单位", Field.DEPARTMENT),
        ("信件主题", Field.TITLE),
        ("状态", Field.STATE),
        ("回复内容", Field.ANSWER),
        ("来信内容", Field.CONTENT),
        ("信件类型", Field.KIND),
        ("满意度评价", Field.SATISFACTION),
        ("处理情况", Field.ANSWER),
        ("首页", None),
        ("市长信箱", None),
    ],
)
def test_label(label: str, field: Field | None) -> None:
    assert role(label) is field


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("已回复", State.ANSWERED),
        ("已办结", State.ANSWERED),
        ("办结", State.ANSWERED),
        ("处理中", State.PENDING),
        ("待回复", State.PENDING),
        ("未办结", State.PENDING),
        ("已受理", State.PENDING),
        ("未回复", State.PENDING),
        ("不予受理", State.VOID),
        ("无效留言", State.VOID),
        ("咨询", State.UNKNOWN),
    ],
)
def test_state(words: str, state: State) -> None:
    assert State.read(words) is state


@pytest.mark.parametrize("text", ["", "暂无", "暂无回复", "待回复", "--", "尚未答复", "正在办理。", "处理中", "null"])
def test_filler_is_empty(text: str) -> None:
    assert is_empty(text)


@pytest.mark.parametrize("text", ["您好。", "已转市公安局办理", "无需提交材料", "2026-08-01"])
def test_answer_is_not_empty(text: str) -> None:
    assert not is_empty(text)


def test_one_line_holds_several_labels() -> None:
    said = read_lines(["来信人：张** 来信时间：2026-08-01 答复单位：市医保局 答复时间：2026-08-03 09:12"], AS_OF)
    assert said.day(Field.ASKED, AS_OF) == date(2026, 8, 1)
    assert said.day(Field.REPLIED, AS_OF) == date(2026, 8, 3)
    assert said.text(Field.DEPARTMENT) == "市医保局"


def test_an_answer_runs_over_paragraphs_until_the_next_label() -> None:
    said = read_lines(["答复内容：", "您好。", "可以在线办理。", "答复时间：2026-08-03", "上一篇：别的信"], AS_OF)
    assert said.text(Field.ANSWER) == "您好。 可以在线办理。"
    assert said.day(Field.REPLIED, AS_OF) == date(2026, 8, 3)


def test_a_kind_is_a_value_even_if_it_could_be_a_label() -> None:
    said = read_lines(["类型", "咨询", "状态", "已回复"], AS_OF)
    assert said.text(Field.KIND) == "咨询"
    assert said.state is State.ANSWERED


def test_rows_below_a_head() -> None:
    table = (
        "<table><tr><th></th><th>信件主题</th><th>办理部门</th><th>办结日期</th><th>受理日期</th></tr>"
        '<tr><td><img></td><td><a href="1.html">路灯不亮</a></td><td>住建局</td>'
        "<td>2026-03-05</td><td>2026-03-01</td></tr></table>"
    )
    (row,) = letter_rows(page(table), AS_OF, trusted=True)
    assert (row.title, row.url) == ("路灯不亮", f"{URL}1.html")
    assert row.said.day(Field.REPLIED, AS_OF) == date(2026, 3, 5)
    assert row.said.day(Field.ACCEPTED, AS_OF) == date(2026, 3, 1)


def test_statistics_are_no_letters() -> None:
    table = (
        "<table><tr><td>排名</td><td>部门</td><td>受理数</td><td>办理数</td></tr>"
        "<tr><td>1</td><td>物业管理局</td><td>22</td><td>33</td></tr></table>"
    )
    assert letter_rows(page(table), AS_OF, trusted=True) == ()


def test_published_applications_are_no_letters() -> None:
    table = (
        "<table><tr><th>事项名称</th><th>申请人</th><th>受理时间</th><th>状态</th></tr>"
        "<tr><td>户口迁移</td><td>张**</td><td>2026-03-01</td><td>处理中</td></tr></table>"
    )
    assert letter_rows(page(table), AS_OF, trusted=True) == ()


def test_news_is_no_list_of_letters_unless_the_page_is_known_to_hold_some() -> None:
    news = '<ul><li><a href="1.html">市政府召开会议</a> 2026-08-01</li></ul>'
    assert letter_rows(page(news), AS_OF, trusted=False) == ()
    assert len(letter_rows(page(news), AS_OF, trusted=True)) == 1


def test_a_bare_date_and_a_state_word() -> None:
    listed = page('<ul><li><a href="1.html">咨询</a><i>2026-03-01</i><b>处理中</b></li></ul>')
    (row,) = letter_rows(listed, AS_OF, trusted=False)
    assert row.said.state is State.PENDING
    assert row.said.loose_dates == (date(2026, 3, 1),)


def test_a_page_without_anything_of_a_letter_leaves_the_letter_as_it_was() -> None:
    letter = Letter(f"{URL}1.html", "咨询", URL)
    assert read_letter(letter, page("<p>页面加载中</p>"), AS_OF) == letter
    assert letter.answered is None


@pytest.mark.parametrize(
    "title", ["测试", "测试留言，请忽略", "这是一条测试信件", "test123", "系统测试", "网站巡检测试留言，请勿办理"]
)
def test_trial_letters_do_not_count(title: str) -> None:
    assert not Letter(URL, title, URL).effective


@pytest.mark.parametrize("title", ["普通话水平测试什么时候报名", "核酸测试费用", "体能测试标准咨询"])
def test_letters_about_tests_count(title: str) -> None:
    assert Letter(URL, title, URL).effective


@pytest.mark.parametrize("kind", ["举报", "网上信访", "意见征集", "在线访谈"])
def test_excepted_kinds_do_not_count(kind: str) -> None:
    assert not Letter(URL, "咨询", URL, kind=kind).effective


def opened(html: str, listed_at: date | None = None) -> Letter:
    return read_letter(Letter(f"{URL}1.html", "咨询医保", URL, listed_at=listed_at), page(html), AS_OF)


def test_a_heading_above_labels_does_not_swallow_the_answer() -> None:
    full = opened(
        "<h2>答复情况</h2><dl><dt>答复单位</dt><dd>市医保局</dd></dl><p><b>答复内容：</b>可以直接结算。</p><p>状态：已答复</p>"
    )
    assert (full.answer, full.department) == ("可以直接结算。", "市医保局")


@pytest.mark.parametrize(
    "answer",
    [
        "<p>您好，可以直接结算。</p><p>示例市医疗保障局</p><p>2026年8月3日</p>",
        "<p>您好，市医保局答复：可以直接结算。</p><p>2026年8月3日</p>",
    ],
)
def test_office_and_day_may_stand_in_the_answer(answer: str) -> None:
    full = opened(f"<p>来信时间：2026-08-01</p><p>来信内容：怎么报销</p><p>答复内容：</p>{answer}")
    assert full.says_asked
    assert full.says_replied
    assert full.says_department


def test_what_is_shown_nowhere_is_not_said() -> None:
    full = opened("<p>来信内容：怎么报销</p><p>答复内容：可以直接结算。</p>")
    assert not full.says_asked
    assert not full.says_replied
    assert not full.says_department


def test_one_unexplained_day_is_the_answer_s() -> None:
    full = opened("<p>来信内容：怎么报销</p><p>答复内容：可以直接结算。</p>", listed_at=date(2026, 8, 3))
    assert full.says_replied
    assert not full.says_asked


def test_an_answer_in_prose_is_read_to_its_end() -> None:
    full = opened(
        "<p>网友来信：怎么报销</p><p>您的来信收悉，现答复如下：</p><p>可以直接结算。</p><p>上一篇：别的信</p>"
    )
    assert full.answer == "您的来信收悉,现答复如下: 可以直接结算。"
