"""Picture files: read to pixels, or refused with the reason; and all codes in one of them."""

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np

from core.domain.errors import Refusal, said_by_system
from core.services.files import read_file
from core.services.scanning.decode import Wanted, anything, read_every_code
from core.services.scanning.engines import Reading
from core.services.scanning.views import GREY, Pixels

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_SIDE = 4000
"""Pixels; a larger picture is shrunk to it, for no code needs more and the decoders' time grows."""


WITH_COVER = 4
"""Channels of a picture that says how much each pixel covers."""


class PictureUnreadable(Refusal):
    """The file can't be read as a picture; `file` and `reason` say which and why."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file.name} can't be scanned: {reason}.")


@dataclass(frozen=True, slots=True)
class PictureScan:
    """What was read in one picture file, and the milliseconds from opening it to the answer."""

    file: Path
    readings: tuple[Reading, ...]
    milliseconds: float


def scan_picture(file: Path, *, wanted: Wanted = anything) -> PictureScan:
    """Read all QR and Code 128 codes in a picture file; no readings where there is none.

    The slower looks are taken until one text is `wanted`. Raises PictureUnreadable.
    """
    begun = perf_counter()
    readings = read_every_code(read_picture(file), wanted=wanted)
    return PictureScan(file, tuple(readings), (perf_counter() - begun) * 1000)


def read_picture(file: Path) -> Pixels:
    """The picture in grey (height by width, uint8), upright, on white where it is see-through.

    Raises PictureUnreadable.
    """
    content = _content(file)
    try:
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise PictureUnreadable(file, "it is damaged or far too large") from error
    if picture is None:
        raise PictureUnreadable(file, "it is not a picture, or of a kind that is not read here")
    return _no_larger_than(LARGEST_SIDE, _grey(_in_bytes(np.asarray(picture))))


def _content(file: Path) -> bytes:
    try:
        content = read_file(file, most=LARGEST_FILE)
    except OSError as error:
        reason = said_by_system(error)
        raise PictureUnreadable(file, reason) from error
    if not content:
        raise PictureUnreadable(file, "it is empty")
    return content


def _in_bytes(picture: np.ndarray) -> Pixels:
    if picture.dtype == np.uint8:
        return picture
    if picture.dtype == np.uint16:
        return (picture >> 8).astype(np.uint8)
    return np.asarray(cv2.normalize(picture, None, 0, 255, cv2.NORM_MINMAX), dtype=np.uint8)  # type: ignore[call-overload]


def _grey(picture: Pixels) -> Pixels:
    if picture.ndim == GREY:
        return picture
    if picture.shape[2] == WITH_COVER:
        return _on_white(picture)
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def _on_white(picture: Pixels) -> Pixels:
    # A code saved without its background is black on nothing, and nothing is stored as black, too.
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGRA2GRAY), dtype=np.uint16)
    cover = picture[:, :, 3].astype(np.uint16)
    return np.asarray((grey * cover + 255 * (255 - cover)) // 255, dtype=np.uint8)


def _no_larger_than(side: int, picture: Pixels) -> Pixels:
    longest = max(picture.shape)
    if longest <= side:
        return picture
    share = side / longest
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)
