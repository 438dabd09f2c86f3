"""Which link leads to a service hall, a guide or an online system, and which page is a guide?"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pages.documents import Anchor, Document, tidy
from pages.guide_elements import labelled_count
from site_configs.kinds import ColumnKind

_LABELS = 3  # labelled elements that make a page a guide wherever it lies
_FEWER_LABELS = 2  # … in the services column or on the services host
_ENTRY = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:办事服务|政务服务|网上办事|办事指南|服务指南|办事大厅|服务大厅|服务事项|在线办事|在线服务|网上服务|公共服务"
    r"|便民服务|惠民服务|一网通办|个人办事|法人办事|企业办事|个人服务|法人服务|企业服务|利企便民)"
    r"(?:网|厅|大厅|中心|平台|专区|专栏|频道|入口|栏目|事项|清单|指南|导航)?|我要办事?|办事|服务|浙里办"
)
_GUIDE_WORDS = re.compile(r"(?:办事|服务|办理|审批)指南$")
_SYSTEM = re.compile(
    r"(?:在线|网上|我要|立即|马上|预约)(?:办理|申报|申请|预约|办(?!事)|报(?!名))"
    r"|(?:进度|办件|办理进度|办理结果|结果|申报|状态|受理)查询|查(?:询)?(?:进度|办件)"
)
_SYSTEM_LENGTH = 12


def family(url: str) -> str:
    """Addresses that differ only in numbers and parameter values are of one family."""
    parts = urlsplit(url)
    path = re.sub(r"[0-9a-f]{8,}(?:-[0-9a-f]+)*|\d+", "#", parts.path, flags=re.IGNORECASE)
    keys = "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair))
    return f"{parts.netloc}{path}?{keys}"


def is_guide(document: Document, *, in_services: bool = False) -> bool:
    """Whether a page is a guide rather than a notice that also names a telephone number.

    Args:
        document: the page.
        in_services: it lies on the services host or in the services column's folder, so that fewer labels convince.
    """
    kind = ColumnKind.parse((document.meta("ColumnType") or "").strip())
    if kind not in {None, ColumnKind.SERVICES, ColumnKind.OTHER}:
        return False
    count = labelled_count(document)
    heading = document.tree.css_first("h1")
    own = tidy(heading.text()) if heading is not None else ""
    titled = any(_GUIDE_WORDS.search(text) for text in (own, re.split(r"[_\-|]", document.title)[0].strip()))
    return count >= _LABELS or (in_services and count >= _FEWER_LABELS) or (titled and count > 0)


def entry_anchors(home: Document) -> tuple[Anchor, ...]:
    """Links of a page whose words name a service hall rather than a news item."""
    return tuple(anchor for anchor in home.anchors if names_services(anchor.text))


def names_services(words: str) -> bool:
    """Whether words name a service hall, column or platform."""
    return _ENTRY.fullmatch(words.strip(" ·>»")) is not None


def spread(urls: Sequence[str]) -> list[str]:
    """The first, middle and last address of a family: what is read before it is taken for guides or not."""
    return list(dict.fromkeys((urls[0], urls[len(urls) // 2], urls[-1])))


def inside(host: str, path: str, entry: str, home: str) -> bool:
    """Whether an address lies with an entry: on its host when that is not the portal's, else in its folder."""
    parts = urlsplit(entry)
    folder = parts.path.rpartition("/")[0] + "/"
    return host == parts.netloc and (host != home or (folder != "/" and path.startswith(folder)))


def is_system(words: str) -> bool:
    """Whether the words of a link offer an online application or the query of its progress."""
    return _SYSTEM.search(words) is not None and len(words) <= _SYSTEM_LENGTH


def is_file(url: str) -> bool:
    """Whether an address names a document or a picture rather than a page."""
    return (
        re.search(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|jpe?g|png|gif)$", urlsplit(url).path, re.IGNORECASE)
        is not None
    )
