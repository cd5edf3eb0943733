"""A line to the server that is cut around a COMMIT: before it arrives or before its answer does."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from threading import Thread

from sqlalchemy import make_url

from core.services.staff import SignedIn, sign_in
from tests.databases import PASSWORD, TestDatabase

_COMMIT = b"COMMIT\0"
"""In the request, and in the answer once it is carried out."""
_READY = b"Z\0\0\0\x05I"
"""What the server says when a transaction has ended."""
_CHUNK = 65_536


class Lost(Enum):
    """What never arrives."""

    REQUEST = "request"
    ANSWER = "answer"


@dataclass
class Line:
    """Carries a person's traffic to the server until it is cut."""

    server: str
    _door: socket.socket
    _lost: Lost | None = None
    _carriers: list[Thread] = field(default_factory=list)
    _ends: list[socket.socket] = field(default_factory=list)

    def sign_in(self, login: str) -> SignedIn:
        """Sign in over this line instead of straight to the server."""
        host, port = self._door.getsockname()
        near = make_url(self.server).set(query={"host": host, "port": str(port)})
        url = near.set(username=login, password=PASSWORD).render_as_string(hide_password=False)
        return sign_in(lambda _login, _password: url, login, PASSWORD, pool_size=1)

    def cut(self, lost: Lost) -> None:
        """Lose this of the next COMMIT, and the connection with it."""
        self._lost = lost

    def open(self) -> None:
        """Connect whoever calls with the server, until it is taken down."""
        self._start(self._answer_calls)

    def _start(self, work: Callable[..., None], *ends: socket.socket) -> None:
        thread = Thread(target=work, args=ends, daemon=True)
        self._carriers.append(thread)
        thread.start()

    def _answer_calls(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = _connect(self.server)
                self._ends += (near, far)
                self._start(self._forth, near, far)
                self._start(self._back, near, far)

    def take_down(self) -> None:
        """Close what is left of it."""
        with _ending(self._door, *self._ends):
            pass
        for carrier in self._carriers:
            carrier.join(timeout=10)
        for end in self._ends:
            end.close()

    def _forth(self, near: socket.socket, far: socket.socket) -> None:
        with _ending(near, far):
            while asked := near.recv(_CHUNK):
                if self._lost is Lost.REQUEST and _COMMIT in asked:
                    self._lost = None
                    return
                far.sendall(asked)

    def _back(self, near: socket.socket, far: socket.socket) -> None:
        with _ending(near, far):
            while told := far.recv(_CHUNK):
                if self._lost is Lost.ANSWER and _COMMIT in told:
                    while not told.endswith(_READY) and (more := far.recv(_CHUNK)):
                        told += more
                    self._lost = None
                    return
                near.sendall(told)


@contextmanager
def line_to(database: TestDatabase) -> Iterator[Line]:
    """Open a line to a database's server; it is taken down at the end."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        line = Line(database.super_url, door)
        line.open()
        try:
            yield line
        finally:
            line.take_down()


def _connect(url: str) -> socket.socket:
    where = make_url(url).query
    host, port = str(where["host"]), str(where["port"])
    if not host.startswith("/"):
        return socket.create_connection((host, int(port)))
    far = socket.socket(socket.AF_UNIX)
    far.connect(f"{host}/.s.PGSQL.{port}")
    return far


@contextmanager
def _ending(*ends: socket.socket) -> Iterator[None]:
    """Whoever hangs up first, or is cut off, ends it for both sides."""
    with suppress(OSError):
        yield
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
