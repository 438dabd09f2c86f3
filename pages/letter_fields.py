"""What does a piece of a page say about a letter? Labels, dates and state words, whatever the markup."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from pages.dates import mentions, plain, whole
from pages.documents import tidy


class Field(Enum):
    """One thing a page states about a letter; `value` is the pattern of the labels it goes by."""

    NUMBER = r"(?:(?:信件|来信|留言|受理|查询|工单|回执|咨询|诉求|事项)?(?:编号|编码|单号|流水号)|受理号|信件号)"
    TITLE = r"(?:信件|来信|留言|咨询|诉求|问题)?(?:标题|主题|题目|名称)"
    KIND = r"(?:(?:信件|来信|留言|咨询|诉求|问题|信访|业务|事项)?(?:类型|类别|分类|性质|目的)|来信类型)"
    SOURCE = r"(?:(?:信件|来信|留言|诉求|受理|反映)?(?:来源|渠道|方式)|来电方式)"
    WRITER = r"(?:写信人|来信人|留言人|咨询人|提问人|发信人|反映人|诉求人|联系人|网友|昵称|姓名|网民|作者)"
    ASKED = (
        r"(?:(?:来信|写信|提交|留言|咨询|提问|发信|投递|反映|诉求|来件|收件"
        r"|创建|发帖|投诉|登记|信件|写件|网友提问|寄信|收信)(?:时间|日期))"
    )
    ACCEPTED = r"(?:(?:受理|接收|转办|交办|派单)(?:时间|日期))"
    REPLIED = r"(?:(?:答复|回复|办结|反馈|回信|解答|处理|办理|办结回复|官方回复|办复|完成)(?:时间|日期))"
    DEPARTMENT = (
        r"(?:(?:办理|答复|回复|受理|承办|处理|转办|交办|回信"
        r"|责任|解答|办件|主办|收信|受信)(?:单位|部门|机构|机关|人)|部门|单位|收信单位)"
    )
    STATE = r"(?:(?:办理|处理|信件|来信|留言|答复|回复|当前|受理|办件)?状态|办理进度|是否(?:回复|答复|办结))"
    ANSWER = (
        r"(?:(?:答复|回复|办理|处理|反馈|解答|办结|回信)(?:内容|结果|意见|情况|信息|详情)"
        r"|(?:官方|部门|单位|政府|网站)?(?:答复|回复)|办理答复|处理回复|答)"
    )
    CONTENT = (
        r"(?:(?:来信|信件|留言|咨询|问题|诉求|提问|反映|写信|事项)(?:内容|描述|详情|正文|事项|问题)|内容|正文"
        r"|(?:网友|网民|群众)?(?:留言|来信|提问|咨询)|问)"
    )
    SATISFACTION = r"(?:满意(?:度|率|程度)?(?:评价)?|(?:群众|网友|留言人|写信人|来信人)?评价(?:情况|结果)?)"
    OTHER = (
        r"(?:浏览(?:次数|量)|点击(?:次数|数|量)|阅读(?:次数|量)?|联系(?:电话|方式)|电话|手机|邮箱|地址|所属区域|区域|附件"
        r"|查询码|是否公开|发布时间|发布日期|信息来源|分享到?)"
    )


_KINDS = frozenset({"咨询", "建议", "投诉", "求助", "举报", "留言", "提问", "其他"})
_LABEL_LENGTH = 8  # 「官方回复内容」 and the like; longer lines are sentences
_STATE_LENGTH = 12
_SENTENCE = 120  # a line this long is somebody's text, its dates say nothing about the letter
_LONG_LINE = 200
_MULTI_LINE = frozenset({Field.CONTENT, Field.ANSWER})
_MIDWAY = frozenset(Field) - {Field.CONTENT, Field.ANSWER}
_LABELS = {one: re.compile(rf"[\[【(]?\s*{one.value}\s*[\])】]?") for one in Field}
# Only labels too specific to be part of a sentence are recognised in the middle of a line.
_INSIDE = re.compile("|".join(rf"(?P<{one.name}>(?<![\u4e00-\u9fff]){one.value})\s?:" for one in Field))
_AT_START = {one: re.compile(rf"^[\[【(·•■]?\s*(?:{one.value})\s*[\])】]?\s*[:|]\s*(?P<rest>.*)$") for one in Field}
_DATED = re.compile(rf"^(?:{Field.ASKED.value}|{Field.REPLIED.value}|{Field.ACCEPTED.value})\s*(?=\d)")
_END = re.compile(
    r"^(?:上一[篇条封个]|下一[篇条封个]|打印|关闭|返回|分享|收藏|相关(?:信件|链接|新闻|阅读)|您的评价|我要评价|版权所有|主办单位|扫一扫|推荐阅读|附件下载|网站声明)"
)
_EMPTY = re.compile(
    r"^[\s\-—/.。,:()【】\[\]…*]*(?:暂?(?:无|未|没有)|尚未|还未|等待|待|正在|null|undefined|none|n/?a)?"
    r"[\s]*(?:任何)?(?:答复|回复|处理|办理|反馈|受理|审核|内容|结果|信息|数据|公开)*(?:中|结果|内容|意见|信息|单位|部门)*[\s\-—/.。,:()【】\[\]…*]*$",
    re.IGNORECASE,
)
_BREAKING = frozenset(
    {
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead", "tr", "td", "th", "br", "hr", "pre",
        "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "aside", "form",
        "fieldset", "legend",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SECTION = "¶"  # a line of its own before every heading: what was said so far ends there
_BLIND = frozenset({"script", "style", "noscript", "template", "select", "option", "textarea", "button", "title"})


class State(Enum):
    """How far a letter got, as the page words it."""

    ANSWERED = re.compile(
        r"已(?:经)?(?:答复|回复|办结|处理|反馈|解答|办理|回信|完成|采纳|结案|评价)|办理?完[成毕结]|(?<![未待])办结|(?<![未待])(?:答复|回复)完成"
    )
    PENDING = re.compile(
        r"(?:未|待|等待|尚未|暂未|还未|没有)(?:答复|回复|处理|办理|受理|反馈|办结|审核|签收|分办|解答)|(?:处理|办理|受理|审核|答复|转办|核查|交办)中|正在(?:处理|办理|受理|审核)|已(?:受理|转办|交办|转交|签收|收件|接收|提交|分办|派单|审核|转送)"
    )
    VOID = re.compile(r"无效|不予受理|不受理|撤[销回]|重复(?:来信|信件|留言|件)|已删除|退回|作废|不予公开")
    UNKNOWN = re.compile(r"(?!)")

    @classmethod
    def read(cls, text: str) -> "State":
        """The state a short text names; VOID and PENDING words win over ANSWERED ones (「未办结」)."""
        flat = plain(text)
        return next((one for one in (cls.VOID, cls.PENDING, cls.ANSWERED) if one.value.search(flat)), cls.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one row or page says: `fields` by label, unlabelled dates, and a state word standing alone."""

    fields: Mapping[Field, str] = field(default_factory=lambda: MappingProxyType({}))
    loose_dates: tuple[date, ...] = ()
    state: State = State.UNKNOWN

    def text(self, wanted: Field) -> str:
        """The words given for a field, empty when absent or a filler such as 「暂无」."""
        value = self.fields.get(wanted, "")
        return "" if is_empty(value) else value

    def day(self, wanted: Field, as_of: date) -> date | None:
        """The date given for a field."""
        return read_day(self.text(wanted), as_of)


def is_empty(value: str) -> bool:
    """Whether a value says only that there is none yet: blank, 「暂无」, 「待回复」, dashes."""
    return _EMPTY.match(plain(value)) is not None


def read_day(text: str, as_of: date) -> date | None:
    """The one date a value holds, None when it holds none."""
    return whole(text, as_of) or next((one.day for one in mentions(text)), None)


def role(label: str) -> Field | None:
    """Which field a bare label (head of a table, term of a list) names."""
    flat = plain(label).rstrip(":： *")
    return next((one for one in Field if _LABELS[one].fullmatch(flat)), None)


def lines(node: LexborNode) -> list[str]:
    """The text of an element as lines: blocks, cells and `<br>` end a line, headings begin a section."""
    found = [""]
    _collect(node, found)
    return [line for raw in found if (line := plain(raw))]


def _collect(node: LexborNode, found: list[str]) -> None:
    child = node.child
    while child is not None:
        if child.is_text_node:
            found[-1] += child.text_content or ""
        elif child.is_element_node and child.tag not in _BLIND:
            breaking = child.tag in _BREAKING
            if child.tag in _HEADINGS:
                found.append(_SECTION)
            if breaking:
                found.append("")
            elif found[-1]:
                found[-1] += " "
            _collect(child, found)
            if breaking:
                found.append("")
        child = child.next


def before_end(texts: Iterable[str]) -> list[str]:
    """The lines up to the first that belongs to the page rather than to the letter: 上一篇, 打印, 版权所有."""
    return list(itertools.takewhile(lambda line: _END.match(line) is None, (t for t in texts if t != _SECTION)))


def read_lines(texts: Iterable[str], as_of: date) -> Statement:
    """Read labelled values out of lines: `label：value`, or a label alone with its value on the next lines.

    Args:
        texts: lines of a row or of a page's content.
        as_of: dates without a year are the newest ones not after this day.
    """
    reader = _Reader(as_of)
    for line in (piece for text in texts for piece in _split(text)):
        reader.take(line)
    return reader.statement()


class _Reader:
    """Takes lines one after the other and remembers which label is still open."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._known: dict[Field, list[str]] = {}
        self._loose: list[date] = []
        self._state = State.UNKNOWN
        self._open: Field | None = None
        self._headings: set[Field] = set()

    def take(self, line: str) -> None:
        """Read one line."""
        if line == _SECTION or _END.match(line):
            self._open = None
            return
        one, rest = _labelled(line)
        if one is not None and not (self._open is Field.KIND and line in _KINDS):
            # 「答复情况」 above 「答复单位：… 答复内容：…」 is a heading, the label of the answer comes below it.
            heading = one in self._headings and not self._known[one]
            self._open = one if one not in self._known or heading else None
            if self._open is not None:
                self._known[one] = [rest] if rest else []
                if not line.rstrip().endswith(":"):
                    self._headings.add(one)
            if rest and self._open not in _MULTI_LINE:
                self._open = None
        elif self._open is not None:
            self._known[self._open].append(line)
            if self._open not in _MULTI_LINE:
                self._open = None
        else:
            self._unlabelled(line)

    def _unlabelled(self, line: str) -> None:
        if day := whole(line, self._as_of):
            self._loose.append(day)
            return
        found = list(mentions(line)) if len(line) < _SENTENCE else []
        self._loose += [one.day for one in found]
        for one in found:
            line = line.replace(one.written, "")
        if len(line.strip()) <= _STATE_LENGTH and self._state is State.UNKNOWN:
            self._state = State.read(line)

    def statement(self) -> Statement:
        """All that was said."""
        # A heading with further labels below it is not an empty value.
        known = {one: pieces for one, pieces in self._known.items() if pieces or one not in self._headings}
        fields = {one: tidy(" ".join(pieces)) for one, pieces in known.items()}
        state = State.read(fields[Field.STATE]) if Field.STATE in fields else self._state
        return Statement(MappingProxyType(fields), tuple(self._loose), state)


def _split(line: str) -> list[str]:
    """Cut a line before every label in it: 「标题：… 来信时间：… 答复时间：…」."""
    flat = plain(line)
    cuts = [0]
    for match in _INSIDE.finditer(flat):
        one = Field[match.lastgroup or ""]
        if match.start() > 0 and (one in _MIDWAY or len(flat) < _LONG_LINE):
            cuts.append(match.start())
    cuts.append(len(flat))
    return [piece for start, end in itertools.pairwise(cuts) if (piece := flat[start:end].strip(" |·;；[]"))]


def _labelled(line: str) -> tuple[Field | None, str]:
    for one, pattern in _AT_START.items():
        if match := pattern.match(line):
            return one, match["rest"].strip()
    if match := _DATED.match(line):
        return role(match[0]), line[match.end() :]
    return role(line) if len(line) <= _LABEL_LENGTH else None, ""
