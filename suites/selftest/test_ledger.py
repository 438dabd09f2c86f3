"""Is a run kept faithfully: everything read back, a crash survived, no secret written?"""

import hashlib
import json
from pathlib import Path

import pytest

from pages.capture import EvidenceStore
from reports.ledger import LEDGER, Ledger, LedgerError, read
from reports.records import Judged, Missed, Unknown
from reports.scrubbing import HIDDEN, Scrubber
from site_configs import Site
from suites.selftest.telling_material import HEADER, HOME, NOON, tell
from suites.verdict import Finding, Outcome, Verdict


def test_everything_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    told = tell(tmp_path / "run", without=("home_not_updated.1",))
    back = told.inspection
    assert back.header == HEADER
    for record in (back.plan, back.environment, *back.observed, *back.breakdowns):
        assert record in told.records
    assert list(back.attempts) == [one for one in told.records if isinstance(one, Judged | Missed)]
    assert back.footer == told.records[-1]
    assert (back.torn, back.unknown, back.complete) == ("", (), True)


def test_evidence_is_read_back(tmp_path: Path) -> None:
    (finding,) = tell(tmp_path / "run").inspection.verdicts(Outcome.FAIL)[0].findings
    picture, excerpt = finding.evidence
    assert (picture.kind, picture.url, picture.taken_at) == ("截图", HOME, NOON)
    assert hashlib.sha256((tmp_path / "run" / "evidence" / picture.path).read_bytes()).hexdigest() == picture.sha256
    assert hashlib.sha256(excerpt.excerpt.encode()).hexdigest() == excerpt.sha256
    assert finding.also == (HOME + "x",)


def test_findings_carry_their_stable_id(tmp_path: Path) -> None:
    tell(tmp_path / "run")
    rows = [json.loads(line) for line in (tmp_path / "run" / LEDGER).read_text(encoding="utf-8").splitlines()]
    (row,) = [row for row in rows if row.get("clause_id") == "home_not_updated.1"]
    assert row["findings"][0]["id"] == Finding(HOME, "换了说法。", "首页").id("demo", "home_not_updated.1")
    assert (rows[0]["kind"], rows[0]["v"]) == ("run", 1)


def test_conclusions_stand_in_the_order_of_the_table(tmp_path: Path) -> None:
    ids = list(tell(tmp_path / "run").inspection.conclusions)
    assert ids.index("safety_incident.1") < ids.index("site_unreachable.1") < ids.index("home_not_updated.1")


def test_the_last_of_several_attempts_counts(tmp_path: Path) -> None:
    with Ledger(tmp_path, HEADER) as ledger:
        ledger.append(Missed("page_tags.1", "timeout", "访问超时", HOME, "", NOON))
        ledger.append(Judged(Verdict("page_tags.1", Outcome.PASS), NOON))
    back = read(tmp_path)
    assert len(back.attempts) == 2
    assert back.conclusions["page_tags.1"].word == "未发现问题"


def test_each_line_is_on_disk_at_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, HEADER)
    ledger.append(Judged(Verdict("page_tags.1", Outcome.PASS), NOON))
    assert list(read(tmp_path).conclusions) == ["page_tags.1"]
    ledger.close()


@pytest.mark.parametrize("lost", [1, 30, 200])
def test_a_torn_last_line_is_left_out_and_told(tmp_path: Path, lost: int) -> None:
    whole = tell(tmp_path / "run").inspection
    file = tmp_path / "run" / LEDGER
    file.write_bytes(file.read_bytes()[:-lost])
    back = read(file)
    assert back.torn
    assert not back.complete
    assert whole.attempts[: len(back.attempts)] == back.attempts


def test_a_damaged_line_within_is_an_error_naming_it(tmp_path: Path) -> None:
    tell(tmp_path / "run")
    file = tmp_path / "run" / LEDGER
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([lines[0], lines[1][:20] + "\n", *lines[2:]]), encoding="utf-8")
    with pytest.raises(LedgerError, match="第 2 行"):
        read(file)


def test_unknown_kinds_and_keys_are_kept_or_ignored(tmp_path: Path) -> None:
    told = tell(tmp_path / "run")
    with (tmp_path / "run" / LEDGER).open("a", encoding="utf-8") as file:
        file.write('{"kind":"weather","sky":"晴"}\n{"kind":"plan","clauses":["a.1"],"new_key":1}\n')
    back = told.inspection
    assert back.unknown == (Unknown(back.unknown[0].row),)
    assert back.unknown[0].row["sky"] == "晴"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "第一行不是检查信息"),
        ('{"kind":"plan","clauses":[]}\n', "第一行不是检查信息"),
        ('{"kind":"run","v":2}\n', "更新版本"),
        ('{"kind":"run","v":1}\n', "内容不完整"),
        ("[]\n", "不是 JSON 对象"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / LEDGER).write_text(content, encoding="utf-8")
    with pytest.raises(LedgerError, match=said):
        read(tmp_path)


def test_a_ledger_is_never_overwritten(tmp_path: Path) -> None:
    Ledger(tmp_path, HEADER).close()
    with pytest.raises(FileExistsError):
        Ledger(tmp_path, HEADER)


def _site() -> Site:
    return Site.model_validate(
        {
            "name": "云汀市人民政府",
            "url": HOME,
            "sign_on": {"username_env": "XUNJIAN_TEST_USER", "password_env": "XUNJIAN_TEST_PASSWORD"},
        }
    )


def test_values_of_named_environment_variables_are_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUNJIAN_TEST_PASSWORD", 'p@ss "word"')
    monkeypatch.setenv("XUNJIAN_TEST_USER", "run")
    proof = EvidenceStore(tmp_path).text('填写 p@ss "word" 登录', HOME, NOON, headers={"x": 'p@ss "word"'})
    where = f"{HOME}?p=p%40ss%20%22word%22&q=p%40ss+%22word%22"
    finding = Finding(where, '用 p@ss "word" 登录不上。', 'p@ss "word"', evidence=(proof,))
    with Ledger(tmp_path, HEADER, Scrubber.of(_site())) as ledger:
        ledger.append(Judged(Verdict("page_tags.1", Outcome.FAIL, (finding,)), NOON))
        ledger.append(Missed("ipv6.1", "program", "程序异常", where, 'p@ss "word"', NOON, 0, 'p@ss "word"'))
    text = (tmp_path / LEDGER).read_text(encoding="utf-8")
    assert "word" not in text
    assert "run" in text, "too short to be a secret: hiding it would ruin everything else"
    kept = read(tmp_path).verdicts(Outcome.FAIL)[0].findings[0]
    assert kept.what == f"用 {HIDDEN} 登录不上。"
    assert hashlib.sha256(kept.evidence[0].excerpt.encode()).hexdigest() == kept.evidence[0].sha256


def test_session_cookies_lose_their_value_and_keep_their_marks(tmp_path: Path) -> None:
    (finding,) = tell(tmp_path / "run").inspection.verdicts(Outcome.FAIL)[0].findings
    assert finding.evidence[1].headers["set-cookie"] == f"JSESSIONID={HIDDEN}; Path=/; HttpOnly"
    assert finding.evidence[1].headers["server"] == "nginx"
