"""Is a bundle found out as soon as anything in it was changed, and does an untouched one pass?"""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from reports.__main__ import main
from reports.bundle import MANIFEST, BundleError, check_bundle, write_bundle
from reports.ledger import LEDGER
from reports.material import Material
from reports.products import write_products
from suites.selftest.telling_material import tell

Entries = dict[str, bytes]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A run with its reports, packed."""
    told = tell(tmp_path / "20260821-120000-aaaa")
    write_products(Material(told.inspection))
    path = tmp_path / "bundle.zip"
    write_bundle(told.inspection, path)
    return path


def rewritten(path: Path, change: Callable[[Entries], None]) -> Path:
    """The same bundle with its entries changed."""
    with zipfile.ZipFile(path) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    change(entries)
    other = path.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as new:
        for name, content in entries.items():
            new.writestr(name, content)
    return other


def test_an_untouched_bundle_passes(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = check_bundle(bundle)
    assert found.faults == ()
    assert found.files > 8
    assert main(["verify", str(bundle), "--digest", found.digest]) == 0
    assert "通过" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda entries: entries.update({LEDGER: entries[LEDGER].replace("发现问题".encode(), "没有问题".encode())}),
            "内容",
        ),
        (lambda entries: entries.update({LEDGER: entries[LEDGER] + b"\n"}), "大小"),
        (lambda entries: entries.pop("index.html"), "缺少"),
        (lambda entries: entries.update({"extra.txt": b"x"}), "多出"),
    ],
)
def test_any_change_is_found(bundle: Path, change: Callable[[Entries], None], said: str) -> None:
    (fault,) = check_bundle(rewritten(bundle, change)).faults
    assert said in fault


def test_a_rewritten_manifest_has_another_digest(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = check_bundle(bundle).digest
    other = rewritten(bundle, lambda entries: entries.update({MANIFEST: entries[MANIFEST] + b"\n"}))
    assert check_bundle(other).faults == ()
    assert main(["verify", str(other), "--digest", digest]) == 1
    assert "校验码不符" in capsys.readouterr().out


def test_a_signature_holds_for_its_key_only(tmp_path: Path) -> None:
    told, keys = tell(tmp_path / "run"), {}
    for name in ("ours", "theirs"):
        key = Ed25519PrivateKey.generate()
        keys[name] = tmp_path / f"{name}.pem"
        keys[name].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        keys[name].with_suffix(".pub").write_bytes(public)
    path = tmp_path / "bundle.zip"
    write_bundle(told.inspection, path, keys["ours"])
    assert check_bundle(path, keys["ours"].with_suffix(".pub")).faults == ()
    assert "不符" in check_bundle(path, keys["theirs"].with_suffix(".pub")).faults[0]
    write_bundle(told.inspection, path)
    assert check_bundle(path, keys["ours"].with_suffix(".pub")).faults == ("没有签名。",)
    with pytest.raises(BundleError, match=r"公钥|密钥"):
        check_bundle(path, keys["ours"])


def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    torn = tmp_path / "torn.zip"
    torn.write_bytes(bundle.read_bytes()[:-200])
    for wrong in (tmp_path / "x.zip", tmp_path / "none.zip", torn):
        assert main(["verify", str(wrong)]) == 1
        assert "不是证据包" in capsys.readouterr().err
    assert main(["verify"]) == 4


def test_the_command_packs_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tell(tmp_path / "run")
    (told.folder / "crawl.db").write_bytes(b"x" * 1000)
    output = tmp_path / "out" / "b.zip"
    assert main(["bundle", str(told.folder), "--output", str(output)]) == 1
    assert "没有写成" in capsys.readouterr().err
    output.parent.mkdir()
    assert main(["bundle", str(told.folder), "--output", str(output)]) == 0
    assert check_bundle(output).digest in capsys.readouterr().out
    with zipfile.ZipFile(output) as archive:
        assert "crawl.db" not in archive.namelist()
    shutil.rmtree(told.folder)
    assert main(["verify", str(output)]) == 0
