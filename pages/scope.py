"""Which addresses belong to the crawl? Own hosts, their robots.txt, exclusions and traps; how hosts say no."""

import asyncio
from fnmatch import fnmatchcase
from urllib.parse import urljoin, urlsplit

from protego import Protego

from pages.fetching import Fetcher
from pages.frontier import Frontier
from pages.not_found import NotFoundBaseline, NotFoundPages
from pages.traps import Traps
from site_configs import Site, registered_domain

# The word a robots.txt addresses us by (RFC 9309, 2.2.1: the product token of the User-Agent).
ROBOT = "Xunjian"
ROBOTS = "robots.txt 不允许"
_EXCLUDED = "网站档案写明不抓取"
_OUTSIDE_UNWANTED = "网站档案写明不检查站外链接"
_MOST_ROBOTS = 512 * 1024


class Scope:
    """What one crawl follows, asks once, or leaves alone.

    Args:
        site: whose hosts count as own; limits, robots and exclusions from `site.crawl`.
        fetcher: asks for robots.txt and for pages that cannot exist.
        frontier: of the crawl; the addresses a started one follows count towards the traps.
    """

    def __init__(self, site: Site, fetcher: Fetcher, frontier: Frontier) -> None:
        self._limits = site.crawl
        self._fetcher = fetcher
        self._hosts = own_hosts(site)
        self._robots: dict[str, Protego | None] = {}
        self._not_found = NotFoundPages(fetcher)
        self._learning = asyncio.Lock()
        self._traps = Traps()
        for address in frontier.followed():
            self._traps.reason(address, 0)
        obeyed = self._limits.robots == "obey"
        frontier.note("robots", "遵守 robots.txt" if obeyed else "按网站档案不理会 robots.txt")

    def owns(self, address: str) -> bool:
        """Whether an absolute address is on the site's own hosts."""
        return address.split("/", 3)[2] in self._hosts

    def reason(self, address: str, depth: int, *, own: bool) -> str | None:
        """Chinese words for why a new address is not asked for, None when it is."""
        if not own:
            return None if self._limits.home_links_external else _OUTSIDE_UNWANTED
        if self._robots and not self._allows(address):
            return ROBOTS
        if any(fnmatchcase(address, pattern) for pattern in self._limits.exclude):
            return _EXCLUDED
        return self._traps.reason(address, depth)

    async def disallowed(self, address: str, home: str) -> str | None:
        """Learn about the host of an own address when it is new, and say why it is not asked for after all."""
        if address.split("/", 3)[2] in self._robots:
            return None
        await self.learn(address, home)
        return None if self._allows(address) else ROBOTS

    async def learn(self, address: str, home: str) -> None:
        """Ask the host of an address, once, for its robots.txt and for two pages that cannot exist.

        Args:
            address: any address of the host.
            home: the site's home page.
        """
        async with self._learning:
            host = urlsplit(address).netloc
            if host in self._robots:
                return
            robots, _ = await asyncio.gather(
                self._fetcher.ask(urljoin(address, "/robots.txt"), max_body=_MOST_ROBOTS),
                self._not_found.learn(address, home),
            )
            usable = robots.ok and "html" not in robots.content_type and self._limits.robots == "obey"
            self._robots[host] = Protego.parse(robots.text.removeprefix("\ufeff")) if usable else None

    def baseline(self, address: str) -> NotFoundBaseline | None:
        """How the host of an address says that a page does not exist, None when nobody asked it."""
        return self._not_found.baseline(address)

    def _allows(self, address: str) -> bool:
        rules = self._robots.get(address.split("/", 3)[2])
        return rules is None or rules.can_fetch(address, ROBOT)


def own_hosts(site: Site) -> frozenset[str]:
    """Hosts (with port when written) that count as the site itself: with and without www, and those the file adds."""
    host = urlsplit(site.url).netloc.lower()
    twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    return frozenset((host, twin, *(name.lower() for name in site.crawl.include_hosts)))


def own_domains(site: Site) -> tuple[str, ...]:
    """Registered domains (without port) of the site's own hosts."""
    hosts = {urlsplit(f"//{netloc}").hostname or "" for netloc in own_hosts(site)}
    return tuple(sorted({registered_domain(host) for host in hosts if host}))
