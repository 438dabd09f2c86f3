"""Are the page tags of 国办发〔2017〕47号 (附件) there and filled? Names, values and obvious leftovers."""

import re
from dataclasses import dataclass

from pages.documents import Document
from pages.sampling import Level

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
REQUIRED = {
    Level.HOME: SITE_TAGS,
    Level.COLUMN: (*SITE_TAGS, *COLUMN_TAGS),
    Level.ARTICLE: (*SITE_TAGS, *ARTICLE_TAGS),
}
_LEFTOVER = re.compile(r"^(?:null|undefined|none|nan|待填|xxx+|test|测试)$|\$\{|\{\{|<%|%>|\{\$", re.IGNORECASE)
_PUB_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?$")


@dataclass(frozen=True, slots=True)
class TagDefect:
    """One tag that is missing or not properly set: its name and what is wrong, in Chinese without a full stop."""

    tag: str
    what: str


def defects(document: Document, level: Level, code: str | None) -> tuple[TagDefect, ...]:
    """Compare a page's tags with what its level requires.

    Seconds in PubDate and further optional tags are tolerated; an optional value is never a defect.

    Args:
        document: the page.
        level: home, column or article page.
        code: the site's 网站标识码, None when unknown.
    """
    found: list[TagDefect] = []
    for tag in REQUIRED[level]:
        value = document.meta(tag)
        if value is None:
            found.append(TagDefect(tag, "未设置"))
        elif not value:
            found.append(TagDefect(tag, "内容为空"))
        elif _LEFTOVER.search(value):
            found.append(TagDefect(tag, f"内容为模板残留“{value[:20]}”"))
        elif tag == "PubDate" and not _PUB_DATE.match(value):
            found.append(TagDefect(tag, f"格式应为 YYYY-MM-DD HH:MM，实为“{value[:30]}”"))
        elif tag == "SiteIDCode" and code and value.strip() != code:
            found.append(TagDefect(tag, f"为“{value[:20]}”，与本网站标识码 {code} 不一致"))
    return tuple(found)
