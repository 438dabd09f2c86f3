"""Is a mode of easier reading effective? What was measured before and after the switch, against limits kept as data."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from pages.modes import Look, Mode, Trial
from suites.standards import Clause
from suites.verdict import Verdict

LIMITS = Path(__file__).parent.parent / "mode_limits.yaml"
_ERROR = 400


class ModeLimits(BaseModel):
    """What counts as effective (mode_limits.yaml): scales as factors, sizes in pixels, contrast as a ratio."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    elder_scale: float
    elder_size: float
    contrast: float
    tools: int
    kept: float


@cache
def mode_limits() -> ModeLimits:
    """Read the limits.

    Raises:
        pydantic.ValidationError: a key is missing, unknown or no number.
    """
    return ModeLimits.model_validate(yaml.safe_load(LIMITS.read_text(encoding="utf-8")))


def award(clause: Clause, trials: Sequence[Trial]) -> Verdict:
    """The bonus, earned when both modes are there and both work (提供无障碍浏览与适老化版本且切换后有效)."""
    found = {trial.mode: shortcoming(trial) for trial in trials}
    missing = [f"{mode.word}：{why}" for mode, why in found.items() if why]
    if missing:
        return Verdict.award(clause, 0, "；".join(missing) + "。")
    told = "；".join(f"{trial.mode.word}（“{trial.label}”）{_effect(trial)}" for trial in trials)
    return Verdict.award(clause, 1, f"{told}。")


def shortcoming(trial: Trial) -> str:
    """Why a mode does not count, as a Chinese clause without full stop; empty when it is effective."""
    if trial.label is None or trial.before is None or trial.after is None:
        return "首页上没有找到切换入口"
    if trial.after.status >= _ERROR:
        return f"“{trial.label}”打开的页面返回 {trial.after.status}"
    works = is_larger if trial.mode is Mode.ELDER else _barrier_free_works
    seen = [look for look in (trial.after, trial.enlarged) if look is not None]
    effective = [look for look in seen if works(trial.before, look)]
    if not effective:
        return f"按下“{trial.label}”后没有看到效果（{_effect(trial)}）"
    if trial.kept is not None and not is_kept(trial.before, effective[0], trial.kept):
        return f"按下“{trial.label}”后打开其他页面即失效"
    return ""


def is_larger(before: Look, after: Look) -> bool:
    """Whether the text has grown as much as a mode for elders should make it."""
    limits = mode_limits()
    grown = after.size >= before.size * limits.elder_scale
    return grown or (after.size >= limits.elder_size and after.size > before.size)


def _barrier_free_works(before: Look, after: Look) -> bool:
    limits = mode_limits()
    sharper = after.contrast >= limits.contrast and after.contrast > before.contrast and after.style != before.style
    equipped = len(set(after.tools) - set(before.tools)) >= limits.tools
    return sharper or equipped or is_larger(before, after)


def is_kept(before: Look, after: Look, elsewhere: Look) -> bool:
    """Whether what a mode changed from `before` to `after` is there on another page, too."""
    limits = mode_limits()
    if after.size > before.size:
        return elsewhere.size >= after.size * limits.kept
    sharp = after.contrast >= limits.contrast and elsewhere.contrast >= after.contrast * limits.kept
    return sharp or elsewhere.style == after.style or bool(set(after.tools) & set(elsewhere.tools))


def _effect(trial: Trial) -> str:
    before, after = trial.before, trial.enlarged or trial.after
    if before is None or after is None:
        return "没有效果"
    told = [
        f"正文字号 {before.size:.0f} → {after.size:.0f} 像素",
        f"对比度 {before.contrast:.1f} → {after.contrast:.1f}",
    ]
    tools = [tool for tool in after.tools if tool not in before.tools]
    return "，".join([*told, *([f"出现工具 {'、'.join(tools[:4])}"] if tools else [])])
