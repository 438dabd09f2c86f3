"""Do interpretations and policy documents lead to each other, is every policy interpreted, and in which forms?"""

from collections import Counter
from collections.abc import Iterable, Sequence

from pages.column_presence import Presence
from pages.columns import ColumnState
from pages.errors import Reason, Unseen
from pages.interpretations import Draft, Interpretations, Policy
from pages.policy_ties import Tie
from suites.publishing.opened import unopened
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def absent(clause: Clause, presence: Presence) -> Verdict | None:
    """不适用 without an interpretation column, which a row of its own deducts for; None when there is one.

    Raises:
        Unseen: there may be one that could not be seen.
    """
    missing = unopened(clause, presence)
    return Verdict.inapplicable(clause, "没有开设政策解读类栏目，见“政策解读”指标。") if missing else None


def without_drafts(clause: Clause, seen: Interpretations) -> Verdict | None:
    """不适用 when the columns hold no interpretation, REVIEW when they only lead elsewhere, None when there are some.

    Raises:
        Unseen: none of them could be read, or nothing on the columns' pages was made out as one.
    """
    _require_column(seen)
    if seen.drafts:
        return None
    if seen.unread:
        raise seen.unread[0]
    columns = [column for column in seen.columns if column.state is not ColumnState.LANDING]
    if any(column.items for column in columns):
        return Verdict.review(clause, "政策解读栏目中只有通向其他网站的链接，须人工确认。")
    if all(column.state is ColumnState.EMPTY for column in columns):
        return Verdict.inapplicable(clause, "政策解读栏目中没有解读稿。")
    raise Unseen(Reason.LAYOUT, columns[0].url, "政策解读栏目中没有认出解读稿的列表")


def _require_column(seen: Interpretations) -> None:
    """Raise Unseen when interpretations are only a part of another column's page, which is not read."""
    if not seen.columns:
        raise Unseen(Reason.LAYOUT, seen.home, "政策解读只是其他栏目页面的一部分，没有检查其中的稿件")


def judge_drafts(clause: Clause, seen: Interpretations) -> Verdict:
    """Interpretations drawn lead to the documents they explain; what names no document of this site is left to people.

    Raises:
        Unseen: see `without_drafts`.
    """
    if missing := without_drafts(clause, seen):
        return missing
    ours = [draft for draft in seen.drafts if not draft.foreign] or list(seen.drafts)
    drawn = ours[: clause.count("sample")]
    wrong = [draft for draft in drawn if draft.tie is Tie.NONE and draft.names and not draft.foreign]
    doubtful = [draft for draft in drawn if draft.tie is not Tie.LINKED and draft not in wrong]
    findings = [_unlinked(draft.url, f"解读稿“{draft.title}”没有链接到被解读的政策文件") for draft in wrong]
    return _concluded(clause, findings, doubtful, f"随机抽查解读稿 {len(drawn)} 个：{_titles(drawn)}")


def judge_policies(clause: Clause, seen: Interpretations) -> Verdict:
    """Interpreted documents drawn lead to their interpretations; a document interpreted nowhere is not asked.

    Raises:
        Unseen: none of them could be read, or see `without_drafts`.
    """
    if missing := without_drafts(clause, seen):
        return missing
    if not seen.policy_columns:
        return Verdict.inapplicable(clause, "没有看到政策文件类栏目，见“政策文件”指标。")
    explained = [policy for policy in seen.policies if policy.explained_by]
    if not explained:
        return Verdict.review(clause, f"读到的 {len(seen.drafts)} 个解读稿都对应不到本网站的政策文件，须人工抽查。")
    drawn = _read(explained, seen)[: clause.count("sample")]
    findings = [
        _unlinked(one.url, f"政策文件“{one.title}”已有解读（{one.explained_by[0]}），页面上没有链接到解读稿")
        for one in drawn
        if one.tie is Tie.NONE
    ]
    doubtful = [one for one in drawn if one.tie is Tie.UNCLEAR]
    return _concluded(clause, findings, doubtful, f"随机抽查已被解读的政策文件 {len(drawn)} 个：{_titles(drawn)}")


def judge_coverage(clause: Clause, seen: Interpretations) -> Verdict:
    """Candidates: own documents drawn that nothing interprets.

    Raises:
        Unseen: none of the documents could be read, or see `without_drafts`.
    """
    _require_column(seen)
    if not seen.policy_columns:
        return Verdict.inapplicable(clause, "没有看到政策文件类栏目，见“政策文件”指标。")
    if not seen.policies:
        raise Unseen(Reason.LAYOUT, seen.policy_columns[0].url, "政策文件类栏目中没有认出文件列表")
    own = [policy for policy in seen.policies if policy.own]
    if not own:
        return Verdict.review(clause, "没有认出以本地区、本部门名义印发的政策文件，须人工抽查。")
    drawn = _read(own, seen)[: clause.count("sample")]
    findings = [
        _unlinked(one.url, f"政策文件“{one.title}”没有找到对应的解读稿")
        for one in drawn
        if not one.explained_by and one.tie is not Tie.LINKED
    ]
    scope = f"在 {seen.known} 个解读稿中查找" + ("（解读列表还有更多页，没有全部读到）" if seen.more else "")
    note = f"随机抽查本地区、本部门印发的政策文件 {len(drawn)} 个：{_titles(drawn)}；{scope}。"
    return Verdict.of(clause, findings, note)


def judge_words_only(clause: Clause, seen: Interpretations) -> Verdict:
    """FAIL when every interpretation is mere text; REVIEW when not all of them were read.

    Raises:
        Unseen: see `without_drafts`.
    """
    if missing := without_drafts(clause, seen):
        return missing
    read = (*seen.drafts, *seen.hinted)
    counted = counted_forms(read)
    if counted:
        return Verdict.of(clause, (), f"读到解读稿 {len(read)} 个，其中{counted}。")
    left = seen.known - len(read)
    if left > 0 or seen.more:
        rest = f"另有 {left} 个" if left > 0 else "列表还有更多页"
        return Verdict.review(clause, f"读到的 {len(read)} 个解读稿都是文字，{rest}没有读到，须人工确认。")
    what = f"{len(read)} 个解读稿都是文字，没有图表图解、音视频、动漫等形式。"
    return Verdict.of(clause, [Finding(seen.columns[0].url, what, target="解读形式单一")])


def counted_forms(drafts: Iterable[Draft]) -> str:
    """How many interpretations speak in each form, in Chinese; empty when all are mere text."""
    counted = Counter(form.value for draft in drafts for form in draft.forms)
    return "、".join(f"{form} {count} 个" for form, count in counted.most_common())


def _read(policies: Sequence[Policy], seen: Interpretations) -> list[Policy]:
    read = [policy for policy in policies if policy.tie is not None]
    if not read:
        if seen.unread_policies:
            raise seen.unread_policies[0]
        raise Unseen(Reason.LAYOUT, policies[0].url, "抽到的政策文件没有读到")
    return read


def _unlinked(url: str, what: str) -> Finding:
    return Finding(url, f"{what}。", target=url)


def _titles(drawn: Iterable[Draft | Policy]) -> str:
    return "、".join(f"“{one.title}”" for one in drawn)


def _concluded(clause: Clause, findings: Sequence[Finding], doubtful: Sequence[Draft | Policy], scope: str) -> Verdict:
    """Findings first; REVIEW when nothing is wrong for certain and something may be."""
    if not doubtful:
        return Verdict.of(clause, findings, f"{scope}。")
    note = f"{scope}；其中{_titles(doubtful)}看不出是否关联，须人工确认。"
    return Verdict.of(clause, findings, note) if findings else Verdict.review(clause, note)
