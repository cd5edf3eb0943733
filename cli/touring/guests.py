"""The evening: tickets on paper, held in front of the camera, let in once."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import cv2
import numpy as np
from pypdfium2 import PdfDocument

from cli.touring.day import ZONE, Day
from core.domain.staff import Role
from core.domain.tickets.qr import parse
from core.services.door.scanning import ScanResult, scan_ticket
from core.services.events.queries import EventRow
from core.services.scanning.frames import Picture
from core.services.scanning.loop import Listener, ScanLoop, Sighting
from core.services.tickets.issuing import issue_tickets
from core.services.tickets.keys import load_signer, load_verifiers
from core.services.tickets.pdf import tickets_pdf
from core.services.tickets.queries import tickets_to_print
from core.services.tickets.receipt import receipt_pdf, receipt_to_print
from core.services.work import new_key

GATE = "Main entrance"
_PIXELS_A_POINT = 2.0
_PATIENCE = 20.0


class CodeUnread(Exception):
    """The camera's decoders saw no ticket in the picture of one: the tour can't go on."""


def print_papers(day: Day, booking_id: UUID) -> None:
    """Sign the tickets of a booking and draw them and the receipt as PDF."""
    with day.step("Issue the tickets") as tell:
        with day.as_(Role.MANAGER) as work:
            signer = load_signer(work, day.keys)
        with day.as_(Role.BOX_OFFICE) as work:
            tickets = issue_tickets(work, booking_id, signer=signer)
            sheet = tickets_to_print(work.session, booking_id)
            receipt = receipt_to_print(work.session, booking_id, now=day.now)
        papers = {"tickets.pdf": tickets_pdf(sheet), "receipt.pdf": receipt_pdf(receipt)}
        for name, content in papers.items():
            day.keep(name, content)
        tell(f"{len(tickets)} tickets signed; tickets.pdf with a page each, and receipt.pdf.")


def let_guests_in(day: Day, event: EventRow) -> None:
    """Turn the PDF into pictures, read them as the camera would, and scan each ticket twice."""
    pictures = _pages_as_pictures(day)
    readings = _read_all(day, pictures)
    day.wait(180)
    for again, name in ((False, "Let the guests in"), (True, "Scan the same tickets again")):
        with day.step(name) as tell:
            answers = [_scan(day, event, text) for text in readings]
            yes = sum(answer.lets_in for answer in answers)
            day.known["refused" if again else "admitted"] = len(answers) - yes if again else yes
            tell(_told(answers[0], yes, len(answers)))
        day.wait(4)


def _told(first: ScanResult, yes: int, all_: int) -> str:
    if first.lets_in:
        return f"{yes} of {all_} admitted at the {GATE.lower()}: “{first.words}”."
    before = first.admitted
    when = "" if before is None else f", first at {before.at.astimezone(ZoneInfo(ZONE)):%H:%M}"
    return f"{all_ - yes} of {all_} refused: “{first.words}{when}”."


def _pages_as_pictures(day: Day) -> list[Path]:
    with day.step("Make pictures of the tickets") as tell:
        document = PdfDocument(day.out / "tickets.pdf")
        files = []
        for number, page in enumerate(document, start=1):
            pixels = page.render(scale=_PIXELS_A_POINT).to_numpy()
            _, picture = cv2.imencode(".png", np.asarray(pixels, dtype=np.uint8))
            files.append(day.keep(f"ticket-{number}.png", picture.tobytes()))
        document.close()
        tell(f"{len(files)} pages, {_PIXELS_A_POINT * 72:.0f} pixels an inch.")
    return files


def _read_all(day: Day, pictures: list[Path]) -> list[str]:
    with day.step("Read them through the camera's pipeline") as tell:
        sightings = [_before_the_camera(picture) for picture in pictures]
        slowest = max(one.milliseconds for one in sightings)
        tell(f"{len(sightings)} of {len(pictures)} QR codes read, at most {slowest:.0f} ms each.")
    return [one.reading.text for one in sightings]


def _before_the_camera(picture: Path) -> Sighting:
    seen = _Seen()
    with ScanLoop(lambda: Picture(picture), Listener(sighted=seen.add), wanted=_is_signed) as loop:
        loop.wait(_PATIENCE)
    if seen.ticket is None:
        raise CodeUnread(f"no ticket was read in {picture.name}")
    return seen.ticket


@dataclass(slots=True)
class _Seen:
    """Keeps the first sighting of a signed code; told from a thread of the loop."""

    ticket: Sighting | None = None

    def add(self, sighting: Sighting) -> None:
        if self.ticket is None and _is_signed(sighting.reading.text):
            self.ticket = sighting


def _is_signed(text: str) -> bool:
    return parse(text) is not None


def _scan(day: Day, event: EventRow, text: str) -> ScanResult:
    with day.as_(Role.DOOR) as work:
        return scan_ticket(
            work,
            event.id,
            text,
            nonce=new_key(),
            gate=GATE,
            device="Camera",
            verifiers=load_verifiers(work.session),
        )
