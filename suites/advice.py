"""How is a defect mended? The “怎样改” of an indicator's page, for reports to carry beside what was found."""

import functools
import re
from pathlib import Path

_SUITES = Path(__file__).resolve().parent
# A paragraph of its own, or the paragraphs under a heading of that name.
_PARAGRAPH = re.compile(r"^\*\*怎样改(?:。\*\*|\*\*[：:]) *(?P<text>.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## 怎样改\n+(?P<text>.+?)(?=\n## |\Z)", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(r"\*\*|`")


@functools.cache
def advice(slug: str) -> str:
    """What the webmaster should do about an indicator's defects.

    Args:
        slug: of the indicator.

    Returns:
        Plain Chinese text without line breaks, empty when no program judges the indicator.
    """
    page = next(_SUITES.glob(f"*/{slug}.md"), None)
    if page is None:
        return ""
    prose = page.read_text(encoding="utf-8")
    found = _PARAGRAPH.search(prose) or _SECTION.search(prose)
    return "".join(_MARKUP.sub("", found["text"]).split("\n")).strip() if found else ""
