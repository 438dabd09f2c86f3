"""Which targets are too small and too near to another, and what is measured of them in a browser?"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fixtures.samples import DEFAULT_AS_OF
from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.click_targets import Target, TargetPage, read_targets
from pages.devices import PHONE
from suites.accessibility.touching import judge_targets
from suites.selftest.rude_server import RudeServer, page
from suites.standards import Rulebook

SIZE = 24
_STYLE = "<style>body{margin:0}p{margin:0 0 60px}a,span{display:inline-block}.box{width:20px;height:20px}</style>"
SHOWN = f"""<!DOCTYPE html><meta name=viewport content="width=device-width">{_STYLE}
<p><a id=box class=box href=/1></a></p>
<p><a id=picture href=/2 style="display:inline"><img src=/none width=50 height=40 style="display:inline-block"></a></p>
<p><a id=framed class=box href=/3 style="position:relative"></a></p>
<style>#framed::after{{content:"";position:absolute;inset:-10px}}</style>
<p>先看<a id=inline href=/4 style="display:inline">通知</a>再办</p>
<p><a id=alone href=/5 style="display:inline">通知</a></p>
<p><input id=native type=checkbox><input id=shrunk type=checkbox style="width:9px;height:9px"></p>
<p><label id=words style="padding:9px"><input id=labelled type=checkbox> 我已经阅读并且同意</label></p>
<p onclick="1" id=outer><a id=nested href=/6>第一条</a></p>
<p><a id=hidden href=/7 style="visibility:hidden">藏</a><button id=off disabled>停用</button>
<a id=through href=/8 style="pointer-events:none">不能按</a></p>
<p style="width:90px"><a id=broken href=/9 style="display:inline">云汀市人民政府办公室文件</a></p>
<p style="width:100px;height:20px;overflow:hidden"><a id=cut class=box href=/10 style="width:200px"></a></p>
<p style="width:100px;height:20px;overflow:hidden"><a id=away class=box href=/11 style="margin-left:95px"></a></p>
<a id=fixed class=box href=/12 style="position:fixed;left:40px;top:30px"></a>"""


def _target(left: float, top: float, width: float = SIZE, height: float = SIZE, number: int = 0) -> Target:
    where = f"#a{number}"
    return Target(
        at=where,
        pattern="a",
        text="一",
        href=f"http://a/{number}",
        left=left,
        top=top,
        width=width,
        height=height,
        fixed=False,
        lines=(),
        inline=False,
        native=False,
        outer=-1,
    )


def _crowded(*targets: Target) -> list[tuple[str, str]]:
    numbered = tuple(replace(one, at=f"#a{number}") for number, one in enumerate(targets))
    return [(target.at, near.at) for target, near in TargetPage("http://a/", numbered).crowded(SIZE)]


@pytest.mark.parametrize(
    ("width", "height", "large"),
    [(24, 24, True), (23.96, 24, True), (23.94, 24, False), (24, 23.94, False), (300, 16, False)],
)
def test_both_sides_are_measured_and_rounding_is_forgiven(width: float, height: float, *, large: bool) -> None:
    assert _target(0, 0, width, height).measures(SIZE) is large


@pytest.mark.parametrize(("gap", "near"), [(2, False), (1.9, True), (0, True)])
def test_a_small_target_needs_room_to_a_large_one(gap: float, *, near: bool) -> None:
    """The circle reaches 12 pixels from the middle of 20: two beyond the edge."""
    small, large = _target(100, 0, 20, 20), _target(120 + gap, -100, 200, 200, 1)
    assert _crowded(small, large) == ([("#a0", "#a1")] if near else [])


@pytest.mark.parametrize(("gap", "near"), [(4, False), (3.9, True)])
def test_circles_of_two_small_targets_must_not_meet(gap: float, *, near: bool) -> None:
    found = _crowded(_target(0, 0, 20, 20), _target(20 + gap, 0, 20, 20, 1))
    assert found == ([("#a0", "#a1"), ("#a1", "#a0")] if near else [])


def test_targets_one_below_the_other_and_askew() -> None:
    line = _target(0, 0, 200, 16)
    assert not _crowded(line, _target(0, 24, 200, 16, 1))
    assert _crowded(line, _target(0, 18, 200, 16, 1))
    assert not _crowded(_target(0, 0, 10, 10), _target(17, 17, 10, 10, 1))  # 24.04 from middle to middle
    assert _crowded(_target(0, 0, 10, 10), _target(16.9, 16.9, 10, 10, 1))  # 23.9


def test_what_needs_no_room() -> None:
    small, near = _target(0, 0, 10, 10), _target(10, 0, 30, 30, 1)
    assert _crowded(small, near)
    assert not _crowded(replace(small, inline=True), near)
    assert not _crowded(replace(small, native=True), near)
    assert not _crowded(replace(small, href=near.href), near)  # one address, one target
    assert not _crowded(small, near, replace(near, left=0, top=500, href=small.href))  # a large one elsewhere
    assert not _crowded(small, replace(near, fixed=True))  # drifts past while the page is scrolled
    nameless = replace(small, href="")
    assert _crowded(nameless, replace(near, href=""))


def test_a_target_inside_another_is_no_neighbour() -> None:
    row, part = _target(0, 0, 300, 30), replace(_target(5, 5, 10, 10, 1), outer=0)
    icon = replace(_target(8, 8, 4, 4, 2), outer=1)
    assert not _crowded(row, part)
    assert not _crowded(row, part, icon)
    assert _crowded(row, part, replace(icon, outer=0)) == [("#a1", "#a2"), ("#a2", "#a1")]


def test_of_a_broken_link_the_lines_are_near_not_the_box_around_them() -> None:
    lines = ((100.0, 0.0, 100.0, 16.0), (0.0, 30.0, 50.0, 16.0))
    box = _target(0, 0, 200, 46, 1)
    assert replace(box, lines=lines).distance(40, 8) == pytest.approx(22)
    assert box.distance(40, 8) == 0
    small = _target(30, 3, 10, 10)
    assert _crowded(small, box)
    assert not _crowded(small, replace(box, lines=lines))


def test_one_finding_for_each_line_of_a_template() -> None:
    clause = Rulebook.shipped(DEFAULT_AS_OF).clause("a11y_layout.3")
    row = [replace(_target(20 * number, 0, 20, 20, number), text=f"{number}") for number in range(3)]
    other = [replace(one, pattern="b", text="", top=500) for one in row[:2]]
    verdict = judge_targets(clause, [TargetPage("http://a/", (*row, *other))])
    assert [finding.target for finding in verdict.findings] == ["target a", "target b"]
    assert "“0”只有 20×20 像素，小于 24×24 像素" in verdict.findings[0].what
    assert "同类的共 3 处" in verdict.findings[0].what
    assert verdict.findings[1].what.startswith("没有文字的控件")


@pytest.fixture(scope="module")
def seen(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Target]]:
    folder: Path = tmp_path_factory.mktemp("evidence")
    browsing = Browsing(browser, EvidenceStore(folder), PHONE.window(browser.browser_type.name))
    with RudeServer({"/": page(SHOWN.encode()), "*": page(b"", "Content-Type: text/plain")}) as server:
        (read,) = read_targets(browsing, [server.url("/")])
    yield {target.at: target for target in read.targets}
    browsing.close()


def _size(target: Target) -> tuple[int, int]:
    return round(target.width), round(target.height)


def test_targets_are_as_large_as_what_is_pressed(seen: dict[str, Target]) -> None:
    assert _size(seen["#box"]) == (20, 20)
    assert _size(seen["#picture"])[0] == 50
    assert _size(seen["#picture"])[1] >= 40
    assert _size(seen["#framed"]) == (40, 40)
    assert seen["#labelled"].measures(SIZE)


def test_what_decides_the_size_is_told(seen: dict[str, Target]) -> None:
    assert seen["#inline"].inline
    assert not seen["#alone"].inline
    assert seen["#native"].native
    assert not seen["#shrunk"].native


def test_what_cannot_be_pressed_is_no_target(seen: dict[str, Target]) -> None:
    assert not {"#hidden", "#off", "#through", "#away"} & set(seen)
    assert _size(seen["#cut"]) == (100, 20)


def test_place_and_parents_of_a_target(seen: dict[str, Target]) -> None:
    assert list(seen)[seen["#nested"].outer] == "#outer"
    assert seen["#outer"].outer == -1
    assert len(seen["#broken"].lines) > 1
    assert not seen["#alone"].lines
    assert (seen["#fixed"].fixed, seen["#fixed"].left, seen["#fixed"].top) == (True, 40, 30)
    assert not seen["#box"].fixed
