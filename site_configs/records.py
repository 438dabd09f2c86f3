"""Which human conclusions and exemptions does a site file carry, and until when?"""

from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from site_configs.errors import Fault, quoted
from site_configs.fields import ClauseId, Day, FindingId, LocalFile, Note, Part, Text, described


class EvidenceEntry(Part):
    """A person's conclusion on a clause that no program can judge alone, or on some of the candidates found for it."""

    model_config = described("人工结论：程序不能独自判定的条款，由谁在何时确认，到何时为止。")

    clause: ClauseId = Field(description="条款编号，例如 safety_incident.6")
    findings: tuple[FindingId, ...] = Field(
        default=(), description="只确认这些线索（问题编号，见报告）；不写则是对整条的结论"
    )
    conclusion: Literal["合格", "不合格", "不适用"] = Field(description="人工结论")
    by: Text = Field(description="确认人或单位")
    on: Day = Field(description="确认日期")
    expires: Day = Field(description="有效期至（含当日）")
    file: LocalFile | None = Field(default=None, description="佐证文件，相对路径从本文件所在文件夹算起")
    note: Note | None = Field(default=None, description="说明")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.expires < self.on:
            raise Fault(f"（{self.expires}）早于确认日期（{self.on}）。", "expires")
        return self

    def valid(self, as_of: date) -> bool:
        """Tell whether the entry still counts on ``as_of`` (its last day included)."""
        return as_of <= self.expires


def _specific(text: str) -> str:
    if not text.strip("*?[]! "):
        raise Fault(f"不能写 {quoted(text)}：这会豁免所有问题，请写问题编号。")
    return text


class Waiver(Part):
    """An approved, dated exemption of one finding or of findings matching a glob."""

    model_config = described("豁免：经批准在一段时间内不计的问题。")

    finding: Annotated[Text, AfterValidator(_specific)] = Field(description="问题编号，见报告；可用 * 代表任意字符")
    reason: Note = Field(description="理由")
    approver: Text = Field(description="批准人")
    expires: Day = Field(description="有效期至（含当日）")

    def covers(self, finding_id: str, as_of: date) -> bool:
        """Tell whether the waiver applies to the finding on ``as_of`` (its last day included)."""
        return as_of <= self.expires and fnmatchcase(finding_id, self.finding)
