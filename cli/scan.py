"""The work of `parterre scan`: the codes in pictures, and what a door would say to them."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import typer

from cli.ready import kept_database
from cli.saying import REFUSED, err, out
from core.domain.door import Verdict
from core.services.door.looking import TicketLook, look_at_ticket, looks_like_a_ticket
from core.services.scanning.engines import Reading
from core.services.scanning.pictures import PictureScan, PictureUnreadable, scan_picture
from core.services.tickets.keys import load_verifiers
from core.services.work import begin_reading

Judge = Callable[[str], TicketLook]
_NOTHING = "nothing read"


def tell_what_is_read(pictures: Sequence[Path], *, any_: bool) -> None:
    """One line a picture; `any_` reads codes that are not ours too and needs no database."""
    with ExitStack() as stack:
        tell = _texts if any_ else _verdicts(_judge(stack))
        unread = [picture for picture in pictures if not _one(picture, tell, any_=any_)]
    if unread:
        raise typer.Exit(REFUSED)


def _one(picture: Path, tell: Callable[[Sequence[Reading]], str], *, any_: bool) -> bool:
    try:
        seen = scan_picture(picture) if any_ else scan_picture(picture, wanted=looks_like_a_ticket)
    except PictureUnreadable as refusal:
        err.print(str(refusal), markup=False)
        return False
    said = tell(seen.readings)
    out.print(f"{picture}  {said}  {_milliseconds(seen)}", markup=False)
    return said != _NOTHING


def _texts(readings: Sequence[Reading]) -> str:
    return "; ".join(f"{one.kind}: {one.text}" for one in readings) or _NOTHING


def _verdicts(judge: Judge) -> Callable[[Sequence[Reading]], str]:
    def tell(readings: Sequence[Reading]) -> str:
        tickets = [one.text for one in readings if looks_like_a_ticket(one.text)]
        looks = [judge(text) for text in tickets]
        if not looks and readings:
            return "no ticket: " + _texts(readings)
        # The QR code and the barcode of one ticket are one answer.
        return "; ".join(dict.fromkeys(_verdict(look) for look in looks)) or _NOTHING

    return tell


def _verdict(look: TicketLook) -> str:
    answer = look.answer
    words = "Genuine, not used yet" if answer.verdict is Verdict.ADMITTED else answer.words
    if answer.verdict is Verdict.ALREADY_USED and answer.admitted is not None:
        words += f" {answer.admitted.at:%Y-%m-%d %H:%M} UTC at {answer.admitted.gate}"
    return words if not look.number else f"{words}: {look.number}, {look.seat}, {look.event}"


def _judge(stack: ExitStack) -> Judge:
    opened = stack.enter_context(kept_database())
    person = stack.enter_context(opened.signed_in())
    session = stack.enter_context(begin_reading(person.sessions))
    verifiers = load_verifiers(session)
    return lambda text: look_at_ticket(session, text, verifiers=verifiers)


def _milliseconds(seen: PictureScan) -> str:
    return f"{seen.milliseconds:.0f} ms"
