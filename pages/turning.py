"""What do the later pages of a list show when a script of its own turns them? Pages turned by clicking 下一页."""

import contextlib
import re
from collections.abc import Generator

from playwright.sync_api import Error, Page

from pages.browsing import Browsing
from pages.documents import Document
from pages.errors import Reason, Unseen

# Marks what turns the page: words or a symbol for “next”, else a class that says so, else the number after the current.
_MARK = r"""() => {
  const mark = 'data-xunjian-next';
  document.querySelectorAll('[' + mark + ']').forEach(one => one.removeAttribute(mark));
  const words = one => (one.innerText || one.value || '').replace(/\s+/g, '');
  const said = one => words(one) || (one.title || one.getAttribute('aria-label') || '').replace(/\s+/g, '');
  const named = one => /^[\[<《]?(下一?[页頁]|后一?页|next(page)?)[\]>》›»]*$/i.test(said(one))
    || (/^[>›»＞]{1,2}$/.test(said(one)) && paged(one));
  const classed = one => /(^|[\s_-])next([\s_-]|$)/i.test(one.getAttribute('class') || '');
  const shown = one => one.getClientRects().length > 0;
  const dead = one => [one, one.parentElement].some(box => box && (box.disabled === true
    || box.getAttribute('aria-disabled') === 'true' || /disable|no-?next/i.test(box.getAttribute('class') || '')));
  const all = [...document.querySelectorAll('a, button, li, span, i, input[type=button], div')].filter(
    one => shown(one) && words(one).length < 8 && one.children.length < 3);
  const page = /\bpag|fenye|page|laypage/i;
  const paged = one => one.closest('nav, [class], [id]') && page.test([...function* () {
    for (let box = one; box; box = box.parentElement) yield (box.getAttribute('class') || '') + ' ' + (box.id || '');
  }()].join(' '));
  const next = all.filter(named).pop() || all.find(one => classed(one) && paged(one));
  if (next) {
    if (dead(next)) return JSON.stringify({state: 'last'});
    (next.querySelector('a, button') || next).setAttribute(mark, '');
    return JSON.stringify({state: 'more'});
  }
  const current = all.find(one => /^\d+$/.test(words(one)) && paged(one)
    && /current|active|\bon\b|\bcur|here|thispage/i.test((one.getAttribute('class') || '')));
  if (!current) return JSON.stringify({state: 'none'});
  const number = all.find(one => words(one) === String(Number(words(current)) + 1) && paged(one));
  if (!number) return JSON.stringify({state: 'last'});
  number.setAttribute(mark, '');
  return JSON.stringify({state: 'more'});
}"""
_TEXT = "() => JSON.stringify([document.body ? document.body.innerText : ''])"
_CHANGED = """before => document.body && document.body.innerText !== before
  ? JSON.stringify([document.body.innerText]) : false"""
_COUNT = re.compile(r"第?\s?(\d+)\s?页?\s?/\s?(?:共\s?)?(\d+)\s?页?|第\s?(\d+)\s?页\D{0,12}共\s?(\d+)\s?页")
_TOTAL = re.compile(r"共\s?(\d+)\s?页")
_CLICK = _ANSWER = 4_000  # milliseconds


def turned(browsing: Browsing, url: str) -> Generator[Document, None, None]:
    """The second and later pages of a list, each as soon as a click has brought it; ends after the last one.

    Close the iterator when no more pages are wanted: a browser page stays open behind it.

    Args:
        browsing: clicks on what turns pages, and on nothing else.
        url: the list's first page.

    Raises:
        Unseen: nothing was found to turn the page with, or a click changed nothing although pages are left.
    """
    with browsing.page() as page:
        page.on("dialog", lambda dialog: dialog.dismiss())
        browsing.visit(page, url)
        shown = 1
        while (state := browsing.read(page, _MARK)["state"]) == "more":
            [before] = browsing.read(page, _TEXT)
            _click(page)
            try:
                browsing.read(page, _CHANGED, before, timeout=_ANSWER)
            except Unseen:
                if _is_last(str(before), shown):
                    return
                raise Unseen(Reason.LAYOUT, url, f"翻到第 {shown} 页后点击下一页没有反应") from None
            browsing.settle(page)
            shown += 1
            yield browsing.sight(page, url, None).document
        if state == "none" and shown == 1:
            raise Unseen(Reason.LAYOUT, url, "没有认出翻页按钮")


def _click(page: Page) -> None:
    target = page.locator("[data-xunjian-next]").first
    try:
        target.click(timeout=_CLICK, no_wait_after=True)
    except Error:
        with contextlib.suppress(Error):
            target.dispatch_event("click", timeout=_CLICK)


def _is_last(text: str, shown: int) -> bool:
    """Whether the page says it is the last one: 「5/5」, 「共 5 页」 after five pages."""
    counts = [[int(number) for number in match.groups() if number] for match in _COUNT.finditer(text)]
    if any(at == total for at, total in counts):
        return True
    total = _TOTAL.search(text)
    return total is not None and int(total[1]) <= shown
