"""Is it the page, or the challenge of a bot shield that stands before it?"""

import re
from collections.abc import Collection

# Scripts of the shields common in China answer with these and reload the page once they are content.
_CHALLENGE = re.compile(
    r"_\$[a-z0-9]{2,}\s*=|jsl_clearance|acw_sc__v2|cf-challenge|人机验证|安全验证.{0,20}滑块", re.IGNORECASE
)
_STATUSES = frozenset({202, 403, 412, 429, 503, 521})


def challenges(html: str) -> bool:
    """Whether a page's source is that of a challenge."""
    return _CHALLENGE.search(html) is not None


def may_challenge(statuses: Collection[int]) -> bool:
    """Whether shields answer with these HTTP statuses, all of them."""
    return _STATUSES.issuperset(statuses)
