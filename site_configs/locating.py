"""Which site does the text after ``--site=`` mean: a file, a name or a web address?"""

import re
from dataclasses import dataclass
from pathlib import Path

from site_configs.errors import Fault, SiteConfigError, quoted
from site_configs.files import expanded, is_file, neighbours
from site_configs.nearest import nearest
from site_configs.urls import checked_url

FOLDER = Path(__file__).resolve().parent
_SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A site file that exists, and how sentences call it."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class BareUrl:
    """A checked web address given instead of a file."""

    url: str


def names() -> list[str]:
    """Return the names of all sites in this folder, sorted; files starting with ``_`` are not sites."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml") if not path.name.startswith(("_", ".")))


def locate(text: str) -> SiteFile | BareUrl:
    """Find what ``text`` means; raises SiteConfigError with the nearest name when it means nothing."""
    text = text.strip()
    if not text:
        raise SiteConfigError(f"没有写要检查哪个网站，应是网站名、档案文件或网址。现有网站：{_existing()}。")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:/|https?：", text) and not is_file(Path(text)):
        return given_address(text)
    if Path(text).suffix.lower() in _SUFFIXES or "/" in text or "\\" in text:
        return _file(text)
    if text in names():
        return SiteFile(FOLDER / f"{text}.yaml", f"{FOLDER.name}/{text}.yaml")
    raise SiteConfigError(f"没有名为 {quoted(text)} 的网站档案。{_guess(text)}")


def given_address(text: str) -> BareUrl:
    """Check an address given on the command line; raises SiteConfigError when it cannot be inspected."""
    try:
        return BareUrl(checked_url(text))
    except Fault as fault:
        raise SiteConfigError(f"网址{fault.message}") from None


def _file(text: str) -> SiteFile:
    path = expanded(text)
    if is_file(path):
        if path.suffix.lower() in _SUFFIXES:
            return SiteFile(path.resolve(), text)
        raise SiteConfigError(f"网站档案应是 .yaml 文件，给的是 {quoted(text)}。")
    near = nearest(path.name, [name for name in neighbours(path) if Path(name).suffix.lower() in _SUFFIXES])
    message = f"找不到网站档案文件 {quoted(text)}。"
    if near is not None:
        message += f"是否想用 '{(path.parent / near).as_posix()}'？"
    elif path.parent == Path() and path.stem in names():
        message += f"是否想用 '{path.stem}'？"
    elif _hostlike(text) and path.suffix.lower() not in _SUFFIXES:
        message += f"是否想用网址 'https://{text}'？"
    raise SiteConfigError(message)


def _guess(text: str) -> str:
    near = nearest(text, names())
    if near is not None:
        return f"是否想用 '{near}'？"
    if _hostlike(text):
        return f"是否想用网址 'https://{text}/'？"
    return f"现有网站：{_existing()}。"


def _hostlike(text: str) -> bool:
    return re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?(/|$)", text) is not None


def _existing() -> str:
    return "、".join(names()) or "（无）"
