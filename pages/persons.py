"""Is this the name of a person, and which post stands beside it?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# 《百家姓》 surnames in common use; those that mostly begin other words (安、方、高、金、文…) count as well, because a
# name is only looked for where leaders are listed, and the words below are known not to be names.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温庞殷耿章鲁倪葛牛尤俞毕聂焦柳詹左柴梅莘岳齐古季乔庄包祝凌翟"
    "樊符欧甘游盛房翁项宁冷车路易屈简饶盖穆纪阎巩单管艾牟祁裴申闵祖米宫屠娄苗褚司辛靳景束霍虞柯阮桂支卜成苟伍鲍靖萧涂关骆连解栾蓝晏"
    "苍仇查诸荆桑郁佟谷冉边姬党黎栗刁池敖原时佘劳鄢应占费闻隋尚植明涛师阳傅楼裘冼麦麻侬拉巴扎次旦"
)
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|令狐|慕容|夏侯|东方|公孙|端木"
_NO_NAMES = re.compile(
    r"^(?:简历|常委|常务|成员|方案|文件|文化|安全|高新|高效|金融|时间|时政|时事|计划|项目|任免|任职|任前|史志|程序|成果|成就|应急|应聘|应知|关于|关注|关闭|白皮书"
    r"|解读|单位|管理|管委|党建|党组|党委|党务|党风|党群|明细|连接|查询|查看|查找|原文|原因|边境|万元|马上|路线|江苏|江西|武装|武警|司法|成立|费用|劳动|劳务|尚未|温馨|易地|时讯"
    r"|.{1,2}[区市县镇乡村路街州省局厅]|国家|汪洋|游客|单项|关怀|盛会|解决|支持|支部|包括|包村|阳光|师资|路灯|高级|高校|章程|严格|严重|万人|向上|左右|宁夏|牛年|雷达|甘肃|贵州|应对|应用|管辖|项下|黄河|长江|田园|余额|符合|原则|农业|石油|金额|白天"
    r"|.{0,2}(?:信息|领导|分工|工作|简介|新闻|动态|之窗|活动|讲话|照片|职责|机构|公开|政府|公告|通知|报告|会议|委员|主任|书记|[市县区局厅处镇乡]长))$"
)
NAME = (
    rf"(?:(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    r"|[\u4e00-\u9fff]{2,6}[·•・][\u4e00-\u9fff]{2,8})"
)
SHORT_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]"
POST = (
    r"(?:[\u4e00-\u9fff]{0,14}?(?:书记|[省市州盟县区旗镇乡局厅部处科司院所校行关团站队]长|主任|秘书长|主席|委员|常委|组长|成员|调研员|巡视员|专员|参事|顾问|督学"
    r"|总(?:工程师|经济师|会计师|规划师|农艺师)))"
)
POSTS = rf"{POST}(?:[、，,\s]{{1,2}}{POST})*"
_SEPARATOR = r"[\s:：,，、—\-]*"
_ALONE = re.compile(rf"^(?P<name>{NAME})(?:同志|照片|简历|个人简介)?$")
_AFTER = re.compile(rf"^(?P<post>{POSTS}){_SEPARATOR}(?P<name>{NAME})$")
_BEFORE = re.compile(rf"^(?P<name>{NAME})(?:[\s:：,，、(（—\-]+)(?P<post>{POSTS})[)）]?$")
_LABELLED = re.compile(rf"^姓名{_SEPARATOR}(?P<name>{NAME})$")
_APART = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Person:
    """A name with the post that stands beside it (empty when none does)."""

    name: str
    post: str = ""


def person_in(text: str) -> Person | None:
    """The person a short text consists of: 「林守正」「林 守正」「市长：林守正」「林守正（市长）」, else None."""
    flat = text.strip().strip("·|>»")
    if not 2 <= len(flat) <= 48:
        return None
    for pattern in (_ALONE, _LABELLED, _AFTER, _BEFORE):
        for spelt in (flat, _APART.sub("", flat)):
            match = pattern.match(spelt)
            if match and not _NO_NAMES.match(match["name"]):
                return Person(match["name"], match.groupdict().get("post") or "")
    return None


def introduced(text: str) -> Iterator[str]:
    """Names with which a résumé begins: 「林守正，男，汉族…」."""
    for match in re.finditer(rf"(?:^|[\s。：:])(?P<name>{NAME})[，,]\s*(?:男|女)[，,]", text):
        yield match["name"]
