"""Are site files read as written, and is every mistake told in one exact Chinese sentence?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import site_configs
from site_configs import (
    Site,
    SiteConfigError,
)
from site_configs.urls import checked_url
from suites.selftest.site_files import GALLERY, TEMPLATE, site_with, told, write


@pytest.mark.parametrize("name", sorted(path.stem for path in GALLERY.glob("*.yaml")))
def test_faulty_file_is_told_in_its_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GALLERY)
    expected = (GALLERY / f"{name}.txt").read_text(encoding="utf-8")
    sentence = told(f"{name}.yaml")
    assert f"{sentence}\n" == expected
    assert sentence.count("\n") == 0
    assert sentence.startswith(f"{name}.yaml")
    assert re.search(r"[。？）]$", sentence)


def test_gallery_is_paired() -> None:
    files = {path.stem for path in GALLERY.glob("*.yaml")}
    assert files == {path.stem for path in GALLERY.glob("*.txt")}


def test_gallery_never_repeats_a_password() -> None:
    assert not [path.name for path in GALLERY.glob("*.txt") if re.search("hunter2|987654", path.read_text("utf-8"))]


WRONG: tuple[object, ...] = (
    None,
    True,
    7,
    -1,
    1.5,
    "",
    "x" * 5000,
    "文字",
    [],
    [None],
    ["x"],
    [7],
    {},
    {"x": 1},
    {"x": None},
    [[]],
    [{}],
)


def paths(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """Yield every key of the model, and of the blocks one level down."""
    for key, info in model.model_fields.items():
        yield (key,)
        annotation = str(info.annotation)
        for part in vars(site_configs).values():
            if (
                isinstance(part, type)
                and issubclass(part, BaseModel)
                and part is not model
                and part.__name__ in annotation
            ):
                wrapper = ("[]",) if "tuple" in annotation else ()
                yield from ((key, *wrapper, *deeper) for deeper in paths(part))


def nested(path: tuple[str, ...], value: object) -> object:
    for step in reversed(path):
        value = [value] if step == "[]" else {step: value}
    return value


@pytest.mark.parametrize("path", sorted(set(paths(Site))), ids=".".join)
def test_every_wrong_type_has_a_sentence(path: tuple[str, ...], tmp_path: Path) -> None:
    for value in WRONG:
        data = {"name": "某某市", "url": "https://www.example.gov.cn/"} | nested(path, value)  # type: ignore[operator]
        # JSON is YAML
        file = write(tmp_path, json.dumps(data, ensure_ascii=False))
        try:
            Site.load(str(file))
        except SiteConfigError as error:
            sentence = str(error).removeprefix(str(file))
            assert "的值不能用" not in sentence, "the fallback, for want of a sentence"
            assert not re.search(r"Input should|valid |Value error", sentence)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(data=st.data())
def test_damaged_files_give_a_site_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    text = re.sub(r"(?m)^# ", "", TEMPLATE.read_text("utf-8"))
    lines = [line for line in text.splitlines() if not line.startswith("##")]
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        place = data.draw(st.integers(0, len(lines[number])))
        junk = data.draw(st.text(alphabet=" :-#'\"[]{}&*!|>%@\t\\0a.，：\0\x85\u2028", max_size=3))
        lines[number] = lines[number][:place] + junk + lines[number][place + data.draw(st.integers(0, 3)) :]
    path = write(tmp_path, "\n".join(lines))
    try:
        Site.load(str(path))
    except SiteConfigError as error:
        assert "\n" not in str(error)  # noqa: PT017  both a site and a sentence are fine


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_addresses_are_refused_or_stable(text: str) -> None:
    for url in (text, f"https://{text}"):
        try:
            normal = checked_url(url)
        except ValueError:
            continue
        assert checked_url(normal) == normal


def test_direct_construction_hides_what_was_written() -> None:
    with pytest.raises(ValidationError) as caught:
        site_with(sign_on={"password": "hunter2"})
    assert "hunter2" not in str(caught.value)
