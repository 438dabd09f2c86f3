"""What kind of column is this? Judged by name, ColumnType tag, address and the column above it."""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from site_configs.kinds import ColumnKind


class Confidence(Enum):
    """How sure the kind is, from certain to guessed; `value` orders them."""

    CONFIGURED = 4
    AGREED = 3
    NAMED = 2
    TAGGED = 1
    GUESSED = 0

    @property
    def firm(self) -> bool:
        """Whether a deduction may rest on it."""
        return self is not Confidence.GUESSED


@dataclass(frozen=True, slots=True)
class Classified:
    """A kind and how sure it is."""

    kind: ColumnKind
    confidence: Confidence


K = ColumnKind
# In order: the first expression found in the name decides, so narrow names stand before wide ones.
_NAMES: tuple[tuple[str, ColumnKind], ...] = (
    (r"历史|往届|往期|归档|存档|旧版|已结束", K.OTHER),
    (r"信息公开指南|公开指南", K.GUIDE),
    (r"年度?报告?$|工作年度报[告表]|公开年报", K.ANNUAL_REPORT),
    (r"依申请|依法申请", K.REQUEST),
    (r"信息公开目录|公开目录|主动公开|法定主动|政务公开$|信息公开$|政府信息公开|公开制度|政府公报|公报", K.DISCLOSURE),
    (r"专题|专栏", K.SPECIAL),
    (r"信箱|来信|信件|留言|咨询|投诉|建言|写信|互动交流|政民互动|公众参与|智能问答|举报", K.LETTERS),
    (r"征集|调查|听证", K.SURVEYS),
    (r"访谈", K.INTERVIEWS),
    (r"解读|图解|一图读懂", K.INTERPRETATION),
    (r"回应|新闻发布|辟谣|舆情", K.RESPONSE),
    (r"人事|任免|招考|招聘|招录|公务员", K.PERSONNEL),
    (r"采购|招投?标|中标|拍卖|挂牌|交易", K.OTHER),
    (r"财政|预算|决算|三公|专项资金|收费", K.FINANCE),
    (r"数据开放|开放数据|公共数据", K.OPEN_DATA),
    (r"办事统计|办件统计", K.SERVICES),
    (r"统计|数据发布|经济运行|政府数据|数据$", K.STATISTICS),
    (r"领导(?:活动|动态|调研)|活动报道", K.NEWS),
    (r"领导(?:讲话|批示|小组)|重要讲话", K.OTHER),
    (r"领导|负责人|[市县区州省镇乡局厅]长(?:之窗|专栏|介绍)?$", K.LEADERS),
    (r"机构职能|机构设置|机构概况|内设机构|机构信息|组织机构|部门职[能责]|机构简介|职能", K.FUNCTIONS),
    (r"概况|概览|走进|简介|历史沿革|[市县区州省镇乡]情$|地理|人文", K.OVERVIEW),
    (r"办事|服务事项|政务服务|便民|服务大厅|服务指南|在线服务|网上服务", K.SERVICES),
    (r"通知|公告|公示|通告", K.NOTICES),
    (r"政策|文件", K.POLICIES),
    (r"法律|法规|规章|政府令", K.OTHER),  # may rightly stand still for years
    (r"规划|计划|自查", K.OTHER),
    (r"要闻|动态|新闻|快讯|时政|政务信息|工作信息|信息传真", K.NEWS),
)
_URLS: tuple[tuple[str, ColumnKind], ...] = (
    (r"zt(?:zl|bd)?|zhuanti\w*|special", K.SPECIAL),
    (r"\w*yw|yaowen|\w*xwzx|xwdt|\w*xw|gzdt|bmdt|xqdt|zwdt|dongtai|news", K.NEWS),
    (r"tzgg|gsgg|gggs|gonggao|notices?", K.NOTICES),
    (r"zcwj|zfwj|gfxwj|xzgfxwj|fggw|zcfg|policy|policies", K.POLICIES),
    (r"zcjd|jiedu", K.INTERPRETATION),
    (r"rsxx|rsrm|renshi", K.PERSONNEL),
    (r"czzj|czyjs|czxx|caizheng", K.FINANCE),
    (r"tjsj|tjxx|sjfb|tongji", K.STATISTICS),
    (r"hygq|hyzq|huiying", K.RESPONSE),
    (r"xjxd|lyxd|xinxiang|mailbox", K.LETTERS),
    (r"zjdc|yjzj|wsdc", K.SURVEYS),
    (r"zxft|fangtan", K.INTERVIEWS),
    (r"jgzn|jgsz|jigou", K.FUNCTIONS),
    (r"ldxx|ldzc|ldjs|lingdao", K.LEADERS),
)


def by_name(name: str) -> ColumnKind | None:
    """The kind a column's name says, None when it says none."""
    exact = ColumnKind.parse(name)
    return exact or next((kind for words, kind in _NAMES if re.search(words, name)), None)


def by_tag(column_type: str | None) -> ColumnKind | None:
    """The kind the ColumnType tag says; 「首页」, templates and unknown words say none."""
    if not column_type:
        return None
    return ColumnKind.parse(column_type.strip()) or next(
        (kind for kind in ColumnKind for word in (kind.label, *kind.synonyms) if word in column_type), None
    )


def by_url(url: str) -> ColumnKind | None:
    """The kind the last folder of an address suggests (汉语拼音 abbreviations most portals share)."""
    folders = [part.lower() for part in urlsplit(url).path.split("/") if part and "." not in part]
    if not folders:
        return None
    if any(re.fullmatch(_URLS[0][0], folder) for folder in folders):
        return ColumnKind.SPECIAL
    return next((kind for words, kind in _URLS if re.fullmatch(words, folders[-1])), None)


def classify(name: str, url: str, column_type: str | None = None, above: ColumnKind | None = None) -> Classified:
    """The most likely kind of a column.

    Args:
        name: as shown in the navigation.
        url: its first page.
        column_type: content of the ColumnType tag, None when absent or known to be the template's constant.
        above: kind of the column it belongs to; everything below a special-topic column is special.

    Returns:
        The kind with its confidence: AGREED name and tag say the same, NAMED the name alone, TAGGED the tag alone,
        GUESSED address or parent alone.
    """
    if above is ColumnKind.SPECIAL:
        return Classified(ColumnKind.SPECIAL, Confidence.NAMED)
    named, tagged = by_name(name), by_tag(column_type)
    if named is not None:
        return Classified(named, Confidence.AGREED if named is tagged else Confidence.NAMED)
    if tagged is not None:
        return Classified(tagged, Confidence.TAGGED)
    addressed = by_url(url)
    if addressed is not None:
        return Classified(addressed, Confidence.GUESSED)
    if above in {ColumnKind.NEWS, ColumnKind.NOTICES, ColumnKind.POLICIES, ColumnKind.INTERPRETATION}:
        return Classified(above, Confidence.GUESSED)
    return Classified(ColumnKind.OTHER, Confidence.GUESSED)
