"""Which axe-core is used? A file somebody names, the pinned npm package, or the one axe-playwright-python brings."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

ENVIRONMENT_VARIABLE = "XUNJIAN_AXE"
PINNED = Path(__file__).resolve().parent.parent / ".setup" / "node_modules" / "axe-core" / "axe.min.js"
BUNDLED = "bundled"
_VERSION = re.compile(r"axe v(\d+\.\d+\.\d+\S*)")


class AxeFileError(ValueError):
    """The axe-core that was asked for is not there or is no axe-core; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class AxeScript:
    """One axe-core.

    Attributes:
        version: as the file states it; `source` where it is from, in Chinese.
        text: the script.
    """

    version: str
    source: str
    text: str

    @property
    def name(self) -> str:
        """What reports call it."""
        return f"axe-core {self.version}（{self.source}）"


def find_axe(wanted: str | None = None) -> AxeScript:
    """The axe-core to use.

    Args:
        wanted: path of a file, or `bundled`; None: the environment variable XUNJIAN_AXE, else the package pinned in
            `.setup/package.json` when it is installed (it is newer and twice as fast), else the bundled one.

    Raises:
        AxeFileError: the file cannot be read or is no axe-core.
    """
    wanted = wanted or os.environ.get(ENVIRONMENT_VARIABLE) or (str(PINNED) if PINNED.is_file() else BUNDLED)
    if wanted == BUNDLED:
        return _made(Axe().axe_script, "axe-playwright-python 自带", BUNDLED)
    try:
        text = Path(wanted).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = f"读不到 axe-core 文件：{wanted}"
        raise AxeFileError(message) from None
    return _made(text, "npm 固定版本" if wanted == str(PINNED) else "指定文件", wanted)


def _made(text: str, source: str, place: str) -> AxeScript:
    version = _VERSION.search(text[:2000])
    if version is None:
        message = f"不是 axe-core 的文件：{place}"
        raise AxeFileError(message)
    return AxeScript(version[1], source, text)
