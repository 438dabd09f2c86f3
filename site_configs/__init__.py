"""Who is inspected: ``Site.load("demo" | path | address)``."""

from site_configs.columns import ColumnConfig, EntryConfig, MailboxConfig, SearchConfig, SignOnConfig
from site_configs.errors import SiteConfigError
from site_configs.kinds import ColumnKind
from site_configs.network import NOTFOUND, Crawl, Network
from site_configs.records import EvidenceEntry, Waiver
from site_configs.site import Site
from site_configs.urls import registered_domain

__all__ = [
    "NOTFOUND",
    "ColumnConfig",
    "ColumnKind",
    "Crawl",
    "EntryConfig",
    "EvidenceEntry",
    "MailboxConfig",
    "Network",
    "SearchConfig",
    "SignOnConfig",
    "Site",
    "SiteConfigError",
    "Waiver",
    "registered_domain",
]
