"""How is a page pictured without spreading what it leaks? Numbers of persons are made unreadable on it beforehand.

The numbers are found here, by the same rules as everywhere, and overwritten in the browser: two rounds, because only
the page knows its text and only `pages.personal_numbers` knows what a number is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from playwright.sync_api import Page

from pages.personal_numbers import folded, numbers

# Texts of one block are one text: a number may be spread over several tags. Frames and shadow roots are entered.
_TEXTS = """() => {
  const inline = new Set(
    'A ABBR B BIG BDO CODE EM FONT I INS LABEL MARK O:P S SMALL SPAN STRONG SUB SUP TT U'.split(' '));
  const blind = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE']);
  const groups = [];
  const gather = (root) => {
    let last = null;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        let box = node.parentElement;
        while (box && inline.has(box.tagName)) box = box.parentElement;
        if (box !== last) { groups.push([]); last = box; }
        groups[groups.length - 1].push(node);
        return;
      }
      if (blind.has(node.tagName)) return;
      if (/^(INPUT|TEXTAREA)$/.test(node.tagName || '')) { groups.push([node]); last = null; return; }
      if (node.shadowRoot) gather(node.shadowRoot);
      if (/^I?FRAME$/.test(node.tagName || '')) {
        try { if (node.contentDocument && node.contentDocument.body) gather(node.contentDocument.body); } catch { }
      }
      for (const child of node.childNodes) walk(child);
      if (node.nodeType === Node.ELEMENT_NODE && !inline.has(node.tagName)) last = null;
    };
    walk(root);
  };
  if (document.body) gather(document.body);
  const text = (node) => node.nodeType === Node.TEXT_NODE ? node.nodeValue : node.value || '';
  window.xunjianTexts = groups.filter(group => /\\d[^]*\\d|[０-９]/.test(group.map(text).join('')));
  return JSON.stringify(window.xunjianTexts.map(group => group.map(text).join('')));
}"""
_OVERWRITE = """(spans) => {
  for (const [group, start, end, shown] of spans) {
    let at = 0, rest = shown;
    for (const node of window.xunjianTexts[group]) {
      const plain = node.nodeType === Node.TEXT_NODE;
      const old = plain ? node.nodeValue : node.value || '';
      const from = Math.max(0, start - at), to = Math.min(old.length, end - at);
      if (from < to) {
        const made = old.slice(0, from) + rest + old.slice(to);
        if (plain) node.nodeValue = made; else { node.value = made; node.setAttribute('value', made); }
        rest = '';
        at += old.length;
      } else at += old.length;
    }
  }
  delete window.xunjianTexts;
  return JSON.stringify(spans.length);
}"""
Read = Callable[..., Any]


def cover(page: Page, read: Read) -> None:
    """Make every number of a person on a page unreadable.

    Args:
        page: as it is to be pictured; it is changed.
        read: evaluates a script there within a limit of time (`Browsing.read`).

    Raises:
        Unseen: the page does not answer; it must then not be pictured.
    """
    texts: list[str] = read(page, _TEXTS)
    spans = [(number, *span) for number, text in enumerate(texts) for span in spans_in(text)]
    if spans:
        read(page, _OVERWRITE, spans)


def spans_in(text: str) -> Sequence[tuple[int, int, str]]:
    """Where numbers of persons stand in a text as written, and what may be shown of each; last ones first."""
    kept: list[int] = []
    flat: list[str] = []
    for at, letter in enumerate(text):
        plain = folded(letter)
        if plain and not (plain.isspace() and flat and flat[-1] == " "):
            kept.append(at)
            flat.append(" " if plain.isspace() else plain)
    found = numbers("".join(flat), date.max)
    return [(kept[one.start], kept[one.end - 1] + 1, one.masked) for one in reversed(found)]
