"""What does a command of ``python -m reports`` look like? A name, one or two lines of usage, and a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.folders import LATEST, find_run
from reports.inspection import Inspection
from reports.ledger import read

FAILED, USAGE = 1, 4


class WrongUsageError(ValueError):
    """A command was not called as it should be; str() is empty or one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        arguments: how its arguments are shown, for example "[检查结果]".
        explained: what it does, one Chinese sentence without 。.
        run: takes the arguments after the name and returns the exit code: 0, or 1 when it could not be done.
    """

    name: str
    arguments: str
    explained: str
    run: Callable[[list[str]], int]


def usage(commands: Iterable[Command]) -> str:
    """The text that explains all commands."""
    lines = ["用法："]
    for one in commands:
        lines += [f"  python -m reports {one.name} {one.arguments}".rstrip(), f"      {one.explained}"]
    lines.append("检查结果可写：运行文件夹、网站名（其最近一次）、“网站名/时间”、latest（默认，所有网站中最近一次）")
    return "\n".join(lines) + "\n"


def option(arguments: list[str], name: str) -> str | None:
    """Take an option with its value out of the arguments; None when it is not there.

    Raises:
        WrongUsageError: it stands there without a value, or twice.
    """
    if name not in arguments:
        return None
    place = arguments.index(name)
    if place + 1 == len(arguments) or arguments.count(name) > 1:
        raise WrongUsageError(f"{name} 后面要写一个值，且只能写一次。")
    value = arguments[place + 1]
    del arguments[place : place + 2]
    return value


def flag(arguments: list[str], name: str) -> bool:
    """Take a word out of the arguments and tell whether it was there."""
    there = name in arguments
    arguments[:] = [one for one in arguments if one != name]
    return there


def asked(arguments: list[str]) -> Inspection:
    """The run the arguments name, the newest of all sites when they name none.

    Raises:
        WrongUsageError: there is more among them than a run.
        RunNotFoundError: no run is called that.
        LedgerError: its ledger cannot be read.
    """
    return read(find_run((only(arguments) or [LATEST])[0]))


def only(arguments: list[str], most: int = 1) -> list[str]:
    """The arguments, when there are no more than `most` and none looks like an option.

    Raises:
        WrongUsageError: there are more, or an option is none of this command's.
    """
    unknown = [one for one in arguments if one.startswith("--")]
    if unknown:
        raise WrongUsageError(f"不认识 {unknown[0]}。")
    if len(arguments) > most:
        raise WrongUsageError(f"多写了 {'、'.join(arguments[most:])}。")
    return arguments
