"""Which pages stand for the whole site? A deterministic draw, the same on every run of one day."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from pages.walk import Walk


class Level(Enum):
    """What kind of page the page-tag rules (国办发〔2017〕47号 附件) see."""

    HOME = "首页"
    COLUMN = "栏目页"
    ARTICLE = "内容页"


@dataclass(frozen=True, slots=True)
class SampledPage:
    """One drawn page: address, level and the name it goes by."""

    url: str
    level: Level
    name: str


def draw(walk: Walk, seed: str, count: int, opens: Callable[[str], bool]) -> tuple[SampledPage, ...]:
    """Draw `count` pages: the home page, then columns and articles in turn.

    Args:
        walk: what was read of the site.
        seed: makes the draw repeatable.
        count: pages wanted, at least 1; fewer come back when the site has fewer.
        opens: whether an address shows a page; articles that do not exist are replaced by the next drawn, because dead
            links are another row's subject.
    """
    chance = random.Random(seed)  # noqa: S311  sampling, not secrecy
    host = walk.home.url.split("/")[2]
    columns = _shuffled([(c.url, c.name) for c in walk.columns if c.url in walk.pages], host, chance)
    articles = _shuffled([(item.url, item.title) for item in walk.articles], host, chance)
    drawn = [SampledPage(walk.home.url, Level.HOME, "首页")]
    while len(drawn) < count and (columns or articles):
        for pool, level in ((columns, Level.COLUMN), (articles, Level.ARTICLE)):
            if pool and len(drawn) < count:
                url, name = pool.pop()
                if url not in {page.url for page in drawn} and (url in walk.pages or opens(url)):
                    drawn.append(SampledPage(url, level, name))
    return tuple(drawn)


def _shuffled(found: list[tuple[str, str]], host: str, chance: random.Random) -> list[tuple[str, str]]:
    own = sorted({url: name for url, name in found if url.split("/")[2] == host}.items())
    chance.shuffle(own)
    return own
