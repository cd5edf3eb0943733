"""Data folders that the server's account can reach, and clients in processes of their own."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.embedded import EmbeddedServer
from tests.db.embedded.processes import Client, fresh_folder


@pytest.fixture
def data_folder() -> Iterator[Path]:
    with fresh_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def made_cluster() -> Iterator[Path]:
    with fresh_folder() as folder:
        EmbeddedServer.open(folder).close()
        yield folder / "cluster"


@pytest.fixture
def made_folder(data_folder: Path, made_cluster: Path) -> Path:
    """A data folder after its first start, copied as that takes a second."""
    subprocess.run(["cp", "-a", made_cluster, data_folder], check=True)
    return data_folder


@pytest.fixture
def start_client(made_folder: Path) -> Iterator[Callable[[], Client]]:
    clients: list[Client] = []

    def start() -> Client:
        clients.append(Client(made_folder))
        return clients[-1]

    yield start
    for client in clients:
        if client.process.poll() is None:
            client.leave()
