"""Picture files: every usual kind is read, everything else refused with its reason."""

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.services.scanning.engines import CodeKind
from core.services.scanning.pictures import PictureUnreadable, read_picture, scan_picture
from tests.services.scanning.drawing import NUMBER, TICKET, code_128, in_colour, on_frame, qr


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "bmp", "tif"])
def test_picture_file_is_scanned(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"ticket ä.{kind}"
    file.write_bytes(encoded(in_colour(on_frame(qr(TICKET), code_128(NUMBER))), kind))

    scan = scan_picture(file)

    assert scan.file == file
    assert {reading.text for reading in scan.readings} == {TICKET, NUMBER}
    assert scan.milliseconds > 0


def test_picture_without_a_code_has_no_readings(tmp_path: Path) -> None:
    file = tmp_path / "wall.png"
    file.write_bytes(encoded(on_frame(), "png"))

    assert scan_picture(file).readings == ()


def test_code_on_nothing_is_read_as_on_white(tmp_path: Path) -> None:
    cover = 255 - qr(TICKET)
    black = np.zeros_like(cover)
    file = tmp_path / "logo.png"
    file.write_bytes(encoded(np.dstack([black, black, black, cover]), "png"))

    assert [reading.text for reading in scan_picture(file).readings] == [TICKET]


def test_sixteen_bits_a_pixel_are_read(tmp_path: Path) -> None:
    file = tmp_path / "deep.png"
    file.write_bytes(encoded(on_frame(qr(TICKET)).astype(np.uint16) * 257, "png"))

    assert [reading.text for reading in scan_picture(file).readings] == [TICKET]


def test_large_picture_is_shrunk(tmp_path: Path) -> None:
    file = tmp_path / "poster.png"
    file.write_bytes(encoded(on_frame(qr(TICKET, 40), width=6000, height=4500), "png"))

    assert read_picture(file).shape == (3000, 4000)
    assert [reading.text for reading in scan_picture(file).readings] == [TICKET]


@pytest.mark.parametrize("dots_per_inch", [150, 300])
def test_printed_page_is_scanned(tmp_path: Path, dots_per_inch: int) -> None:
    page = tmp_path / "page.pdf"
    print_page(page)
    picture = pypdfium2.PdfDocument(page)[0].render(scale=dots_per_inch / 72).to_numpy()
    file = tmp_path / "page.png"
    file.write_bytes(encoded(np.asarray(picture), "png"))

    readings = scan_picture(file).readings

    assert {(reading.text, reading.kind) for reading in readings} == {
        (TICKET, CodeKind.QR),
        (NUMBER, CodeKind.CODE_128),
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7 a document", "it is not a picture"),
        (b"\x89PNG\r\n\x1a\n damaged", "it is not a picture"),
    ],
    ids=["empty", "document", "damaged"],
)
def test_file_that_is_no_picture_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "ticket.png"
    file.write_bytes(content)

    with pytest.raises(PictureUnreadable) as refusal:
        scan_picture(file)

    assert refusal.value.file == file
    assert refusal.value.reason.startswith(reason)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureUnreadable) as missing:
        scan_picture(tmp_path / "gone.png")
    with pytest.raises(PictureUnreadable) as folder:
        scan_picture(tmp_path)

    assert missing.value.reason == "no such file or directory"
    assert folder.value.file == tmp_path


def test_picture_with_more_pixels_than_any_camera_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.pbm"
    file.write_bytes(b"P4 70000 70000\n")

    with pytest.raises(PictureUnreadable) as refusal:
        scan_picture(file)

    assert refusal.value.file == file


def print_page(file: Path) -> None:
    """A page of A4 with a QR code 35 mm wide and bars 15 mm high."""
    page = Canvas(str(file), pagesize=A4)
    code = QrCodeWidget(TICKET, barLevel="M", barWidth=35 * mm, barHeight=35 * mm)
    sheet = Drawing(35 * mm, 35 * mm)
    sheet.add(code)
    sheet.drawOn(page, 20 * mm, 200 * mm)
    Code128(NUMBER, barWidth=0.35 * mm, barHeight=15 * mm).drawOn(page, 80 * mm, 210 * mm)
    page.drawString(20 * mm, 180 * mm, "Stalls, row C, seat 12")
    page.save()


def encoded(picture: np.ndarray, kind: str) -> bytes:
    written, content = cv2.imencode(f".{kind}", picture)
    assert written
    return bytes(content)
