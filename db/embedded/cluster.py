"""The cluster's files: made once by initdb, settings and doors written anew at each start."""

import os
import re
import secrets
import shutil
import socket
import sys
from pathlib import Path

from db.embedded.accounts import ServerAccount, own_account
from db.embedded.binaries import Binaries
from db.embedded.errors import NO_SPACE, DiskFull, EmbeddedServerUnavailable
from db.embedded.folders import ServerFolders

SUPERUSER = "parterre_super"
SOCKET_PORT = 5432
INITDB_SECONDS = 180
FIRST_WITH_OWN_LOCALE = 17

SETTINGS = """\
# Written by Parterre at each start: settings of your own belong into ALTER SYSTEM.
max_connections = 200
shared_buffers = 192MB
password_encryption = 'scram-sha-256'
jit = off
fsync = on
full_page_writes = on
synchronous_commit = on
wal_level = replica
min_wal_size = 160MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
# A statement may hold a guest's name or a new password: the log gets neither it nor its values.
log_statement = 'none'
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_line_prefix = '%m [%p] %u@%d '
logging_collector = off
"""

LOCAL_DOORS = f"""\
# Written by Parterre at each start: the superuser by system account, the others by password.
local all {SUPERUSER} peer map=parterre
local all all scram-sha-256
"""

LOOPBACK_DOORS = """\
# Written by Parterre at each start: everybody by password, from this machine only.
host all all 127.0.0.1/32 scram-sha-256
"""


def make_cluster(folders: ServerFolders, binaries: Binaries, account: ServerAccount) -> None:
    """Run initdb unless there is a cluster; what an interrupted first start left is thrown away."""
    if folders.cluster.exists():
        _refuse_other_major(folders.cluster, binaries)
        return
    unfinished = folders.home / "cluster.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.take_over(unfinished)
    made = account.run(
        [
            *(binaries.program("initdb"), "-D", unfinished, "-U", SUPERUSER),
            *("-E", "UTF8", "--locale=C", *_locale(binaries)),
            *("--data-checksums", "-A", "scram-sha-256"),
            *_superuser_door(folders),
        ],
        timeout=INITDB_SECONDS,
    )
    if made.code != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        if NO_SPACE in made.said:
            raise DiskFull(folders.home)
        raise EmbeddedServerUnavailable(
            f"PostgreSQL could not make its files in {folders.home}. "
            f"initdb said:\n{made.said.strip()}"
        )
    unfinished.rename(folders.cluster)


def _locale(binaries: Binaries) -> tuple[str, ...]:
    """Unicode's letters in the order of their bytes; before 17 only the system knows letters."""
    if int(binaries.major) < FIRST_WITH_OWN_LOCALE:
        return ("--locale-provider=libc", "--lc-ctype=C.UTF-8")
    return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")


def write_settings(folders: ServerFolders, account: ServerAccount) -> None:
    """Write postgresql.conf, pg_hba.conf and pg_ident.conf, for old clusters too."""
    if sys.platform == "win32":
        place = f"listen_addresses = '127.0.0.1'\nport = {free_port(folders.cluster)}\n"
        doors = LOOPBACK_DOORS
    else:
        place = (
            "listen_addresses = ''\n"
            f"port = {SOCKET_PORT}\n"
            f"unix_socket_directories = {_quoted(folders.socket)}\n"
            "unix_socket_permissions = 0700\n"
        )
        doors = LOCAL_DOORS
    people = sorted({own_account().name, account.name})
    admitted = "".join(f'parterre "{name}" {SUPERUSER}\n' for name in people)
    files = {
        "postgresql.conf": SETTINGS + place,
        "pg_hba.conf": doors,
        "pg_ident.conf": admitted,
    }
    for name, text in files.items():
        _place(folders, name, text, account)


def _superuser_door(folders: ServerFolders) -> list[str]:
    """Peer where sockets tell who calls; on Windows a random password in a file of our own."""
    if sys.platform == "win32":
        door = os.open(folders.superuser_password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(door, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
        return [f"--pwfile={folders.superuser_password}"]
    return ["--auth-local=peer"]


def _refuse_other_major(cluster: Path, binaries: Binaries) -> None:
    major = (cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    if major != binaries.major:
        raise EmbeddedServerUnavailable(
            f"The data in {cluster} belongs to PostgreSQL {major}, and the installed server is "
            f"{binaries.version}. Upgrade it with pg_upgrade, or install the older server again."
        )


def _place(folders: ServerFolders, name: str, text: str, account: ServerAccount) -> None:
    # Written in our own folder and moved: in the cluster, its account could lay a link for root.
    unfinished = folders.home / f"{name}.new"
    unfinished.unlink(missing_ok=True)
    unfinished.write_text(text, encoding="utf-8")
    unfinished.chmod(0o600)
    account.take_over(unfinished)
    unfinished.replace(folders.cluster / name)


def _quoted(path: Path) -> str:
    doubled = str(path).replace('"', '""')
    return "'\"" + doubled.replace("'", "''") + "\"'"


def free_port(cluster: Path) -> int:
    """The port of the last start, which open windows know, if it is free; else any."""
    settings = cluster / "postgresql.conf"
    before = re.search(r"^port = (\d+)$", settings.read_text(encoding="utf-8"), re.MULTILINE)
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", int(before[1]) if before else 0))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
