"""Compares what was drawn with pictures that somebody has looked at, tolerant of small things."""

import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QFont, QFontDatabase, QImage

UPDATE = "PARTERRE_UPDATE_PICTURES"
TILE = 8  # pixels; edges and letters that lie a little differently vanish in a tile's mean
NOTICEABLE = 20  # of 255: a tile that differs more in any colour is another tile
# Of all tiles. Measured: another font 0.6 %, the rarest of six statuses in another colour 0.9 %.
MOST_OTHERS = 0.007


def letters_of_tests() -> QFont:
    """A font that comes with a library, drawn alike wherever this runs."""
    file = files("reportlab").joinpath("fonts", "Vera.ttf")
    number = QFontDatabase.addApplicationFont(str(file))
    made = QFont(QFontDatabase.applicationFontFamilies(number)[0])
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@dataclass(frozen=True)
class Unlike:
    """How much of a picture differs, and where it was put to be looked at."""

    share: float
    seen: Path

    def __str__(self) -> str:
        return f"{self.share:.1%} of the picture differs; what was drawn is in {self.seen}"


def unlike(drawn: QImage, kept: Path, folder: Path) -> Unlike | None:
    """How the drawing differs from the picture kept; None if it is like it.

    With PARTERRE_UPDATE_PICTURES in the environment the drawing becomes the picture.
    """
    if os.environ.get(UPDATE):
        kept.parent.mkdir(exist_ok=True)
        drawn.save(str(kept), quality=0)  # the smallest file; PNG loses nothing
    share = share_of_others(drawn, QImage(str(kept)))
    if share <= MOST_OTHERS:
        return None
    seen = folder / kept.name
    drawn.save(str(seen))
    return Unlike(share, seen)


def share_of_others(one: QImage, other: QImage) -> float:
    """Which share of the tiles is noticeably different, 0 to 1; 1 for pictures of two sizes."""
    if one.size() != other.size():
        return 1.0
    away = np.abs(_tiles(one) - _tiles(other)).max(axis=2)
    return float((away > NOTICEABLE).mean())


def _tiles(image: QImage) -> npt.NDArray[np.float64]:
    """The mean colour of each tile, shaped (rows, columns, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = plain.width() // TILE * TILE, plain.height() // TILE * TILE
    pixels = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1, 4)
    inside = pixels[:height, :width, :3].astype(np.float64)
    shape = (height // TILE, TILE, width // TILE, TILE, 3)
    means: npt.NDArray[np.float64] = inside.reshape(shape).mean(axis=(1, 3))
    return means
