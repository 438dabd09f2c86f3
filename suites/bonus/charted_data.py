"""Are figures published regularly, shown as charts and explained? The judge."""

from datetime import date

from pages.data_releases import DataReleases
from pages.errors import Reason, Unseen
from suites.bonus.regularity import rhythm
from suites.standards import Clause
from suites.verdict import Verdict


def judge_release(clause: Clause, seen: DataReleases, as_of: date) -> Verdict:
    """Earned when published regularly and mostly charted and explained; REVIEW when only some of it is charted.

    Raises:
        Unseen: none of the publications could be read, or figures are only a part of another column's page.
    """
    if not seen.columns:
        raise Unseen(Reason.LAYOUT, seen.home, "数据发布只是其他栏目页面的一部分，没有检查其中的内容")
    scope = f"数据发布栏目列出统计信息 {len(seen.releases)} 条"
    words, irregular = _regularity(seen, as_of)
    if irregular:
        return Verdict.award(clause, 0, f"{scope}，{irregular}。")
    boards = [board for board in seen.boards if board.charted]
    if not seen.shown and not boards and seen.unread:
        raise seen.unread[0]
    charted = [page for page in seen.shown if page.charted]
    explained = [page for page in (*seen.shown, *boards) if page.explained]
    shown = f"{scope}，{words}发布；读取最近 {len(seen.shown)} 条，{len(charted)} 条有图表"
    shown += f"，栏目首页{'有' if boards else '没有'}图表，{len(explained)} 个页面有文字解读"
    if not explained or not (charted or boards):
        return Verdict.award(clause, 0, f"{shown}。")
    if boards or len(charted) * 2 >= len(seen.shown):
        return Verdict.award(clause, 1, f"{shown}。")
    return Verdict.review(clause, f"{shown}，是否算以图表展现、解读须人工确认。")


def _regularity(seen: DataReleases, as_of: date) -> tuple[str, str]:
    """How often figures are published, and why that is not regular (Chinese, no full stop; empty when it is)."""
    ends = [release.until for release in seen.releases if release.until]
    days = [release.day for release in seen.releases if release.day]
    found = rhythm(ends if len(ends) > 1 else days)
    newest = max(days or ends, default=None)
    if not found.months or newest is None:
        return "", "不同时期的不足 3 期，看不出定期发布"
    if found.missing:
        gaps = "、".join(f"{earlier:%Y-%m} 至 {later:%Y-%m} 之间" for earlier, later in found.missing)
        return found.words, f"{found.words}发布，但{gaps}有缺期"
    if found.late(newest, as_of):
        return found.words, f"{found.words}发布，最近一次是 {newest}，已停止更新"
    return found.words, ""
