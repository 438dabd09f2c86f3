"""Which kinds of column does the inspection tell apart?"""

from enum import StrEnum
from typing import Self


class ColumnKind(StrEnum):
    """A kind of column; ``.value`` is the English id, ``.label`` the Chinese name.

    The further words of each member are the ColumnType values of 国办发〔2017〕47号 附件 and common column names
    that mean the same kind.
    """

    label: str
    synonyms: tuple[str, ...]

    def __new__(cls, value: str, label: str, *synonyms: str) -> Self:
        """Make a member whose string value is the English id."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.synonyms = synonyms
        return member

    NEWS = "news", "动态要闻", "工作动态", "要闻动态"
    NOTICES = "notices", "通知公告", "公示公告"
    POLICIES = "policies", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    OVERVIEW = "overview", "概况信息"
    FUNCTIONS = "functions", "机构职能"
    LEADERS = "leaders", "领导信息", "负责人信息"
    PERSONNEL = "personnel", "人事信息"
    FINANCE = "finance", "财政资金"
    STATISTICS = "statistics", "数据发布"
    OPEN_DATA = "open_data", "数据开放"
    DISCLOSURE = "disclosure", "信息公开目录"
    GUIDE = "guide", "信息公开指南"
    ANNUAL_REPORT = "annual_report", "信息公开年报"
    REQUEST = "request", "依申请公开", "依法申请公开"
    SERVICES = "services", "办事服务"
    LETTERS = "letters", "互动交流", "信箱", "互动交流/信箱", "咨询投诉"
    SURVEYS = "surveys", "征集调查"
    INTERVIEWS = "interviews", "在线访谈"
    RESPONSE = "response", "回应关切"
    SPECIAL = "special", "专题专栏"
    OTHER = "other", "其他"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the kind whose id, Chinese name or synonym is exactly ``text``, else None."""
        return next((kind for kind in cls if text in (kind.value, kind.label, *kind.synonyms)), None)

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """Return every id, then every Chinese name: what a site file may contain."""
        return (*(kind.value for kind in cls), *(kind.label for kind in cls))
