"""Which site is inspected, and what does its owner say about it?"""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, StrictBool, StrictFloat, ValidationError, model_validator

from site_configs.columns import ColumnConfig, MailboxConfig, SearchConfig, SignOnConfig
from site_configs.document import read_document
from site_configs.errors import Fault, quoted
from site_configs.fields import Part, SiteCode, Standards, Text, Url, described
from site_configs.kinds import ColumnKind
from site_configs.locating import BareUrl, SiteFile, locate, names
from site_configs.network import Crawl, Network
from site_configs.records import EvidenceEntry, Waiver
from site_configs.sentences import explain
from site_configs.urls import host_slug, registered_domain, relocated


class Site(Part):
    """One inspected site, as its owner describes it; what is left out is discovered."""

    model_config = described("网站档案：被检网站的基本情况。没有写的内容由巡检自己发现。")

    name: Text = Field(description="网站名称，与网页标签 SiteName 一致")
    url: Url = Field(description="首页完整网址")
    code: SiteCode | None = Field(
        default=None, description="网站标识码：10 位数字、bm 加 8 位数字或 N 加 9 位数字，请加引号"
    )
    kind: Literal["portal", "department"] = Field(
        default="portal", description="portal 政府门户网站；department 部门网站"
    )
    services: StrictBool = Field(
        default=True,
        description="有无对外办事服务；没有时写 false，办事服务指标不参与评分",
    )
    organiser: Text | None = Field(default=None, description="主办单位，与页脚一致")
    standards: Standards = Field(
        default=("guoban-2019-19",),
        description="采用的检查标准，可写多个",
    )
    deductions: StrictBool | None = Field(
        default=None,
        description="是否按扣分指标评分；不写则门户网站评、部门网站只查单项否决",
    )
    embedded: StrictBool = Field(
        default=False,
        description="是否为巡检自带的演示网站；只有 demo 写 true",
    )
    early_warning: Annotated[StrictFloat, Field(gt=0, lt=1)] | None = Field(
        default=None, description="预警：用去更新期限的这一部分（如 0.7）而未更新时提醒；不写则按 update_limits.yaml"
    )
    columns: tuple[ColumnConfig, ...] = Field(default=(), description="栏目；不写则自己发现")
    search: SearchConfig = Field(default=SearchConfig(), description="站内搜索")
    mailbox: MailboxConfig = Field(default=MailboxConfig(), description="信箱（信息提交）")
    sign_on: SignOnConfig = Field(default=SignOnConfig(), description="统一身份认证（一号登录）")
    network: Network = Field(default=Network(), description="网络")
    crawl: Crawl = Field(default=Crawl(), description="全站抓取")
    evidence: tuple[EvidenceEntry, ...] = Field(default=(), description="人工结论")
    waivers: tuple[Waiver, ...] = Field(default=(), description="豁免")

    _source: Path | None = PrivateAttr(default=None)
    _own_url: str | None = PrivateAttr(default=None)

    def __hash__(self) -> int:
        """Hash by name and address: equal sites have both equal, and the maps inside cannot be hashed."""
        return hash((self.name, self.url))

    @classmethod
    def load(cls, text: str) -> Self:
        """Return the site meant by a name (``demo``), a path to a YAML file, or an http(s) address.

        Raises SiteConfigError: one Chinese sentence naming file, line, key and the nearest right spelling.
        """
        found = locate(text)
        if isinstance(found, BareUrl):
            return cls(name=urlsplit(found.url).hostname or found.url, url=found.url)
        return cls._read(found)

    @classmethod
    def _read(cls, file: SiteFile) -> Self:
        document = read_document(file.path, file.shown)
        try:
            site = cls.model_validate(document.data, context={"folder": file.path.parent})
        except ValidationError as error:
            raise explain(error, cls, document) from None
        site._source = file.path  # noqa: SLF001  our own instance
        return site

    def altered(self, **parts: object) -> Self:
        """Return a checked copy with some fields replaced that keeps its source and therefore its slug.

        Raises pydantic.ValidationError when a part does not fit.
        """
        site = type(self).model_validate({**self.model_dump(), **parts})
        site._source, site._own_url = self._source, self._own_url  # noqa: SLF001  our own instance
        return site

    def moved(self, base: str) -> Self:
        """Return the site as it stands at another address for now (before it goes live): home page and all it names.

        Its results are kept apart from those of the site itself: the slug carries the other host.

        Args:
            base: absolute http(s) address of the home page there.
        """
        own = urlsplit(self.url).netloc.lower()

        def there(value: object) -> object:
            if isinstance(value, str) and urlsplit(value).scheme in {"http", "https"}:
                return relocated(value, own, base)
            if isinstance(value, dict):
                return {key: there(inner) for key, inner in value.items()}
            if isinstance(value, list | tuple):
                return [there(inner) for inner in value]
            return value

        changed = {key: there(value) for key, value in self.model_dump(exclude={"evidence", "waivers"}).items()}
        site = self.altered(**changed)
        site._own_url = self.url  # noqa: SLF001  our own instance
        return site

    @property
    def own_url(self) -> str:
        """The home page's address once the site is live: ``url`` unless it was moved."""
        return self._own_url or self.url

    @staticmethod
    def names() -> list[str]:
        """Return the names of all sites that have a file beside this module, sorted."""
        return names()

    @property
    def source(self) -> Path | None:
        """The file the site was read from; None for a bare address."""
        return self._source

    @property
    def slug(self) -> str:
        """A file-system-safe id: the file's stem, or ``host`` / ``host_port`` of a bare address."""
        if self._source is None:
            return host_slug(self.url)
        stem = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in self._source.stem)
        return f"{stem}_{host_slug(self.url)}" if self._own_url else stem

    @property
    def host(self) -> str:
        """The lower-case host name of ``url``, without port."""
        return urlsplit(self.url).hostname or ""

    @property
    def domain(self) -> str:
        """The registered domain of ``url``: ``yunting.gov.cn`` for ``www.yunting.gov.cn``."""
        return registered_domain(self.host)

    @property
    def scored(self) -> bool:
        """Whether the deduction indicators apply: as written, otherwise to portals only."""
        return self.kind == "portal" if self.deductions is None else self.deductions

    def column(self, kind: ColumnKind) -> ColumnConfig | None:
        """Return the first configured column of a kind, or None."""
        return next((column for column in self.columns if column.kind is kind), None)

    def waived(self, finding_id: str, as_of: date) -> Waiver | None:
        """Return the waiver that covers a finding on ``as_of``; of several, the one that lasts longest."""
        covering = [waiver for waiver in self.waivers if waiver.covers(finding_id, as_of)]
        return max(covering, key=lambda waiver: waiver.expires, default=None)

    def evidence_for(self, clause_id: str, as_of: date) -> EvidenceEntry | None:
        """Return the newest entry on a clause as a whole that has not expired on ``as_of``, or None."""
        whole = [entry for entry in self._evidence(clause_id, as_of) if not entry.findings]
        return max(whole, key=lambda entry: entry.on, default=None)

    def evidence_on_findings(self, clause_id: str, as_of: date) -> list[EvidenceEntry]:
        """Return the entries on single findings of a clause that have not expired on ``as_of``, oldest first."""
        named = [entry for entry in self._evidence(clause_id, as_of) if entry.findings]
        return sorted(named, key=lambda entry: entry.on)

    def _evidence(self, clause_id: str, as_of: date) -> list[EvidenceEntry]:
        return [entry for entry in self.evidence if entry.clause == clause_id and entry.valid(as_of)]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        for key in ("name", "url"):
            _refuse_repeats("columns", key, [getattr(column, key) for column in self.columns])
        _refuse_repeats("sign_on", "name", [entry.name for entry in self.sign_on.entries], "entries")
        _refuse_repeats("standards", None, list(self.standards))
        return self


def _refuse_repeats(first: str, key: str | None, values: list[str], *deeper: str) -> None:
    """Raise Fault at the first value that occurred before."""
    for number, value in enumerate(values):
        if (earlier := values.index(value)) < number:
            raise Fault(
                f"与第 {earlier + 1} 项相同：{quoted(value)}。", first, *deeper, number, *([] if key is None else [key])
            )
