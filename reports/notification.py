"""What is told to a chat group about a run? One short message when there is something new, in the group's own format.

The address of the webhook carries its key, so it comes from the environment only and is never shown.
Formats: 企业微信 (WeCom group robot), 钉钉 (DingTalk custom robot), 飞书 (Feishu custom bot), and plain JSON.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlsplit

import aiohttp

from pages import clock
from reports.history import State
from reports.material import Material
from reports.problem_list import CANDIDATE, Row
from suites.standards.scorecard import points_text

ADDRESS, SECRET = "XUNJIAN_WEBHOOK", "XUNJIAN_WEBHOOK_SECRET"
FORMATS = ("wecom", "dingtalk", "feishu", "json")
HOSTS = {"qyapi.weixin.qq.com": "wecom", "oapi.dingtalk.com": "dingtalk", "open.feishu.cn": "feishu"}
_SHOWN, _LONGEST = 5, 80
_LIMIT = 2000  # bytes; WeCom's text takes 2,048, the others more
_PATIENCE = 20  # seconds
_OK = (0, "0", None)


class NotificationError(Exception):
    """The message was not taken: one Chinese sentence without the address."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be told; `fresh` problems that were not there before, `text` the whole message."""

    title: str
    text: str
    fresh: tuple[Row, ...]
    facts: Mapping[str, Any]


def message(material: Material) -> Message:
    """The message about a run; candidates for a person do not count as problems."""
    inspection, card = material.inspection, material.inspection.scorecard
    fresh = tuple(row for row in material.defects if State(row.state).is_fresh)
    defects = [row for row in material.rows if row.level != CANDIDATE]
    fixed = sum(row.state == State.FIXED.word for row in defects)
    left = sum(row.state == State.OUTSTANDING.word for row in defects)
    score = "" if card.score is None else f"，{points_text(card.score)} 分"
    title = f"{inspection.header.site.name}：{card.words}{score}"
    counts = f"新问题 {len(fresh)} 个，未整改 {left} 个，已整改 {fixed} 个，未能检测 {len(inspection.missed)} 条"
    lines = [
        title,
        f"监测时间点 {inspection.header.as_of}，{counts}",
        *(f"{number}. {_short(row.what)}" for number, row in enumerate(fresh[:_SHOWN], 1)),
    ]
    if len(fresh) > _SHOWN:
        lines.append(f"其余 {len(fresh) - _SHOWN} 个见问题清单")
    facts = {
        "site": inspection.header.site.slug,
        "name": inspection.header.site.name,
        "run": inspection.folder.name,
        "as_of": inspection.header.as_of.isoformat(),
        "result": card.words,
        "score": None if card.score is None else points_text(card.score),
        "new": len(fresh),
        "outstanding": left,
        "fixed": fixed,
        "unseen": len(inspection.missed),
        "problems": [{"id": row.id, "kind": row.kind, "what": row.what, "place": row.place} for row in fresh[:_SHOWN]],
    }
    return Message(title, _cut("\n".join(lines)), fresh, facts)


def payload(told: Message, form: str) -> dict[str, Any]:
    """The message as a robot takes it; `form` is one of FORMATS."""
    match form:
        case "wecom":
            return {"msgtype": "text", "text": {"content": told.text}}
        case "dingtalk":
            return {"msgtype": "markdown", "markdown": {"title": told.title, "text": told.text.replace("\n", "\n\n")}}
        case "feishu":
            return {"msg_type": "text", "content": {"text": told.text}}
        case _:
            return {**told.facts, "text": told.text}


def form_of(address: str) -> str:
    """The format a webhook wants, told by its host; plain JSON for any other."""
    return HOSTS.get(urlsplit(address).hostname or "", "json")


def send(told: Message, form: str | None = None) -> None:
    """Send the message to the webhook of the environment.

    Args:
        told: the message.
        form: one of FORMATS, None to tell it from the address.

    Raises:
        NotificationError: no address, no answer in time, or the robot refused.
    """
    address = os.environ.get(ADDRESS, "")
    if urlsplit(address).scheme not in {"http", "https"}:
        raise NotificationError(f"环境变量 {ADDRESS} 没有写网址，消息没有发出。")
    form = form or form_of(address)
    seconds = clock.now().timestamp()
    address, body = signed(address, payload(told, form), form, os.environ.get(SECRET, ""), seconds)
    try:
        # On a thread of its own: the caller's may be running a loop already.
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(lambda: asyncio.run(_post(address, body))).result()
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise NotificationError(f"消息没有发出：{type(error).__name__}。") from None
    code = answer.get("errcode", answer.get("code", answer.get("StatusCode")))
    if code not in _OK:
        reason = answer.get("errmsg") or answer.get("msg") or answer.get("StatusMessage") or ""
        raise NotificationError(f"消息没有被接受：{code} {reason}".rstrip() + "。")


def signed(address: str, body: dict[str, Any], form: str, secret: str, seconds: float) -> tuple[str, dict[str, Any]]:
    """Address and body with the signature DingTalk and Feishu ask for when the robot was given a secret.

    Args:
        address: of the webhook.
        body: the message in the robot's format.
        form: one of FORMATS.
        secret: empty for none.
        seconds: now, since 1970 began in Greenwich.
    """
    if secret and form == "dingtalk":
        stamp = str(int(seconds * 1000))
        mark = _hmac(secret.encode(), f"{stamp}\n{secret}".encode())
        joint = "&" if "?" in address else "?"
        return f"{address}{joint}timestamp={stamp}&sign={quote_plus(mark)}", body
    if secret and form == "feishu":
        stamp = str(int(seconds))
        return address, {**body, "timestamp": stamp, "sign": _hmac(f"{stamp}\n{secret}".encode(), b"")}
    return address, body


def _hmac(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


async def _post(address: str, body: dict[str, Any]) -> dict[str, Any]:
    timeout = aiohttp.ClientTimeout(total=_PATIENCE)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(address, json=body, allow_redirects=False) as answer,
    ):
        if not answer.ok or answer.status >= 300:  # noqa: PLR2004  a redirect is no receipt
            raise NotificationError(f"消息没有被接受：状态 {answer.status}。")
        content = await answer.json(content_type=None) if answer.content_length != 0 else {}
        return content if isinstance(content, dict) else {}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _cut(text: str) -> str:
    return text.encode()[:_LIMIT].decode(errors="ignore")
