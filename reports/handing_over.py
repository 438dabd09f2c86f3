"""Which commands hand a run over? ``bundle`` packs it, ``verify`` looks whether a bundle is as it was made."""

from __future__ import annotations

import hmac
import sys
from pathlib import Path

from reports.bundle import BundleError, check_bundle, write_bundle
from reports.commands import FAILED, Command, WrongUsageError, only, option
from reports.folders import LATEST, find_run
from reports.ledger import read


def _bundle(arguments: list[str]) -> int:
    key, wanted = option(arguments, "--key"), option(arguments, "--output")
    inspection = read(find_run((only(arguments) or [LATEST])[0]))
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


COMMANDS = (
    Command("bundle", "[检查结果] [--output 文件] [--key 私钥]", "把台账、证据、报告和散列打成一个证据包", _bundle),
    Command("verify", "证据包 [--digest 校验码] [--key 公钥]", "核验证据包有没有被改动", _verify),
)
