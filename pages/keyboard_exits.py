"""Which key does a page tell of to get out of a place that Tab does not leave? Read from its words, for trying."""

import re

MOST = 4
_NAMES = {"control": "Control", "ctrl": "Control", "alt": "Alt", "shift": "Shift"}
_KEYS = {"esc": "Escape", "home": "Home", "end": "End"}
# Enter and the space bar are none: they would press what has the focus, and a letter might be sent.
_KEY = r"(f(?:1[0-2]|[1-9])|home|end|esc|[a-z0-9])"
_COMBINED = re.compile(rf"((?:(?:ctrl|control|alt|shift)\s*[+＋]\s*)+){_KEY}(?![a-z0-9])", re.IGNORECASE)
_ALONE = re.compile(
    rf"(?:按|press)\s*(?:下|the)?\s*[“\"'「【\[]?\s*{_KEY}\s*[”\"'」】\]]?(?:\s*键|[\s-]*key\b|(?=\s+to\b))",
    re.IGNORECASE,
)
# These belong to the browser: they close or replace the window, keep, print, search, copy.
_BROWSERS_OWN = re.compile(r"^(?:Control\+(?:Shift\+)?[wntqrdpsfacvxz]|Alt\+(?:F4|Home)|F5|F11|F12)$", re.IGNORECASE)
HELP = re.compile(r"如何|怎样|怎么|帮助|说明|快捷键|离开|help|how\s+to|instruction|shortcut", re.IGNORECASE)


def told_keys(text: str) -> tuple[str, ...]:
    """Keys and combinations a text names, in Playwright's spelling, at most `MOST`, each once."""
    named = [*_COMBINED.finditer(text), *_ALONE.finditer(text)]
    found = [_spelt(*match.groups()) if match.re is _COMBINED else _spelt("", match[1]) for match in named]
    return tuple(key for key in dict.fromkeys(found) if not _BROWSERS_OWN.match(key))[:MOST]


def _spelt(modifiers: str, key: str) -> str:
    held = [_NAMES[name] for name in re.findall(r"[a-z]+", modifiers.lower())]
    last = _KEYS.get(key.lower(), key.upper() if len(key) > 1 else key.lower())
    return "+".join([*held, last])
