"""What is left of killed servers, clients and first starts does not stand in the way."""

import os
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from db.embedded import EmbeddedServer, EmbeddedServerUnavailable
from db.embedded.cluster import free_port
from tests.db.embedded.processes import (
    Client,
    connect,
    connect_to,
    postmaster_pid,
    serves,
    stop_at_once,
)


def test_killed_server_keeps_every_acknowledged_row(made_folder: Path) -> None:
    def sell_until_it_breaks() -> int:
        sold = 0
        connection = connect(server)
        while True:
            try:
                connection.execute("INSERT INTO sale VALUES (%s)", [sold])
            except psycopg.OperationalError:
                connection.close()
                return sold
            sold += 1
            if sold == 100:
                os.kill(postmaster_pid(made_folder), signal.SIGKILL)

    server = EmbeddedServer.open(made_folder)
    with connect(server) as connection:
        connection.execute("CREATE TABLE sale (number integer)")
    with ThreadPoolExecutor(1) as pool:
        selling = pool.submit(sell_until_it_breaks)
        selling.exception(timeout=60)

    with EmbeddedServer.open(made_folder) as again, connect(again) as connection:
        kept = connection.execute("SELECT number FROM sale ORDER BY number").fetchall()
    server.close()

    assert [number for (number,) in kept][: selling.result()] == list(range(selling.result()))
    assert selling.result() >= 100


def test_killed_server_is_waited_for_until_its_last_process_is_gone(made_folder: Path) -> None:
    server = EmbeddedServer.open(made_folder)
    with connect(server) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        os.kill(postmaster_pid(made_folder), signal.SIGKILL)
        log = made_folder / "log" / "server.log"

        with ThreadPoolExecutor(1) as pool:
            opening = pool.submit(EmbeddedServer.open, made_folder)
            while "still in use" not in log.read_text() and not opening.done():
                pass
            os.kill(backend, signal.SIGCONT)
            again = opening.result(timeout=60)

    assert serves(made_folder)
    again.close()
    server.close()
    assert not serves(made_folder)


def test_killed_server_is_started_again_once_by_whoever_wants_it(made_folder: Path) -> None:
    with EmbeddedServer.open(made_folder) as server:
        url, before = server.url("postgres"), stop_at_once(made_folder)
        with ThreadPoolExecutor(8) as pool:
            for asked in [pool.submit(server.ensure_running) for _ in range(8)]:
                asked.result(timeout=60)

        after = postmaster_pid(made_folder)
        server.ensure_running()
        assert postmaster_pid(made_folder) == after != before
        assert server.url("postgres") == url
        connect_to(url).close()
    assert not serves(made_folder)


def test_server_that_cannot_start_is_told_and_tried_again_after_a_rest(
    made_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.embedded.server.REST_SECONDS", 1000.0)
    own_settings = made_folder / "cluster" / "postgresql.auto.conf"
    log = made_folder / "log" / "server.log"
    with EmbeddedServer.open(made_folder) as server:
        stop_at_once(made_folder)
        own_settings.write_text("shared_buffers = 'much'\n")
        with pytest.raises(EmbeddedServerUnavailable, match="shared_buffers") as first:
            server.ensure_running()
        said = log.read_text()
        own_settings.write_text("")
        with pytest.raises(EmbeddedServerUnavailable) as second:
            server.ensure_running()

        assert "can't be started again" in str(first.value)
        assert "try again" in str(first.value)
        assert str(second.value) == str(first.value)
        assert log.read_text() == said

        monkeypatch.setattr("db.embedded.server.monotonic", lambda: monotonic() + 1000.0)
        server.ensure_running()
        assert serves(made_folder)


def test_server_whose_files_are_gone_is_not_begun_anew(made_folder: Path) -> None:
    with EmbeddedServer.open(made_folder) as server:
        stop_at_once(made_folder)
        away = (made_folder / "cluster").rename(made_folder / "away")

        with pytest.raises(EmbeddedServerUnavailable, match="are gone"):
            server.ensure_running()
        assert not (made_folder / "cluster").exists()
        away.rename(made_folder / "cluster")


def test_server_that_was_left_is_not_started_again(made_folder: Path) -> None:
    server = EmbeddedServer.open(made_folder)
    server.close()

    with pytest.raises(EmbeddedServerUnavailable, match="has been closed"):
        server.ensure_running()
    assert not serves(made_folder)


def test_killed_client_does_not_keep_the_server(
    made_folder: Path, start_client: Callable[[], Client]
) -> None:
    killed, last = start_client(), start_client()

    killed.kill()
    assert serves(made_folder)

    last.leave()
    assert not serves(made_folder)
    assert list((made_folder / "clients").iterdir()) == []


def test_server_without_clients_is_joined_and_stopped(
    made_folder: Path, start_client: Callable[[], Client]
) -> None:
    start_client().kill()
    assert serves(made_folder)

    EmbeddedServer.open(made_folder).close()

    assert not serves(made_folder)


def test_number_of_a_dead_server_may_belong_to_another_program(made_folder: Path) -> None:
    EmbeddedServer.open(made_folder).close()
    stale = made_folder / "cluster" / "postmaster.pid"
    stale.write_text(f"{os.getppid()}\n{stale.parent}\n1\n5432\n{made_folder / 'run'}\n\n")

    with EmbeddedServer.open(made_folder):
        assert postmaster_pid(made_folder) != os.getppid()


def test_interrupted_first_start_is_begun_anew(data_folder: Path) -> None:
    half_made = data_folder / "cluster.new" / "base"
    half_made.mkdir(parents=True)

    with EmbeddedServer.open(data_folder):
        assert not half_made.exists()


def test_long_log_is_put_away_at_the_next_start(
    made_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    EmbeddedServer.open(made_folder).close()
    monkeypatch.setattr("db.embedded.postmaster.LARGEST_LOG", 100)

    EmbeddedServer.open(made_folder).close()

    names = sorted(path.name for path in (made_folder / "log").iterdir())
    assert names == ["server.1.log", "server.log"]


def test_port_of_the_last_start_is_kept_while_it_is_free(tmp_path: Path) -> None:
    settings = tmp_path / "postgresql.conf"
    settings.write_text("#port = 5432\n")
    port = free_port(tmp_path)
    settings.write_text(f"listen_addresses = '127.0.0.1'\nport = {port}\n")

    assert free_port(tmp_path) == port
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        assert free_port(tmp_path) != port
