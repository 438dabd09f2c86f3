"""Do sampled pages break WCAG 2.2, level A and AA, and what has a person to decide?"""

from collections.abc import Callable, Iterable

import pytest

from pages.accessibility_scan import Scans
from suites.accessibility.axe_defects import Defect, Level, candidates, scope, violations
from suites.verdict import Finding

Camera = Callable[[Iterable[Defect]], list[Finding]]


@pytest.mark.indicator("a11y_pages", 1)
def test_a11y_level_a(a11y_scans: Scans, a11y_camera: Camera, conclude: Callable[..., None]) -> None:
    conclude(a11y_camera(violations(a11y_scans, Level.A)), note=scope(a11y_scans))


@pytest.mark.indicator("a11y_pages", 2)
def test_a11y_level_aa(a11y_scans: Scans, a11y_camera: Camera, conclude: Callable[..., None]) -> None:
    conclude(a11y_camera(violations(a11y_scans, Level.AA)), note=scope(a11y_scans))


@pytest.mark.indicator("a11y_pages", 3)
def test_a11y_undecided(a11y_scans: Scans, a11y_camera: Camera, conclude: Callable[..., None]) -> None:
    conclude(a11y_camera(candidates(a11y_scans)), note=scope(a11y_scans))
