"""The work of `parterre keys`: the keys that sign tickets listed, made, retired."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from cli.ready import kept_database
from cli.saying import number_of, tell
from core.domain.errors import NotFound
from core.services.staff import SignedIn
from core.services.tickets.keys import (
    KeyRow,
    key_file,
    key_file_told,
    key_name,
    list_keys,
    rotate_key,
)
from core.services.tickets.retiring_keys import RetiringOutlook, retire_key, retiring_outlook
from core.services.work import Work, begin_work


def tell_keys() -> None:
    """One line a key."""
    with _keeper() as person, _working(person) as work:
        keys, path = list_keys(work), key_file(work)
    for one in keys:
        tell(_line(one))
    if not keys:
        tell("There is no key yet. Whoever signs the first ticket makes it.")
    elif not any(one.signs_here for one in keys):
        tell(f"No key signs on this computer: none of these is in {path}.")


def rotate() -> None:
    """Sign with a new key from now on."""
    with _keeper() as person, _working(person) as work:
        name, path = key_name(rotate_key(work).public), key_file(work)
    tell(f"{name} signs the tickets on this computer from now on.")
    tell("Tickets that are signed already stay good until their key is retired.")
    tell(f"Copy {path} to every other computer that signs: until then it goes on with its own.")


def retire(told: str, *, asked: bool) -> None:
    """Believe a key no more, after asking unless that is done."""
    with _keeper() as person:
        with _working(person) as work:
            key = _called(work, told)
            outlook = retiring_outlook(work, key.id)
        tell(_consequence(outlook))
        if not asked:
            typer.confirm(f"Retire {outlook.name}?", abort=True, err=True)
        with _working(person) as work:
            retire_key(work, key.id)
    tell(f"{outlook.name} is retired.")


@contextmanager
def _keeper() -> Iterator[SignedIn]:
    with kept_database() as opened, opened.signed_in() as person:
        yield person


@contextmanager
def _working(person: SignedIn) -> Iterator[Work]:
    """Work on the keys; refuses `KeyFileDamaged` and `KeyFileUnusable`."""
    with begin_work(person.sessions, person.actor) as work, key_file_told(work):
        yield work


def _called(work: Work, told: str) -> KeyRow:
    wanted = told.strip().lower()
    for one in list_keys(work):
        if one.name == wanted:
            return one
    raise NotFound("signing key", told)


def _line(one: KeyRow) -> str:
    said = [f"made {one.valid_from:%Y-%m-%d %H:%M} UTC"]
    if one.retired_at is not None:
        said.append(f"retired {one.retired_at:%Y-%m-%d %H:%M} UTC")
    if one.signs_here:
        said.append("signs on this computer")
    return f"{one.name}: {', '.join(said)}."


def _consequence(outlook: RetiringOutlook) -> str:
    if not outlook.tickets:
        return f"{outlook.name} has signed no ticket that is still to be used."
    tickets, events = number_of(outlook.tickets, "ticket"), number_of(outlook.events, "event")
    return (
        f"{outlook.name} has signed {tickets} still to be used, for {events}. Every door will "
        "refuse their QR codes, at once and for good; their numbers and barcodes still let in."
    )
