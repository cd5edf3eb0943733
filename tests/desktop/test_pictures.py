"""Pictures out of plans: read within bounds, whatever a file brings, and drawn where they lie."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from core.domain.venues.extras import Background
from desktop.pictures import LONGEST, Picture, image_from
from tests.desktop.painted import BLUE, GREEN, RED, data_uri, quarters

pytestmark = pytest.mark.usefixtures("qapp")


def drawn(laid: Background, strength: float = 1.0, scale: float = 1.0) -> QImage:
    """A picture laid on black, 200 by 200."""
    made = QImage(200, 200, QImage.Format.Format_RGB32)
    made.fill(QColor("black"))
    painter = QPainter(made)
    painter.scale(scale, scale)
    Picture.of(quarters()).draw(painter, laid, strength=strength)
    painter.end()
    return made


@pytest.mark.parametrize(
    "source",
    [
        "",
        "no picture",
        "data:image/png;base64,",
        "data:image/png;base64,not base64",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:image/png;base64," + "A" * 4096,
        data_uri(quarters())[:400],
    ],
)
def test_what_is_no_picture_is_none(source: str) -> None:
    assert Picture.read(source) is None


def test_a_picture_is_read_as_large_as_a_screen_can_use() -> None:
    wide = image_from(data_uri(quarters(3_000, 60)))
    assert (wide.width(), wide.height()) == (LONGEST, 48)
    assert image_from(data_uri(quarters())).width() == 400
    assert image_from(data_uri(quarters(3_000, 60)), 300).width() == 300


def test_a_small_copy_serves_far_away_and_the_largest_near_by() -> None:
    picture = Picture.of(quarters(1_600, 1_200))

    assert [one.width() for one in picture.sizes] == [1_600, 1_131, 800, 566, 400]
    assert picture.fitting(100).width() == 400
    assert picture.fitting(401).width() == 566
    assert picture.fitting(9_000).width() == 1_600


def test_a_picture_lies_where_it_is_laid() -> None:
    image = drawn(Background("p", 20, 40, 80, 1.0))

    assert image.pixelColor(21, 41) == QColor(RED)
    assert image.pixelColor(98, 41) == QColor(GREEN)
    assert image.pixelColor(21, 98) == QColor(BLUE)
    for x, y in ((18, 60), (102, 60), (60, 38), (60, 102)):
        assert image.pixelColor(x, y) == QColor("black")


def test_a_picture_follows_the_scale_of_the_plan() -> None:
    image = drawn(Background("p", 10, 20, 40, 1.0), scale=2.0)

    assert image.pixelColor(21, 41) == QColor(RED)
    assert image.pixelColor(98, 41) == QColor(GREEN)
    assert image.pixelColor(102, 60) == QColor("black")


@pytest.mark.parametrize(("opacity", "strength", "red"), [(0.5, 1.0, 104), (0.5, 0.4, 42)])
def test_a_picture_is_as_strong_as_it_is_told(opacity: float, strength: float, red: int) -> None:
    image = drawn(Background("p", 20, 40, 80, opacity), strength)

    assert image.pixelColor(30, 50).red() == pytest.approx(red, abs=2)
