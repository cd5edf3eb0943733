"""Which font can draw which character: PDF's own Helvetica first, then what the system has.

Helvetica needs no file and covers western Europe. For the rest a system font is embedded where one
is found, and Chinese, Japanese and Korean fall back to the fonts that PDF viewers bring along. A
character that nothing can draw becomes a question mark: a name never stops a ticket.
"""

import os
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_FILES = (  # regular and bold, the widest coverage first
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("arialuni.ttf", "arialuni.ttf"),
    ("Arial Unicode.ttf", "Arial Unicode.ttf"),
    ("segoeui.ttf", "segoeuib.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("msgothic.ttc", "msgothic.ttc"),
    ("malgun.ttf", "malgunbd.ttf"),
)
_VIEWER_FONTS = (  # drawn by the viewer, one weight; the character set tells who covers what
    ("STSong-Light", "gb2312"),
    ("HeiseiMin-W3", "shift_jis"),
    ("MSung-Light", "big5"),
    ("HYSMyeongJo-Medium", "euc_kr"),
)
UNKNOWN = "?"
# Hebrew, Arabic and their presentation forms, with the spaces between their words.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_FROM_THE_RIGHT = re.compile(f"[{_RIGHT}]+(?: +[{_RIGHT}]+)*")


class Face(Protocol):
    """One font in one weight."""

    @property
    def name(self) -> str:
        """As PDF calls it."""

    def draws(self, character: str) -> bool:
        """Whether the font has this character."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that one font can draw."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class _Coded:
    """A font that covers exactly what a character set can encode."""

    name: str
    charset: str

    def draws(self, character: str) -> bool:
        try:
            character.encode(self.charset)
        except UnicodeEncodeError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class _Embedded:
    """A font from a file, embedded with just the characters that are used."""

    name: str
    characters: frozenset[int]

    def draws(self, character: str) -> bool:
        return ord(character) in self.characters


_BASE = (_Coded("Helvetica", "cp1252"), _Coded("Helvetica-Bold", "cp1252"))


def pieces(text: str, *, bold: bool = False) -> tuple[Piece, ...]:
    """Split a text by the fonts that can draw it; line breaks and controls become spaces."""
    drawn = [_drawn(letter, bold=bold) for letter in _in_reading_order(_plain(text))]
    return tuple(
        Piece(font, "".join(letter for _, letter in run))
        for font, run in groupby(drawn, key=itemgetter(0))
    )


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is in points."""
    return sum(
        pdfmetrics.stringWidth(piece.text, piece.font, size) for piece in pieces(text, bold=bold)
    )


def _plain(text: str) -> str:
    """Composed letters, and a space for whatever is no letter to draw."""
    composed = unicodedata.normalize("NFC", text)
    kept = (letter for letter in composed if unicodedata.category(letter) != "Cf")
    return "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in kept)


def _in_reading_order(text: str) -> str:
    """Turn words that are written from the right around; PDF draws from the left."""
    return _FROM_THE_RIGHT.sub(lambda found: found[0][::-1], text)


@lru_cache(maxsize=8192)
def _drawn(letter: str, *, bold: bool) -> tuple[str, str]:
    base = _BASE[bold]
    if base.draws(letter):
        return base.name, letter
    for face in (*_embedded(bold=bold), *_viewer_faces()):
        if face.draws(letter):
            return face.name, letter
    return base.name, UNKNOWN


@cache
def _embedded(*, bold: bool) -> tuple[Face, ...]:
    """Every system font of the list that is here, the widest first."""
    files = _font_files()
    found = (files.get(names[bold]) or files.get(names[0]) for names in _FILES)
    return tuple(face for path in found if path is not None and (face := _load(path)) is not None)


@cache
def _load(path: Path) -> Face | None:
    name = f"Parterre-{path.stem}"
    try:
        font = TTFont(name, str(path))
    except (TTFError, OSError):  # another format behind the name: as if it were not there
        return None
    pdfmetrics.registerFont(font)
    return _Embedded(name, frozenset(font.face.charToGlyph))


@cache
def _viewer_faces() -> tuple[Face, ...]:
    for name, _ in _VIEWER_FONTS:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return tuple(_Coded(name, charset) for name, charset in _VIEWER_FONTS)


@cache
def _font_files() -> dict[str, Path]:
    """Where the fonts of the list are, the first find of each name."""
    wanted = {name for names in _FILES for name in names}
    found: dict[str, Path] = {}
    for folder in _font_folders():
        for place, _, names in os.walk(folder):
            for name in wanted.intersection(names):
                found.setdefault(name, Path(place) / name)
    return found


def _font_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",)
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    return (home / ".local/share/fonts", Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
