"""The two decoders: zbar (patient with blur) and zxing-cpp (tilt, rotation, dark mode)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import zxingcpp

from core.services.scanning.views import Corner, View

try:
    from pyzbar import pyzbar
except (
    ImportError,
    OSError,
) as missing:  # the wheel asks for the system's libzbar when it is imported
    pyzbar = None
    logging.getLogger(__name__).warning(
        "The scanner reads with zxing-cpp alone: zbar's library is missing (%s).", missing
    )

ZBAR_IS_HERE = pyzbar is not None

# All symbologies cost up to four times as much and add wrong readings; the QR family holds Micro
# QR, whose few modules were misread out of ordinary codes.
_ZBAR_KINDS: list[Any] = (
    [pyzbar.ZBarSymbol.QRCODE, pyzbar.ZBarSymbol.CODE128] if ZBAR_IS_HERE else []
)
_ZXING_KINDS = zxingcpp.BarcodeFormats(
    (zxingcpp.BarcodeFormat.QRCodeModel2, zxingcpp.BarcodeFormat.Code128)
)


class CodeKind(StrEnum):
    QR = "QR code"
    CODE_128 = "Code 128"


class Engine(StrEnum):
    ZBAR = "zbar"
    ZXING = "zxing-cpp"


@dataclass(frozen=True, slots=True)
class Reading:
    """One code that was read; `corners` are (x, y) in pixels of the frame, going round."""

    text: str
    kind: CodeKind
    engine: Engine
    corners: tuple[Corner, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A QR code that was seen but not read; four corners in pixels of the frame, from top left."""

    corners: tuple[Corner, ...]


def read_with_zbar(view: View) -> list[Reading]:
    """Codes that zbar reads in the view; none where its library is missing."""
    if not ZBAR_IS_HERE:
        return []
    return [
        Reading(
            text=code.data.decode("utf-8", "replace"),
            kind=CodeKind.QR if code.type == "QRCODE" else CodeKind.CODE_128,
            engine=Engine.ZBAR,
            corners=view.corners_in_frame([(float(p.x), float(p.y)) for p in code.polygon]),
        )
        for code in pyzbar.decode(view.pixels, symbols=_ZBAR_KINDS)
        if code.data
    ]


def read_with_zxing(view: View) -> list[Reading]:
    """Codes that zxing-cpp reads in the view."""
    return look_with_zxing(view)[0]


def look_with_zxing(view: View) -> tuple[list[Reading], list[Unread]]:
    """Codes that zxing-cpp reads in the view, and the QR codes that it only finds."""
    codes = zxingcpp.read_barcodes(
        view.pixels, formats=_ZXING_KINDS, text_mode=zxingcpp.TextMode.Plain, return_errors=True
    )
    read = [_reading(code, view) for code in codes if code.valid and code.text]
    unread = [
        Unread(view.corners_in_frame(_corners(code)))
        for code in codes
        if not code.valid and code.symbology == zxingcpp.BarcodeFormat.QRCode
    ]
    return read, unread


def _reading(code: zxingcpp.Barcode, view: View) -> Reading:
    is_qr = code.symbology == zxingcpp.BarcodeFormat.QRCode
    return Reading(
        text=code.text,
        kind=CodeKind.QR if is_qr else CodeKind.CODE_128,
        engine=Engine.ZXING,
        corners=view.corners_in_frame(_corners(code)),
    )


def _corners(code: zxingcpp.Barcode) -> Sequence[tuple[float, float]]:
    at = code.position
    around = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    return [(float(point.x), float(point.y)) for point in around]
