"""Which commands hand a run over? ``bundle`` packs it, ``verify`` looks at a bundle, ``notify`` tells a chat group."""

from __future__ import annotations

import hmac
import json
import os
import sys
from pathlib import Path

from reports.bundle import BundleError, check_bundle, write_bundle
from reports.commands import FAILED, Command, WrongUsageError, asked, flag, only, option
from reports.material import Material
from reports.notification import ADDRESS, FORMATS, NotificationError, form_of, message, payload, send


def _bundle(arguments: list[str]) -> int:
    key, wanted = option(arguments, "--key"), option(arguments, "--output")
    inspection = asked(arguments)
    default = f"{inspection.header.site.slug}-{inspection.folder.name}.zip"
    path = Path(wanted or default)
    try:
        digest = write_bundle(inspection, path, Path(key) if key else None)
    except BundleError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    sys.stdout.write(f"证据包  {path.resolve()}\n校验码  {digest}\n")
    sys.stdout.write("请把校验码写进验收单；核验：python -m reports verify 证据包 --digest 校验码\n")
    return 0


def _verify(arguments: list[str]) -> int:
    key, digest = option(arguments, "--key"), option(arguments, "--digest")
    named = only(arguments)
    if not named:
        raise WrongUsageError("没有写明证据包。")
    try:
        found = check_bundle(Path(named[0]), Path(key) if key else None)
    except BundleError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    faults = list(found.faults)
    if digest is not None and not hmac.compare_digest(digest.strip().lower(), found.digest):
        faults.append(f"校验码不符：应为 {digest}，实为 {found.digest}。")
    sys.stdout.write(f"{found.site}  检查编号 {found.run}  文件 {found.files} 个\n校验码  {found.digest}\n")
    sys.stdout.write("".join(f"  ✗ {fault}\n" for fault in faults))
    if faults:
        sys.stdout.write(f"核验  不通过，{len(faults)} 处不符\n")
        return FAILED
    proved = "签名有效" if key else "与校验码相符" if digest else "文件与清单相符；清单本身是否被换过，须比对校验码"
    sys.stdout.write(f"核验  通过（{proved}）\n")
    return 0


def _notify(arguments: list[str]) -> int:
    form, dry, always = option(arguments, "--format"), flag(arguments, "--dry-run"), flag(arguments, "--always")
    if form is not None and form not in FORMATS:
        raise WrongUsageError(f"--format 可写 {'、'.join(FORMATS)}。")
    told = message(Material.of(asked(arguments)))
    if dry:
        body = payload(told, form or form_of(os.environ.get(ADDRESS, "")))
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return 0
    if not told.fresh and not always:
        sys.stdout.write("没有新问题，没有发消息（要照样发送，加 --always）。\n")
        return 0
    try:
        send(told, form)
    except NotificationError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    sys.stdout.write("消息已发出。\n")
    return 0


COMMANDS = (
    Command("bundle", "[检查结果] [--output 文件] [--key 私钥]", "把台账、证据、报告和散列打成一个证据包", _bundle),
    Command(
        "notify",
        "[检查结果] [--format wecom|dingtalk|feishu|json] [--dry-run] [--always]",
        "有新问题时向环境变量 XUNJIAN_WEBHOOK 所指的群机器人发一条消息；--dry-run 只显示",
        _notify,
    ),
    Command("verify", "证据包 [--digest 校验码] [--key 公钥]", "核验证据包有没有被改动", _verify),
)
