"""What may set-up do to this machine, and how does it tell the user?"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETUP = ROOT / ".setup"
MINUTE = 60
TOPIC_COLUMNS = 11
UNATTENDED = {"DEBIAN_FRONTEND": "noninteractive"}


class SetupError(Exception):
    """Something essential is missing and could not be installed; the message is Chinese and says what to do."""


def say(topic: str, text: str) -> None:
    """Write one line for the user, at once, so that a long step is announced before it begins."""
    # A Han character is two columns wide on a terminal.
    width = sum(1 if character.isascii() else 2 for character in topic)
    sys.stdout.write(f"{topic}{' ' * (TOPIC_COLUMNS - width)}{text}\n")
    sys.stdout.flush()


def run(*command: str | Path, minutes: float = 10, environment: Mapping[str, str] | None = None) -> str | None:
    """Run a command quietly; return None when it succeeds, else the last lines of what it printed."""
    try:
        done = subprocess.run(  # noqa: S603 - the commands are this file's own
            [str(part) for part in command],
            cwd=SETUP if Path(command[0]).stem == "npm" else ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=minutes * MINUTE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{minutes:g} 分钟内没有完成"
    except OSError as problem:
        return str(problem)
    return None if done.returncode == 0 else tail(done.stdout) or f"退出码 {done.returncode}"


def tail(output: str, lines: int = 4) -> str:
    """Return the last lines that say something, indented to stand under our own."""
    framing = " │╔╗╚╝═║╭╮╰╯─"
    lines_of_code = ("at ", 'File "')
    telling = [
        line.rstrip()
        for line in output.splitlines()
        if line.strip(framing) and not line.strip(framing).startswith(lines_of_code)
    ]
    return "\n".join(f"    {line[:160]}" for line in telling[-lines:])


class Apt:
    """Debian's package manager, when we may use it."""

    def __init__(self, allowed: bool) -> None:
        """`allowed` is False when the user does not want system packages to be touched."""
        self.present = sys.platform == "linux" and shutil.which("apt-get") is not None
        self.usable = allowed and self.present and os.geteuid() == 0
        self._refreshed = False

    def install(self, *packages: str) -> str | None:
        """Install packages; return None when that worked, else the last lines of the output."""
        # Several jobs on one machine share one dpkg lock: wait for it rather than fail.
        apt = ("apt-get", "-o", "DPkg::Lock::Timeout=300")
        if not self._refreshed:
            run(*apt, "update", environment=UNATTENDED)
            self._refreshed = True
        return run(*apt, "install", "-y", "--no-install-recommends", *packages, minutes=30, environment=UNATTENDED)


def read(path: Path) -> str:
    """Return a text file's content, or nothing when it is not there."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""
