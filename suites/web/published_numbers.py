"""Are numbers of persons published? One finding for each page or file; no number is ever written in full."""

from collections.abc import Callable, Iterable, Sequence

from pages.personal_data import PersonalData, Sighting, Sort, Text
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.web.private_numbers import Certainty, identity_numbers, private_cards, private_mobiles, words

_NAMED_FILES = 5


def judge_identity(clause: Clause, seen: PersonalData) -> Verdict:
    """Clause 1: whole identity numbers; what may be an example or a serial number is left to a person."""
    sure: list[Finding] = []
    doubtful: list[Finding] = []
    for text in seen.texts:
        found = identity_numbers(text)
        certain = [one for one, how in found if how is Certainty.SURE]
        open_ = [(one, how) for one, how in found if how is not Certainty.SURE]
        if certain:
            sure.append(_finding(text, certain, f"{_count(certain)} 个完整的居民身份证号码"))
        elif open_:
            why = "、".join(dict.fromkeys(how.value for _, how in open_))
            kept = [one for one, _ in open_]
            doubtful.append(_finding(text, kept, f"{_count(kept)} 个可能完整的居民身份证号码（{why}）"))
    note = _scope(seen)
    if sure:
        more = f"另有 {len(doubtful)} 处不能确定，须人工核对：{'；'.join(one.what[:-1] for one in doubtful)}。"
        return Verdict.of(clause, sure, note + more if doubtful else note)
    return Verdict.review(clause, f"{note}以下号码须人工核对。", doubtful) if doubtful else Verdict.of(clause, (), note)


def judge_mobiles(clause: Clause, seen: PersonalData) -> Verdict:
    """Clause 2: mobile numbers of private persons."""
    return _judge(clause, seen, private_mobiles, "手机号码")


def judge_cards(clause: Clause, seen: PersonalData) -> Verdict:
    """Clause 3: card numbers of private persons."""
    return _judge(clause, seen, private_cards, "银行卡号")


def _judge(clause: Clause, seen: PersonalData, private: Callable[[Text], Sequence[Sighting]], called: str) -> Verdict:
    found = ((text, private(text)) for text in seen.texts)
    findings = [_finding(text, own, f"{_count(own)} 个疑似个人的{called}") for text, own in found if own]
    return Verdict.of(clause, findings, _scope(seen))


def _count(found: Iterable[Sighting]) -> int:
    return len({one.which for one in found})


def _finding(text: Text, found: Sequence[Sighting], what: str) -> Finding:
    first = found[0]
    file = f"（{text.part}）" if text.part else ""
    place = f"，在{first.place}" if first.place else ""
    return Finding(
        text.where,
        f"{text.sort.value}“{text.name}”{file}中有 {what}，第一个是 {first.masked}{place}。",
        target=f"{first.kind.value} {text.url} {text.part}",
        selector=f'a[href$="{_end(text.url)}"]' if text.sort is Sort.FILE else None,
        excerpt=first.masked if text.sort is not Sort.FILE else "",
    )


def _end(url: str) -> str:
    return url.rpartition("/")[2].replace('"', "")


def _scope(seen: PersonalData) -> str:
    """What was read, and what was not."""
    counts = {sort: sum(text.sort is sort for text in seen.texts) for sort in Sort if sort is not Sort.FILE}
    pages = "、".join(f"{sort.value} {count} 页" for sort, count in counts.items() if count)
    files = [text for text in seen.texts if text.sort is Sort.FILE]
    unread = [text for text in files if text.told]
    read = len({text.url for text in files} - {text.url for text in unread if not text.part})
    told = "、".join(f"“{text.part or text.name}”{text.told}" for text in unread[:_NAMED_FILES])
    parts = [f"检查了{pages}的可见文字和 {read} 个附件的文字（词表 {words().version} 版），图片中的文字没有识别"]
    parts += [f"没有读完的文件 {len(unread)} 个：{told}{'等' if len(unread) > _NAMED_FILES else ''}"] if unread else []
    parts += [f"另有 {seen.left} 个附件没有抽查"] if seen.left else []
    parts += [f"没有看到{'、'.join(seen.missed)}"] if seen.missed else []
    return "；".join(parts) + "。"
