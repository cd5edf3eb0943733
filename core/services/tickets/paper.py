"""Words on a page: lines that shrink, wrap or end in an ellipsis rather than run over the edge.

All measures are points (1/72 inch) from the lower left corner, as in PDF.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from core.services.tickets.codes import BarcodeShape, QrShape
from core.services.tickets.fonts import pieces, width_of

INK = "#16191d"
MUTED = "#666d76"
HAIR = "#c9cdd3"
ACCENT = "#0b5f70"
ON_ACCENT = "#ffffff"

_ELLIPSIS = "…"
_STEP = 0.5
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


# Streams as they are: PDF has been safe for bytes for decades, and ASCII costs a quarter more.
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True)
class Type:
    """How a text looks: size, the smallest it may shrink to, weight and colour."""

    size: float
    least: float = 0
    bold: bool = False
    color: str = INK

    def at(self, size: float) -> "Type":
        """The same in another size."""
        return Type(size, self.least, self.bold, self.color)


@dataclass(frozen=True, slots=True)
class Paper:
    """A canvas that is written on; every method is one mark."""

    canvas: Canvas

    def text(self, x: float, y: float, words: str, how: Type, *, width: float = 0) -> float:
        """Write a line from `x`; one that is wider than `width` shrinks, then is cut. Its width."""
        fitted, size = fit(words, how, width)
        self.canvas.setFillColor(how.color)
        start = x
        for piece in pieces(fitted, bold=how.bold):
            self.canvas.setFont(piece.font, size)
            self.canvas.drawString(x, y, piece.text)
            x += self.canvas.stringWidth(piece.text, piece.font, size)
        return x - start

    def centred(self, x: float, y: float, words: str, how: Type, *, width: float = 0) -> None:
        """Write a line around `x`."""
        fitted, size = fit(words, how, width)
        at = x - width_of(fitted, size, bold=how.bold) / 2
        self.text(at, y, fitted, how.at(size))

    def right(self, x: float, y: float, words: str, how: Type, *, width: float = 0) -> None:
        """Write a line that ends at `x`."""
        fitted, size = fit(words, how, width)
        at = x - width_of(fitted, size, bold=how.bold)
        self.text(at, y, fitted, how.at(size))

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.6) -> None:
        """Draw a horizontal hairline."""
        self.canvas.setStrokeColor(HAIR)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, y, x + width, y)

    def qr(self, x: float, y: float, side: float, shape: QrShape) -> None:
        """Draw a QR code as one path; keep four modules of white around it."""
        self.canvas.saveState()
        self.canvas.setFillColor(INK)
        self.canvas.translate(x, y)
        self.canvas.scale(side / shape.size, side / shape.size)
        # Written out, as the canvas would format each of four thousand numbers on its own.
        rows = (
            f"{column} {shape.size - 1 - row} {length} 1 re" for column, row, length in shape.runs
        )
        self.canvas.addLiteral("\n".join((*rows, "f")))
        self.canvas.restoreState()

    def barcode(self, x: float, y: float, size: tuple[float, float], shape: BarcodeShape) -> None:
        """Draw a barcode as one path, `size` wide and high; keep ten modules of white beside it."""
        self.canvas.saveState()
        self.canvas.setFillColor(INK)
        self.canvas.translate(x, y)
        self.canvas.scale(size[0] / shape.width, size[1])
        bars = (f"{start} 0 {width} 1 re" for start, width in shape.bars)
        self.canvas.addLiteral("\n".join((*bars, "f")))
        self.canvas.restoreState()


@dataclass(slots=True)
class Draft:
    """A file being drawn; no clock in it, so equal papers are equal bytes."""

    size: tuple[float, float]
    title: str
    author: str
    file: BytesIO = field(default_factory=BytesIO)
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.file, pagesize=self.size, pageCompression=1, invariant=1)
        self.canvas.setTitle(self.title)
        self.canvas.setAuthor(self.author)

    def finish(self) -> bytes:
        """The whole file."""
        self.canvas.save()
        return self.file.getvalue()


def fit(words: str, how: Type, width: float) -> tuple[str, float]:
    """The text and the size at which it fits; cut with an ellipsis where shrinking is not enough.

    No width means as it is.
    """
    if not width or width_of(words, how.size, bold=how.bold) <= width:
        return words, how.size
    size = max(how.least, how.size * width / width_of(words, how.size, bold=how.bold))
    if width_of(words, size, bold=how.bold) <= width + 0.01:
        return words, size
    return _cut(words, size, how, width), size


def _cut(words: str, size: float, how: Type, width: float) -> str:
    low, high = 0, len(words)
    while low < high:  # the longest beginning that fits with its ellipsis
        middle = (low + high + 1) // 2
        if width_of(words[:middle].rstrip() + _ELLIPSIS, size, bold=how.bold) <= width:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + _ELLIPSIS


def wrap(words: str, how: Type, width: float, *, most: int) -> tuple[list[str], float]:
    """At most `most` lines and the largest size at which they fit; the last one cut if it must."""
    size = how.size
    while size > how.least and not _fits(words, size, how, width, most):
        size = max(how.least, size - _STEP)
    lines = list(_lines(words, size, how, width))
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [fit(line, how.at(size), width)[0] for line in lines], size


def _fits(words: str, size: float, how: Type, width: float, most: int) -> bool:
    lines = list(_lines(words, size, how, width))
    return len(lines) <= most and all(
        width_of(line, size, bold=how.bold) <= width for line in lines
    )


def _lines(words: str, size: float, how: Type, width: float) -> Iterator[str]:
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size, bold=how.bold) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def local_day(moment: datetime, timezone: str) -> str:
    """The day where the event is: `Thursday 1 October 2026`."""
    there = moment.astimezone(ZoneInfo(timezone))
    return f"{_DAYS[there.weekday()]} {there.day} {_MONTHS[there.month - 1]} {there.year}"


def local_time(moment: datetime, timezone: str) -> str:
    """The time where the event is, with its zone: `20:00 CEST`, `20:00 UTC+03:00`."""
    there = moment.astimezone(ZoneInfo(timezone))
    zone = there.tzname() or ""
    if not zone.isalpha():
        offset = there.strftime("%z")
        zone = f"UTC{offset[:3]}:{offset[3:]}"
    return f"{there:%H:%M} {zone}"


def grouped(digits: str, by: int = 4) -> str:
    """Digits in groups, as people type them."""
    return " ".join(digits[place : place + by] for place in range(0, len(digits), by))


def stacked(paper: Paper, x: float, top: float, lines: Sequence[str], how: Type) -> float:
    """Write lines under each other, the first with its capitals under `top`; where the last is."""
    y = top
    for line in lines:
        y -= how.size * 1.16
        paper.text(x, y, line, how)
    return y
