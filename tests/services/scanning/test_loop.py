"""The loop: films, the newest frame of a camera, each code told once while it is in view."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import cv2
import numpy as np
import pytest

from core.services.scanning.frames import (
    Camera,
    CameraLost,
    CameraMissing,
    Film,
    Frame,
    FrameSource,
    Picture,
)
from core.services.scanning.loop import Lately, Listener, ScanLoop, Sighting
from core.services.scanning.pictures import PictureUnreadable
from tests.services.scanning.drawing import TICKET, Pixels, in_colour, nothing_in_view, on_frame, qr

SECOND_TICKET = TICKET[::-1]
LONG = 30.0


class Evening:
    """Keeps what a loop tells."""

    def __init__(self) -> None:
        self.sightings: list[Sighting] = []
        self.frames = 0
        self.ends: list[Exception | None] = []

    @property
    def texts(self) -> list[str]:
        return [sighting.reading.text for sighting in self.sightings]

    def scan(self, open_source: Callable[[], FrameSource]) -> "Evening":
        with ScanLoop(open_source, self.listener()) as loop:
            assert loop.wait(LONG)
        return self

    def listener(self) -> Listener:
        return Listener(
            sighted=self.sightings.append, previewed=self._count, ended=self.ends.append
        )

    def _count(self, _frame: Frame) -> None:
        self.frames += 1


class Shown:
    """A source that shows these frames, as a camera or as a film, and then fails or ends."""

    def __init__(
        self, frames: Iterator[Frame], *, is_live: bool, fails: Exception | None = None
    ) -> None:
        self._frames, self.is_live, self._fails = frames, is_live, fails
        self.closed = False

    def frames(self) -> Iterator[Frame]:
        yield from self._frames
        if self._fails:
            raise self._fails

    def close(self) -> None:
        self.closed = True


def test_film_is_scanned_from_end_to_end(tmp_path: Path) -> None:
    empty, first, second = nothing_in_view(), on_frame(qr(TICKET)), on_frame(qr(SECOND_TICKET))
    film = filmed(tmp_path / "door.avi", [empty] * 3 + [first] * 4 + [empty] * 2 + [second] * 4)

    evening = Evening().scan(partial(Film, film))

    assert evening.texts == [TICKET, SECOND_TICKET]
    assert [sighting.frame.at for sighting in evening.sightings] == [0.3, 0.9]
    assert (evening.frames, evening.ends) == (13, [None])


def test_numbered_pictures_are_a_film(tmp_path: Path) -> None:
    for number, frame in enumerate([nothing_in_view(), on_frame(qr(TICKET))]):
        cv2.imwrite(str(tmp_path / f"door_{number:03d}.png"), frame)

    evening = Evening().scan(partial(Film, tmp_path / "door_%03d.png"))

    assert (evening.texts, evening.frames) == ([TICKET], 2)


def test_picture_is_a_film_of_one_frame(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "ticket.png"), on_frame(qr(TICKET)))

    evening = Evening().scan(partial(Picture, tmp_path / "ticket.png"))

    assert (evening.texts, evening.frames, evening.ends) == ([TICKET], 1, [None])


@pytest.mark.parametrize(
    ("seconds", "told"), [(2.9, 1), (3.0, 2)], ids=["shaking hand", "second guest"]
)
def test_code_is_told_again_when_it_was_away(seconds: float, told: int) -> None:
    ticket = on_frame(qr(TICKET))
    shown = Shown(iter([Frame(ticket, 0.0), Frame(ticket, seconds)]), is_live=False)

    assert Evening().scan(lambda: shown).texts == [TICKET] * told


def test_code_held_before_the_camera_is_told_once() -> None:
    lately = Lately(pause=3.0)

    assert [lately.is_new(TICKET, at / 2) for at in range(40)] == [True] + [False] * 39


def test_newest_frame_of_a_camera_wins() -> None:
    decoding, all_shown = Event(), Event()
    evening = Evening()

    def camera() -> Iterator[Frame]:
        yield Frame(on_frame(qr("FIRST")), 0.0)
        assert decoding.wait(LONG)
        for number in range(5):
            yield Frame(on_frame(qr(f"LATER {number}")), 0.1)
        all_shown.set()

    def sighted(sighting: Sighting) -> None:
        evening.sightings.append(sighting)
        decoding.set()
        assert all_shown.wait(LONG)

    with ScanLoop(lambda: Shown(camera(), is_live=True), Listener(sighted=sighted)) as loop:
        assert loop.wait(LONG)

    assert evening.texts == ["FIRST", "LATER 4"]


def test_no_frame_of_a_film_is_skipped() -> None:
    numbered = (Frame(on_frame(qr(f"FRAME {n}")), n / 25) for n in range(12))

    evening = Evening().scan(lambda: Shown(numbered, is_live=False))

    assert evening.texts == [f"FRAME {number}" for number in range(12)]


def test_stop_ends_an_endless_camera_and_lets_go_of_it() -> None:
    seen = Event()

    def for_ever() -> Iterator[Frame]:
        while True:
            yield Frame(on_frame(qr(TICKET)), 0.0)

    camera = Shown(for_ever(), is_live=True)
    with ScanLoop(lambda: camera, Listener(sighted=lambda _: seen.set())) as loop:
        assert seen.wait(LONG)
        loop.stop()

    assert loop.wait(0)
    assert camera.closed


def test_missing_camera_is_told_with_the_end() -> None:
    evening = Evening().scan(partial(Camera, 97))

    (end,) = evening.ends
    assert isinstance(end, CameraMissing)
    assert end.index == 97


def test_lost_camera_is_told_with_the_end() -> None:
    frames = iter([Frame(on_frame(qr(TICKET)), 0.0)])
    lost = CameraLost(0)

    evening = Evening().scan(lambda: Shown(frames, is_live=True, fails=lost))

    assert (evening.texts, evening.ends) == ([TICKET], [lost])


def test_trouble_of_a_listener_ends_the_loop_and_is_told() -> None:
    trouble, ends = ValueError("the screen is gone"), list[Exception | None]()

    def sighted(_: Sighting) -> None:
        raise trouble

    frames = (Frame(on_frame(qr(TICKET)), float(second)) for second in range(0, 100, 10))
    source = Shown(frames, is_live=False)
    with ScanLoop(lambda: source, Listener(sighted=sighted, ended=ends.append)) as loop:
        assert loop.wait(LONG)

    assert ends == [trouble]
    assert source.closed


@pytest.mark.parametrize("name", ["gone.avi", "text.avi"])
def test_file_that_is_no_film_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.avi").write_text("not a film")

    with pytest.raises(PictureUnreadable) as refusal:
        Film(tmp_path / name)

    assert refusal.value.file == tmp_path / name


def filmed(file: Path, frames: list[Pixels], per_second: float = 10.0) -> Path:
    """The frames as Motion JPEG."""
    height, width = frames[0].shape
    writer = cv2.VideoWriter(
        str(file), cv2.VideoWriter.fourcc(*"MJPG"), per_second, (width, height)
    )
    for frame in frames:
        writer.write(np.ascontiguousarray(in_colour(frame)))
    writer.release()
    return file
