"""Is there a PostgreSQL to try the archive on? One that is named, or a throw-away one when its programs are here."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

VARIABLE = "XUNJIAN_TEST_POSTGRES"
_PLACES = "/usr/lib/postgresql"
_OWNER = "postgres"  # the server refuses to run as root


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The SQLAlchemy address of an empty database, given up afterwards.

    Raises:
        pytest.skip.Exception: there is none, and why.
    """
    if named := os.environ.get(VARIABLE):
        yield named
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"no PostgreSQL: neither {VARIABLE} is set nor are initdb and pg_ctl installed")
    # Not below pytest's own folder, which only its owner may enter.
    with tempfile.TemporaryDirectory(prefix="xunjian-postgres-") as folder, _server(programs, Path(folder)) as port:
        yield f"postgresql+psycopg://{_OWNER}@127.0.0.1:{port}/postgres"


def apart(url: str, schema: str) -> str:
    """The same address, where tables are found and made only in a schema of that name."""
    address = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    return address.render_as_string(hide_password=False)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else sorted(Path(_PLACES).glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


@contextlib.contextmanager
def _server(programs: Path, folder: Path) -> Iterator[int]:
    if os.geteuid() == 0:
        if shutil.which("runuser") is None or _OWNER not in {one.pw_name for one in pwd.getpwall()}:
            pytest.skip(f"no PostgreSQL: it does not run as root, and there is no user {_OWNER}")
        shutil.chown(folder, _OWNER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    data = folder / "data"
    _run(programs / "initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
    try:
        yield port
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", _OWNER, "--", *words]
    # pg_ctl hands its pipes on to the server, which would keep a reader of them waiting.
    silent = subprocess.DEVNULL
    done = subprocess.run(words, stdin=silent, stdout=silent, stderr=silent, check=False, cwd="/", timeout=120)  # noqa: S603
    if done.returncode:
        pytest.skip(f"no PostgreSQL: {Path(str(command[0])).name} ended with {done.returncode}")
