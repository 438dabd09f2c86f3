"""Are the services shown together and classified? Groups, tabs, filters and sub-columns of the pages that list them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from pages.columns import ColumnState
from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.guides import Services
from pages.items import blocks
from pages.reading import Addresses, written_by_script
from pages.regions import SIDE_HEADING, Region, Regions
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from site_configs.urls import registered_domain

LEAST_CLASSES = 2
# Themes of the national catalogue of services, and what portals call them.
_THEMES = re.compile(
    r"(?:生育收养|婚育收养|户籍(?:办理|居住|管理)|民族宗教|教育科研|教育入学|就学升学|文化教育|入伍服役|就业创业|劳动就业|设立变更|企业开办|准营准办|资质认证|职业资格"
    r"|行政缴费|婚姻(?:登记|家庭)|优待抚恤|规划建设|住房(?:保障|服务)|社会(?:保障|保险|救助)|社保|证件办理|交通(?:出行|运输)|旅游观光|出境入境|消费维权"
    r"|公共(?:安全|事业|交通)|公用事业|司法公证|法律服务|知识产权|环保绿化|生态环境|文化体育|文化旅游|医疗(?:卫生|健康|保健|保障)|卫生健康|离职退休|养老服务"
    r"|死亡殡葬|身后事|土地房产|不动产(?:登记)?|税收财务|财税服务|投资审批|融资信贷|招标拍卖|安全生产|质量技术|检验检疫|商务贸易|农林牧渔|农业农村|城市管理"
    r"|人才服务|科技创新|人力资源|破产注销|年检年审|气象水文|水务气象|资源能源|工程建设|市政公用|公安户政|民政|工商|税务|教育|医疗|就业|住房|交通|户籍|婚育|养老)(?:类|服务)?"
)
_OBJECTS = re.compile(
    r"(?:面向|我是)?(?:个人|法人|企业|自然人|公民|市民|居民|社会组织|事业单位)(?:和其他组织)?(?:办事|服务|事项|类|用户)?"
)
_FACETS = re.compile(
    r"按?(?:主题|部门|对象|服务对象|事项类型|事项性质|办理对象|生命周期|人生(?:事件|阶段|大事)|人群|行业|权力类型|服务类别|乡镇|区域)(?:分类|查询|办事|服务|导航|查找)?"
)
_LIFE = re.compile(r"(?:我要)?(?:出生|上学|入学|工作|就业|结婚|生育|买房|购房|买车|退休|养老|就医|看病|创业|出国|迁徙)")
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,18}(?:局|委员会|委|办公室|管理处|海关|消防救援支队|银行|银保监分局)")
_ORDINARY = re.compile(
    r"统计|下载|表格|查询|公示|申报|指南|咨询|预约|评价|须知|流程|常见|热线|地图|说明|平台|入口|投诉|反馈|公告|动态"
)
_WORDS = "a, button, li, span, option, label, h2, h3, h4, dt, th, td, div"
_DOORS = frozenset({"a", "button", "option", "h2", "h3", "h4", "dt"})
_LONGEST = 14
_MATTERS = {"按主题": _THEMES, "服务对象": _OBJECTS, "分类方式": _FACETS, "人生事件": _LIFE, "按部门": _DEPARTMENT}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How the services are shown.

    Attributes:
        ways: how they are classified, in Chinese, each with examples; empty when in no way that was seen.
        listings: addresses of the pages that list them.
        unseen: why a page that may classify them could not be read, None when all were.
        outside: whether they are listed on hosts of others only.
        scripted: a listing that scripts fill with something that could not be read.
    """

    ways: tuple[str, ...]
    listings: tuple[str, ...]
    unseen: Unseen | None
    outside: bool
    scripted: str


def read_catalogue(services: Services, walk: Walk, as_of: date) -> Catalogue:
    """How the services of a site are shown.

    Args:
        services: its services as found.
        walk: its columns.
        as_of: reference for dates without a year.
    """
    guides = Addresses(services.addresses)
    ways = list(_sub_columns(walk))
    for page in services.listings:
        ways += _groups(page, guides, as_of)
        ways += _facets(page, guides)
    domain = registered_domain(urlsplit(walk.home.url).hostname or "")
    own = [page for page in services.listings if registered_domain(urlsplit(page.url).hostname or "") == domain]
    scripted = (page.url for page in services.listings if written_by_script(page) and not _lists(page, guides))
    return Catalogue(
        ways=tuple(dict.fromkeys(ways)),
        listings=tuple(page.url for page in services.listings),
        unseen=_hidden(services, guides),
        outside=bool(services.listings) and not own,
        scripted=next(scripted, ""),
    )


def _hidden(services: Services, guides: Addresses) -> Unseen | None:
    """Why an entry or listing could not be read; unreadable guides classify nothing."""
    return next((one for one in services.unread if one.where not in guides), None)


def _lists(page: Document, guides: Addresses) -> bool:
    return any(anchor.url in guides for anchor in page.anchors)


def _groups(page: Document, guides: Addresses, as_of: date) -> Iterator[str]:
    """Lists of guides under headings of their own."""
    headings = dict.fromkeys(
        block.heading
        for block in blocks(page, as_of)
        if block.heading and not SIDE_HEADING.search(block.heading) and any(item.url in guides for item in block.items)
    )
    if len(headings) >= LEAST_CLASSES:
        yield f"分组列出（{_examples(headings)}）"


def _facets(page: Document, guides: Addresses) -> Iterator[str]:
    """Tabs, filters and links that name classes of one sort."""
    regions = Regions(page)
    found: dict[str, dict[str, None]] = {name: {} for name in _MATTERS}
    for node in page.tree.css(_WORDS):
        if any(child.is_element_node and child.tag not in {"i", "img", "em", "b"} for child in node.iter()):
            continue
        text = tidy(node.text()).strip("·•>»|【】[]：: ")
        matter = _matter(text)
        if not matter or (region := regions.of(node)) is Region.FRAME:
            continue
        if matter == "按部门" and node.tag not in _DOORS:
            continue  # the office in charge, written beside a service
        if region is Region.NAVIGATION and matter not in {"服务对象", "分类方式"}:
            continue
        anchor = page.anchor(node) if node.tag == "a" else None
        if anchor is None or anchor.url not in guides:
            found[matter][text] = None
    for name, words in found.items():
        if len(words) >= LEAST_CLASSES:
            yield f"{name}（{_examples(words)}）"


def _matter(text: str) -> str:
    if not 1 < len(text) <= _LONGEST:
        return ""
    return next((name for name, pattern in _MATTERS.items() if pattern.fullmatch(text)), "")


def _sub_columns(walk: Walk) -> Iterator[str]:
    """Columns below the services column that are classes of services rather than tools."""
    for column in walk.of_kind(ColumnKind.SERVICES):
        below = [child for child in walk.below(column) if child.items and child.state is not ColumnState.EMPTY]
        names = dict.fromkeys(child.name for child in below if not _ORDINARY.search(child.name))
        if len(names) >= LEAST_CLASSES:
            yield f"下级栏目（{_examples(names)}）"


def _examples(words: Iterable[str]) -> str:
    listed: Sequence[str] = list(words)
    return "、".join(listed[:3]) + ("等" if len(listed) > 3 else "")
