"""The signing key: made once, kept from the database, rotated."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from core.domain.errors import NotAllowed
from core.domain.staff import Role
from core.domain.tickets.qr import is_genuine, sign_ticket
from core.services.tickets.keys import (
    NoSigningKey,
    list_keys,
    load_signer,
    load_verifiers,
    rotate_key,
)
from core.services.tickets.signatures import KeyUnreadable, PrivateKey, PublicKeys
from core.services.work import Work
from db.ids import new_id
from db.models import SigningKey
from tests.conftest import WorkAs


def test_key_is_made_once_and_private(work: Work, tmp_path: Path) -> None:
    first = load_signer(work, tmp_path / "keys")
    again = load_signer(work, tmp_path / "keys")

    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.name == f"{work.actor.tenant_id}.pem"
    assert first.public == again.public
    assert work.session.scalars(select(SigningKey.public_key)).all() == [first.public]


def test_database_holds_the_public_half_only(work: Work, tmp_path: Path) -> None:
    load_signer(work, tmp_path)

    key = work.session.scalars(select(SigningKey)).one()
    assert len(key.public_key) == 32
    assert key.valid_from == work.now


def test_signature_holds_over_its_ticket_only(work: Work, tmp_path: Path) -> None:
    signer = load_signer(work, tmp_path)
    payload = sign_ticket(new_id(), signer)
    other = sign_ticket(new_id(), PrivateKey.make())

    verifiers = load_verifiers(work.session)

    assert is_genuine(payload, verifiers)
    assert not is_genuine(other, verifiers)


def test_no_key_believes_nothing() -> None:
    assert not is_genuine(sign_ticket(new_id(), PrivateKey.make()), PublicKeys([]))


def test_rotated_key_signs_and_the_old_one_still_counts(work: Work, tmp_path: Path) -> None:
    old = sign_ticket(new_id(), load_signer(work, tmp_path))
    rotated = rotate_key(work, tmp_path)

    verifiers = load_verifiers(work.session)

    assert load_signer(work, tmp_path).public == rotated.public
    assert len(verifiers) == 2
    assert is_genuine(old, verifiers)
    assert is_genuine(sign_ticket(new_id(), rotated), verifiers)


def test_key_is_called_by_its_first_digits(work: Work, tmp_path: Path) -> None:
    old, new = load_signer(work, tmp_path), rotate_key(work, tmp_path)

    assert [(row.name, row.signs_here) for row in list_keys(work, tmp_path)] == [
        (new.public.hex()[:8], True),
        (old.public.hex()[:8], False),
    ]


def test_clerk_signs_with_a_key_that_is_there(work_as: WorkAs, tmp_path: Path) -> None:
    with work_as(Role.WORKER) as workers:
        made = load_signer(workers, tmp_path)
    with work_as(Role.BOX_OFFICE) as clerks:
        assert load_signer(clerks, tmp_path).public == made.public


def test_clerk_makes_no_key(work_as: WorkAs, tmp_path: Path) -> None:
    with work_as(Role.BOX_OFFICE) as clerks:
        with pytest.raises(NoSigningKey) as refused:
            load_signer(clerks, tmp_path)
        with pytest.raises(NotAllowed):
            rotate_key(clerks, tmp_path)

    assert refused.value.path.parent == tmp_path
    assert not any(tmp_path.iterdir())


def test_key_of_a_restored_database_is_registered_again(work_as: WorkAs, tmp_path: Path) -> None:
    path = tmp_path / "x.pem"
    with work_as(Role.WORKER) as workers:
        path = tmp_path / f"{workers.actor.tenant_id}.pem"
        key = PrivateKey.make()
        path.write_bytes(key.pem())
        assert load_signer(workers, tmp_path).public == key.public
        assert load_signer(workers, tmp_path).public == key.public
        assert len(load_verifiers(workers.session)) == 1


@pytest.mark.parametrize("content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_damaged_key_file_is_said_so(work: Work, tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"{work.actor.tenant_id}.pem").write_bytes(content)

    with pytest.raises(KeyUnreadable):
        load_signer(work, tmp_path)
