"""QR code and Code 128 as plain shapes, for any paper: modules and bars, without quiet zones."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import zxingcpp
from numpy.typing import NDArray

Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class QrShape:
    """Dark runs (column, row from the top, length) of a square of `size` modules."""

    size: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class BarcodeShape:
    """Dark bars (start, width) of a barcode `width` modules wide."""

    width: int
    bars: tuple[tuple[int, int], ...]


def qr_shape(text: str) -> QrShape:
    """The QR code of a text at error correction M; a ticket's 120 characters make version 5."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    dark = _pixels(made) < _HALF
    return QrShape(len(dark), tuple(_runs(dark)))


@lru_cache(maxsize=256)
def barcode_shape(number: str) -> BarcodeShape:
    """The Code 128 of a number; an even count of digits is packed two by two (set C)."""
    made = zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.Code128)
    pixels = _pixels(made)
    line = pixels[len(pixels) // 2] < _HALF
    bars = tuple((start, width) for start, _, width in _runs(line[np.newaxis]))
    return BarcodeShape(len(line), bars)


_HALF = 128


def _pixels(made: zxingcpp.Barcode) -> NDArray[np.uint8]:
    return np.array(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False))


def _runs(dark: NDArray[np.bool_]) -> list[Run]:
    """Where dark begins in each row, which row it is, and how long it goes on."""
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return list(zip(starts.tolist(), rows.tolist(), (ends - starts).tolist(), strict=True))
