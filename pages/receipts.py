"""What did the mailbox answer? Receipt number, query code, words of success or of refusal, read out of new text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from pages.dates import plain

_SUBJECT = r"(?:受理|信件|留言|来信|查询|工单|回执|咨询|诉求|登记|办件|事项|邮件|建议)"
_NUMBER = re.compile(
    rf"(?:{_SUBJECT}的?(?:编号|编码|单号|流水号|序号|号码?)|流水号|编号|工单号)\s*(?:是|为)?\s*[:]?\s*[\"'“”【\[(<]?\s*(?P<value>[A-Za-z]{{0,12}}-?\d[A-Za-z0-9\-_]{{3,39}})"
)
_BARE_NUMBER = re.compile(r"[A-Za-z]{0,12}-?\d[A-Za-z0-9\-_]{2,39}")
_CODE = re.compile(
    r"(?:查询码|查询密码|查询口令|查阅码|取件码|信件密码|验证密码|查看密码|密码|口令)\s*(?:是|为)?\s*[:]?\s*[\"'“”【\[(<]?\s*(?P<value>[A-Za-z0-9]{4,20})"
)
_SUCCESS = re.compile(
    r"(?:提交|留言|发送|保存|受理|写信|发表|递交|投递|操作|咨询|信件|来信|登记|反映|寄信)(?:已经?|信息)?成功|(?:已经?|我们已)(?:成功)?(?:提交|收到|受理|发送|递交)"
    r"|感谢您?的?(?:来信|留言|参与|咨询|建议|反馈|支持)|(?:将|会)(?:尽快|及时)(?:处理|办理|答复|回复)|等待(?:审核|处理|回复|受理)"
)
_REFUSAL = re.compile(
    r"失败|出错|错误|异常|不能为空|不可为空|请(?:先)?(?:输入|填写|选择|勾选)|不正确|不合法|格式|过长|过短|太短|太长|少于|超时|过期|失效|非法|敏感|系统繁忙|稍后再试|未成功|无法提交|频繁|重复提交|权限|拒绝|登录|error|exception|fail|forbidden|denied",
    re.IGNORECASE,
)
_LONGEST = 200  # a longer line is a text about the form, not an answer of it
_MISSED = re.compile(
    r"(?:没有|未能?|无法)(?:查[询找]?到|找到|检索到|查询到)|未查[询到]|查无|不存在|(?:编号|查询码|密码|受理号).{0,12}(?:不正确|错误|有误|不匹配)|无(?:此|该|相关)(?:信件|信息|记录|数据)|暂无(?:数据|记录|信息)|没有(?:相关|符合|该|此)"
)


class Complaint(Enum):
    """What a refusal is about."""

    NONE = ""
    CAPTCHA = "验证码"
    LOGIN = "登录"
    THROTTLED = "频率"
    CONTACT = "联系方式"
    OTHER = "其他"


_TOPICS = (
    (Complaint.CAPTCHA, re.compile(r"验证码|校验码|附加码|captcha|滑块|滑动", re.IGNORECASE)),
    (Complaint.LOGIN, re.compile(r"登[录陆]|实名|认证")),
    (Complaint.THROTTLED, re.compile(r"频繁|稍后再|次数|间隔|重复提交")),
    (Complaint.CONTACT, re.compile(r"手机|电话|联系方式|邮箱|邮件|身份证|证件|邮编|地址|姓名|真实")),
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the mailbox answered.

    Attributes:
        number: receipt number, `code` the query code, empty when not given.
        success: words of success were shown.
        words: the line that decided it.
        complaint: what a refusal is about.
    """

    number: str = ""
    code: str = ""
    success: bool = False
    words: str = ""
    complaint: Complaint = Complaint.NONE

    @property
    def accepted(self) -> bool:
        """Whether the citizen was told that the letter arrived."""
        return self.success or bool(self.number)

    @property
    def refused(self) -> bool:
        """Whether the citizen was told that it did not."""
        return not self.accepted and self.complaint is not Complaint.NONE


def read_receipt(fresh: Sequence[str]) -> Receipt:
    """Read lines that were not on the page before sending (dialogs included).

    A receipt number or words of success win over words of refusal: pages of success repeat rules such as 「请输入」.
    """
    lines = [line for raw in fresh if (line := plain(raw))]
    joined = "\n".join(lines)
    number, code = _NUMBER.search(joined), _CODE.search(joined)
    success = next((line for line in lines if len(line) <= _LONGEST and _SUCCESS.search(line)), "")
    refusal = next((line for line in lines if len(line) <= _LONGEST and _REFUSAL.search(line)), "")
    if success or number:
        given = (number["value"] if number else "", code["value"] if code else "")
        return Receipt(*given, success=bool(success), words=success or lines[0])
    if refusal:
        topic = next((one for one, pattern in _TOPICS if pattern.search(refusal)), Complaint.OTHER)
        return Receipt(words=refusal, complaint=topic)
    return Receipt(words=lines[0] if lines else "")


def with_number(receipt: Receipt, shown: Sequence[str]) -> Receipt:
    """The receipt with the number that stands where the site file says, when one stands there.

    Args:
        receipt: as `read_receipt` understood the answer.
        shown: the lines at that place: a number, with or without a word for it.
    """
    text = "\n".join(map(plain, shown))
    found = _NUMBER.search(text)
    bare = _BARE_NUMBER.search(text)
    number = found["value"] if found else bare[0] if bare else ""
    return replace(receipt, number=number) if number else receipt


def missed(fresh: Sequence[str]) -> bool:
    """Whether the answer to a query says that there is no such letter."""
    return any(_MISSED.search(plain(line)) for line in fresh)
