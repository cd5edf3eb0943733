"""The agency's ticket-signing key: the private half in a file, the public halves in a table.

The private half never enters the database, so whoever copies the database can't make tickets, and
a door that holds the public halves can't either.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.staff import Permission
from core.services.tickets.signatures import PrivateKey, PublicKeys
from core.services.work import Work
from db.embedded.folders import default_data_folder
from db.models import SigningKey


class NoSigningKey(Refusal):
    """No key on this machine, and a person who may not make one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            "Tickets can't be signed here yet: this machine has no signing key. "
            "Ask a manager to sign in once, or let the worker issue the tickets."
        )


class LastKey(Refusal):
    def __init__(self) -> None:
        super().__init__("This is the only signing key. Make a new one before retiring it.")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One public key; tickets signed with it are genuine until it is retired."""

    id: UUID
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

    A public half that the database does not know (a restored backup) is registered again. Refuses
    `NoSigningKey`; raises `KeyUnreadable` for a damaged file.
    """
    path = _path(work, folder)
    may_keep = work.actor.may(Permission.KEEP_SIGNING_KEYS)
    if not path.exists():
        if not may_keep:
            raise NoSigningKey(path)
        _write_new(path)
    key = PrivateKey.read(path.read_bytes())
    if not _is_known(work.session, key.public):
        if not may_keep:
            raise NoSigningKey(path)
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
    _register(work, key)
    work.session.flush()  # a refused insert must not leave a file that nobody can check
    _replace(_path(work, folder), key)
    return key


def retire_key(work: Work, key_id: UUID) -> None:
    """Stop believing a key: every ticket signed with it is refused from now on.

    Refuses `NotFound`, and `LastKey` when nothing else could be believed.
    """
    work.actor.require(Permission.KEEP_SIGNING_KEYS)
    living = work.session.scalars(
        select(SigningKey).where(SigningKey.retired_at.is_(None)).with_for_update()
    ).all()
    wanted = next((key for key in living if key.id == key_id), None)
    if wanted is None:
        raise NotFound("signing key", key_id)
    if len(living) == 1:
        raise LastKey
    wanted.retired_at = work.now


def list_keys(work: Work, folder: Path | None = None) -> tuple[KeyRow, ...]:
    """All public keys, the newest first, and which of them signs on this machine."""
    path = _path(work, folder)
    here = PrivateKey.read(path.read_bytes()).public if path.exists() else None
    keys = work.session.scalars(select(SigningKey).order_by(SigningKey.valid_from.desc()))
    return tuple(
        KeyRow(key.id, key.valid_from, key.retired_at, signs_here=key.public_key == here)
        for key in keys
    )


def _path(work: Work, folder: Path | None) -> Path:
    return (folder or key_folder()) / f"{work.actor.tenant_id}.pem"


def _is_known(session: Session, public: bytes) -> bool:
    known = select(SigningKey.id).where(SigningKey.public_key == public)
    return session.scalar(known) is not None


def _register(work: Work, key: PrivateKey) -> None:
    work.session.add(SigningKey(public_key=key.public, valid_from=work.now))


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
