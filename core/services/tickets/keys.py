"""The agency's ticket-signing key: the private half in a file, the public halves in a table.

The private half never enters the database, so whoever copies the database can't make tickets, and
a door that holds the public halves can't either.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.domain.errors import Refusal, said_by_system
from core.domain.staff import Permission
from core.services.tickets.signatures import KeyUnreadable, PrivateKey, PublicKeys
from core.services.work import Work
from db.embedded.folders import default_data_folder
from db.models import SigningKey


class NoSigningKey(Refusal):
    """No key on this machine, and a person who may not make one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            "Tickets can't be signed here yet: this machine has no signing key that counts. "
            "Ask a manager to sign in once, or let the worker issue the tickets."
        )


class KeyFileUnusable(Refusal):
    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"The signing key in {path} can't be used: {why}.")


class KeyFileDamaged(Refusal):
    """The public half is in the database, so that only new tickets need another key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} holds no signing key. Put its backup there, or make a new one with “parterre "
            "keys rotate”: tickets that are signed already stay good."
        )


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One public key; tickets signed with it are genuine until it is retired.

    `name` is what people call it: the first 8 digits of the key in hexadecimal.
    """

    id: UUID
    name: str
    valid_from: datetime
    retired_at: datetime | None
    signs_here: bool


def key_folder() -> Path:
    """`PARTERRE_KEYS_DIR`, else `keys` in the data folder."""
    if chosen := os.environ.get("PARTERRE_KEYS_DIR"):
        return Path(chosen).expanduser().absolute()
    return default_data_folder() / "keys"


def load_signer(work: Work, folder: Path | None = None) -> PrivateKey:
    """Read the agency's key from its file; managers and the worker make it where it is missing.

    A public half that the database does not know (a restored backup) is registered again, and a key
    that was retired replaced by a new one. Refuses `NoSigningKey`; raises `KeyUnreadable` for a
    damaged file.
    """
    path = key_file(work, folder)
    may_keep = work.actor.may(Permission.KEEP_SIGNING_KEYS)
    if not path.exists():
        if not may_keep:
            raise NoSigningKey(path)
        _write_new(path)
    key = PrivateKey.read(path.read_bytes())
    known = select(SigningKey.retired_at).where(SigningKey.public_key == key.public)
    found = work.session.execute(known).one_or_none()
    if found is not None and found.retired_at is None:
        return key
    if not may_keep:
        raise NoSigningKey(path)
    if found is not None:  # what a retired key signs nobody would believe
        return rotate_key(work, folder)
    _register(work, key)
    return key


def load_verifiers(session: Session) -> PublicKeys:
    """Every public key that counts, the newest first."""
    keys = session.scalars(
        select(SigningKey.public_key)
        .where(SigningKey.retired_at.is_(None))
        .order_by(SigningKey.valid_from.desc(), SigningKey.id.desc())
    )
    return PublicKeys(keys.all())


def rotate_key(work: Work, folder: Path | None = None) -> PrivateKey:
    """Sign with a new key from now on; tickets signed before stay genuine."""
    work.actor.require(Permission.KEEP_SIGNING_KEYS)
    key = PrivateKey.make()
    _register(work, key)  # first: a refused insert must not leave a file that nobody can check
    _replace(key_file(work, folder), key)
    return key


def list_keys(work: Work, folder: Path | None = None) -> tuple[KeyRow, ...]:
    """All public keys, the newest first, and which of them signs on this machine."""
    here = key_here(work, folder)
    newest_first = (SigningKey.valid_from.desc(), SigningKey.id.desc())
    return tuple(
        KeyRow(
            key.id,
            key_name(key.public_key),
            key.valid_from,
            key.retired_at,
            signs_here=key.public_key == here,
        )
        for key in work.session.scalars(select(SigningKey).order_by(*newest_first))
    )


def key_file(work: Work, folder: Path | None = None) -> Path:
    """Where the agency's private key lies on this machine, whether or not there is one."""
    return (folder or key_folder()) / f"{work.actor.tenant_id}.pem"


def key_here(work: Work, folder: Path | None = None) -> bytes | None:
    """The public half of the key that signs on this machine; raises `KeyUnreadable`."""
    path = key_file(work, folder)
    return PrivateKey.read(path.read_bytes()).public if path.exists() else None


@contextmanager
def key_file_told(work: Work, folder: Path | None = None) -> Iterator[None]:
    """Say to a person what is wrong with the file: refuses `KeyFileDamaged`, `KeyFileUnusable`."""
    try:
        yield
    except KeyUnreadable as error:
        raise KeyFileDamaged(key_file(work, folder)) from error
    except OSError as error:
        raise KeyFileUnusable(folder or key_folder(), said_by_system(error)) from error


def key_name(public: bytes) -> str:
    """What people call a key: the first 8 digits of its public half in hexadecimal."""
    return public.hex()[:8]


def _register(work: Work, key: PrivateKey) -> None:
    """Two workers that found the same file register it once."""
    row = {"public_key": key.public, "valid_from": work.now}
    work.session.execute(insert(SigningKey).on_conflict_do_nothing(), row)


def _write_new(path: Path) -> None:
    """Make the file unless another process was first: its key is as good as ours."""
    ready = _ready_file(path, PrivateKey.make())
    try:
        os.link(ready, path)  # fails where the name exists, and is never seen half written
    except FileExistsError:
        return
    finally:
        ready.unlink()


def _replace(path: Path, key: PrivateKey) -> None:
    _ready_file(path, key).replace(path)


def _ready_file(path: Path, key: PrivateKey) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    ready = path.with_name(f".{path.name}.{uuid4().hex}")
    descriptor = os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.pem())
        file.flush()
        os.fsync(file.fileno())
    return ready
