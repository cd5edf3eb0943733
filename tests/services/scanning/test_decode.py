"""What is read from frames: clean, small, tilted, dark, blurred, noisy, several codes, none."""

import subprocess
import sys

import numpy as np
import pytest

from core.services.scanning.decode import RESCUES, read_codes, read_every_code
from core.services.scanning.engines import CodeKind, Engine, Reading
from tests.services.scanning.drawing import (
    NUMBER,
    TICKET,
    Pixels,
    Spoil,
    code_128,
    dark_mode,
    in_colour,
    low_light,
    moving,
    nothing_in_view,
    on_frame,
    out_of_focus,
    qr,
    shadowed,
    tilted,
    turned,
)

SPOILED: dict[str, Spoil] = {
    "clean": lambda frame: frame,
    "colour": in_colour,
    "dark mode": dark_mode,
    "tilt 30": tilted(30),
    "tilt 45": tilted(45),
    "turned 20": turned(20),
    "turned 90": turned(90),
    "turned 137": turned(137),
    "out of focus": out_of_focus(3),
    "moving": moving(5),
    "low light": low_light(14, light=0.25),
    "shadow": shadowed,
    "dark mode, tilted, noisy": lambda frame: low_light(8)(tilted(30)(dark_mode(frame))),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_ticket_code_is_read(spoil: Spoil) -> None:
    assert texts(read_codes(spoil(on_frame(qr(TICKET))), box=5)) == [TICKET]


@pytest.mark.parametrize(
    "side", [(320, 240, 2), (640, 480, 4), (1920, 1080, 3)], ids=["320", "640", "1920"]
)
def test_ticket_code_is_read_at_any_resolution(side: tuple[int, int, int]) -> None:
    width, height, module = side

    frame = on_frame(qr(TICKET, module), width=width, height=height)

    assert texts(read_codes(frame, box=5)) == [TICKET]


@pytest.mark.parametrize("spoil", [SPOILED["clean"], tilted(30), out_of_focus(1), low_light(8)])
def test_number_in_bars_is_read(spoil: Spoil) -> None:
    readings = read_codes(spoil(on_frame(code_128(NUMBER))), box=5)

    assert [(reading.text, reading.kind) for reading in readings] == [(NUMBER, CodeKind.CODE_128)]


@pytest.mark.parametrize("degrees", [-40, 25, 50])
def test_slanted_bars_are_read_within_one_round_of_rescues(degrees: float) -> None:
    frame = turned(degrees)(on_frame(code_128(NUMBER)))

    rounds = [read_codes(frame, turn=turn, box=5) for turn in range(len(RESCUES))]

    assert {text for found in rounds for text in texts(found)} == {NUMBER}


def test_small_code_far_away_is_read() -> None:
    frame = on_frame(qr(TICKET, 2))

    assert texts(read_codes(frame, box=5)) == [TICKET]


def test_reading_says_what_and_where() -> None:
    frame = on_frame(qr(TICKET, 6))

    (reading,) = read_codes(frame, box=5)

    assert (reading.kind, reading.engine) == (CodeKind.QR, Engine.ZBAR)
    xs, ys = zip(*reading.corners, strict=True)
    assert np.allclose([min(xs), max(xs)], [640 - 123, 640 + 123], atol=8)
    assert np.allclose([min(ys), max(ys)], [360 - 123, 360 + 123], atol=8)


def test_corners_of_a_rescued_code_lie_in_the_frame() -> None:
    (reading,) = read_every_code(turned(40)(on_frame(code_128(NUMBER))))

    centre = np.mean(reading.corners, axis=0)

    assert np.allclose(centre, [640, 360], atol=25)


@pytest.mark.parametrize("turn", range(len(RESCUES)))
def test_nothing_is_read_where_there_is_no_code(turn: int) -> None:
    assert read_codes(nothing_in_view(), turn=turn, box=5) == []


def test_no_look_invents_a_code() -> None:
    assert read_every_code(nothing_in_view()) == []


def test_several_tickets_in_one_picture_are_all_read() -> None:
    tickets = [f"{TICKET}{number}" for number in range(3)]
    picture = on_frame(*(qr(ticket, 5) for ticket in tickets), code_128(NUMBER, 2), width=1920)

    assert sorted(texts(read_every_code(picture))) == sorted([*tickets, NUMBER])


def test_unwanted_text_does_not_end_the_search() -> None:
    advert = "http://example.org"
    frame = on_frame(qr(advert, 6), dark_mode(qr(TICKET, 5)))

    readings = read_codes(frame, wanted=lambda text: text == TICKET, box=5)

    assert set(texts(readings)) == {advert, TICKET}


def test_time_box_ends_the_search_before_the_rescues() -> None:
    slanted = turned(45)(on_frame(code_128(NUMBER)))
    rescue = next(turn for turn in range(len(RESCUES)) if read_codes(slanted, turn=turn, box=5))

    assert read_codes(slanted, turn=rescue, box=0) == []


def test_code_without_its_quiet_zone_is_read() -> None:
    cut: Pixels = np.ascontiguousarray(qr(TICKET)[24:-24, 24:-24])

    assert texts(read_every_code(cut)) == [TICKET]


def test_scanner_goes_on_without_zbar_and_says_so_once() -> None:
    script = """
import sys
sys.modules["pyzbar"] = None
from core.services.scanning.decode import read_codes
from tests.services.scanning.drawing import TICKET, on_frame, qr
for _ in range(2):
    print([(r.text == TICKET, r.engine.value) for r in read_codes(on_frame(qr(TICKET)))])
"""

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["[(True, 'zxing-cpp')]"] * 2
    assert done.stderr.count("zxing-cpp alone") == 1


def texts(readings: list[Reading]) -> list[str]:
    return [reading.text for reading in readings]
