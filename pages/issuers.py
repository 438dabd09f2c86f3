"""Whose document is this: issued here, or by a higher authority and only reprinted? And which number has it?"""

import re

from pages.document_names import Number, numbers
from pages.documents import Document
from pages.regions import content_text

_NUMBER_LABEL = re.compile(r"(?:发文字号|公文字号|文件编号|发文文号|文\s?号|字\s?号)\s?[:：]?\s?")
_ISSUER_LABEL = re.compile(
    r"(?:发文机[关构]|发文单位|制发机关|制定机关|发布机构|发布机关|公开主体)\s?[:：]?\s?(?P<name>[\u4e00-\u9fff、]{2,40})"
)
_HEAD = 1500
_NEAR = 40
_ABOVE_TITLE = re.compile(r"国务院|国家(?!级|高新|森林|公园)|全国人|中共中央|中央|中华人民共和国|最高人民|转发|转载")
_PROVINCE_TITLE = re.compile(r"(?:省|自治区)(?:人民政府|政府|委|人大|[\u4e00-\u9fff]{1,6}[厅局])")
_ABOVE_NUMBER = re.compile(r"^(?:国|中)(?:发|办|函|令|税|土|卫|医|能|标|市监)|^国务院|^中共")
_PROVINCE_NUMBER = re.compile(
    r"^[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔贵滇云藏陕甘陇青蒙桂宁新](?:政|府)(?:发|办|函|令|字|规)"
)
_PROVINCIAL_SITE = re.compile(r"省|自治区|^(?:北京|天津|上海|重庆)市")
ROUTINE = re.compile(
    r"任免|任职|免职|免去|任命|表彰|表扬|通报|批复|(?:成立|调整).{0,30}(?:小组|指挥部|委员会|成员|分工)|工作分工|会议|公示|讲话|放假"
)


def own_number(document: Document) -> Number | None:
    """The number a document gives itself: the labelled one, else the first in the head of the page."""
    text = document.text
    label = _NUMBER_LABEL.search(text)
    if label is not None and (found := numbers(text[label.end() : label.end() + _NEAR])):
        return found[0]
    return next(iter(numbers(content_text(document)[:_HEAD])), None)


def issuer(document: Document) -> str:
    """Who issued a document, as its head says; empty when it does not."""
    match = _ISSUER_LABEL.search(document.text)
    return match["name"] if match else ""


def issued_above(title: str, number: Number | None, issued_by: str, site_name: str) -> bool:
    """Whether a document comes from a higher authority and is only reprinted or forwarded here.

    Args:
        title: of the document.
        number: its number, None when unknown.
        issued_by: who issued it as the page says, may be empty.
        site_name: name of the site, empty when unknown; what a province issues is its own on a provincial site.
    """
    provincial = _PROVINCIAL_SITE.search(site_name) is not None
    words = f"{title} {issued_by}"
    if _ABOVE_TITLE.search(words) or (number is not None and _ABOVE_NUMBER.search(number.letters)):
        return True
    if provincial:
        return False
    # 云政发 may be 云南省 or a city with the same short name: only the name of the site tells.
    other = number is not None and bool(site_name) and number.letters[0] not in site_name
    by_number = other and number is not None and _PROVINCE_NUMBER.search(number.letters) is not None
    return by_number or _PROVINCE_TITLE.search(words) is not None
