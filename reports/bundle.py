"""How is a run handed over so that nobody can change it unnoticed? One zip with ledger, proofs, reports and hashes.

The manifest lists every file with its SHA-256. Whoever rewrites a file has to rewrite the manifest, and the manifest's
own hash (校验码) is told when the bundle is made, stands on what people sign, and can be signed with a private key.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from reports.inspection import Inspection
from reports.ledger import LEDGER

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
FORMAT = 1
_LEFT_OUT = ("crawl.db", "allure-results/")
_LARGEST = 2**30
_CHUNK = 2**20


class BundleError(ValueError):
    """A bundle cannot be made or read: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a bundle.

    Attributes:
        site: name of the inspected site; `run` the run.
        digest: 校验码, the manifest's SHA-256.
        files: how many files were checked.
        faults: what is wrong, Chinese sentences; () when nothing is.
        signed: whether it carries a signature, checked when a public key was given.
    """

    site: str
    run: str
    digest: str
    files: int
    faults: tuple[str, ...]
    signed: bool = False


def write_bundle(inspection: Inspection, path: Path, key: Path | None = None) -> str:
    """Pack a run.

    Args:
        inspection: the run; its reports are taken as they lie in its folder.
        path: the zip to write.
        key: PEM file of an Ed25519 private key to sign with, None for no signature.

    Returns:
        The 校验码: SHA-256 of the manifest, hexadecimal.

    Raises:
        BundleError: the key is none, or the zip cannot be written.
    """
    signer = _private(key) if key else None
    folder = inspection.folder
    files = {name: folder / name for name in _names(folder, path)}
    manifest = _manifest(inspection, files)
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, manifest)
            if signer:
                archive.writestr(SIGNATURE, signer.sign(manifest))
            for name, file in files.items():
                archive.write(file, name)
    except OSError as error:
        raise BundleError(f"证据包没有写成 {path}：{error.strerror or error}。") from None
    return hashlib.sha256(manifest).hexdigest()


def check_bundle(path: Path, key: Path | None = None) -> Checked:
    """Look whether a bundle is as it was made.

    Args:
        path: the zip.
        key: PEM file of the Ed25519 public key it must be signed with, None to leave the signature alone.

    Raises:
        BundleError: it is no bundle, or the key is none.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = archive.read(MANIFEST)
            content = _content(manifest, path)
            names = archive.namelist()
            signature = archive.read(SIGNATURE) if SIGNATURE in names else b""
            faults = tuple(_faults(archive, content["files"]))
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise BundleError(f"{path} 不是证据包，或者已经损坏：{error}。") from None
    if key is not None and not _is_signed(_public(key), signature, manifest):
        faults = (*faults, "签名与所给的公钥不符。" if signature else "没有签名。")
    digest = hashlib.sha256(manifest).hexdigest()
    return Checked(content["site"], content["run"], digest, len(content["files"]), faults, bool(signature))


def _names(folder: Path, path: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and not name.startswith(_LEFT_OUT) and file.resolve() != path.resolve():
            yield name


def _manifest(inspection: Inspection, files: dict[str, Path]) -> bytes:
    header = inspection.header
    content = {
        "format": FORMAT,
        "tool": header.tool,
        "site": header.site.name,
        "url": header.site.url,
        "run": inspection.folder.name,
        "as_of": header.as_of.isoformat(),
        "standards": {ref.code: ref.sha256 for ref in header.standards},
        "result": inspection.scorecard.words,
        "files": {name: {"sha256": _digest(file), "bytes": file.stat().st_size} for name, file in files.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _content(manifest: bytes, path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(manifest)
        if content["format"] > FORMAT:
            raise BundleError(f"{path} 由更新版本的巡检制成（格式 {content['format']}），请升级后再核验。")
        return {key: content[key] for key in ("site", "run", "files")}
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, BundleError):
            raise
        raise BundleError(f"{path} 的 {MANIFEST} 读不出来，已经损坏。") from None


def _faults(archive: zipfile.ZipFile, listed: dict[str, dict[str, Any]]) -> Iterator[str]:
    there = [info for info in archive.infolist() if info.filename not in {MANIFEST, SIGNATURE}]
    names = [info.filename for info in there]
    yield from (f"缺少文件 {name}。" for name in listed if name not in names)
    yield from (f"多出文件 {name}。" for name in names if name not in listed)
    yield from (
        f"文件 {name} 出现了 {names.count(name)} 次。" for name in dict.fromkeys(names) if names.count(name) > 1
    )
    for info in there:
        facts = listed.get(info.filename)
        if facts is None:
            continue
        if info.file_size != facts["bytes"] or info.file_size > _LARGEST:
            yield f"文件 {info.filename} 的大小与清单不符。"
        elif _unpacked_digest(archive, info) != facts["sha256"]:
            yield f"文件 {info.filename} 的内容与清单不符。"
    if LEDGER not in listed:
        yield f"清单里没有台账 {LEDGER}。"
    for name in listed:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            yield f"文件名 {name} 指向证据包之外。"


def _unpacked_digest(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    """Read in pieces; a damaged file has no digest."""
    digest = hashlib.sha256()
    try:
        with archive.open(info) as opened:
            while piece := opened.read(_CHUNK):
                digest.update(piece)
    except (zipfile.BadZipFile, EOFError, OSError):
        return ""
    return digest.hexdigest()


def _private(path: Path) -> Ed25519PrivateKey:
    key = _key(path, lambda content: load_pem_private_key(content, None))
    if not isinstance(key, Ed25519PrivateKey):
        raise BundleError(f"{path} 不是 Ed25519 私钥。")
    return key


def _public(path: Path) -> Ed25519PublicKey:
    key = _key(path, load_pem_public_key)
    if not isinstance(key, Ed25519PublicKey):
        raise BundleError(f"{path} 不是 Ed25519 公钥。")
    return key


def _key(path: Path, load: Any) -> object:  # noqa: ANN401  cryptography's loaders
    try:
        return load(path.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise BundleError(f"密钥文件 {path} 读不出来：{error}。") from None


def _is_signed(key: Ed25519PublicKey, signature: bytes, manifest: bytes) -> bool:
    try:
        key.verify(signature, manifest)
    except InvalidSignature:
        return False
    return True
