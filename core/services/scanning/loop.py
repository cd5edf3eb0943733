"""A source followed by one worker thread, which tells each code once while it is in view."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from threading import Condition, Event, Thread, current_thread
from time import perf_counter
from types import TracebackType
from typing import Self

from core.services.scanning.decode import Wanted, anything, read_codes
from core.services.scanning.engines import Reading
from core.services.scanning.frames import Frame, FrameSource

STILL_THE_SAME = 3.0
"""Seconds out of view until a text is told again: a shaking hand is not a second guest."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code that came into view: the reading, its frame, and the milliseconds the reading took."""

    reading: Reading
    frame: Frame
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who is told; every function is called on a thread of the loop and must return at once."""

    sighted: Callable[[Sighting], None]
    previewed: Callable[[Frame], None] = lambda _frame: None
    ended: Callable[[Exception | None], None] = lambda _error: None


class ScanLoop:
    """Reads the codes of a source's frames until it ends or `stop` is called.

    One thread opens the source (a camera may take seconds) and takes its frames, one decodes them.
    Between them lies one frame: a newer one of a live source replaces it, so that the answer is
    never about a frame long gone. What goes wrong, such as CameraMissing, is told with the end.
    """

    def __init__(
        self,
        open_source: Callable[[], FrameSource],
        listener: Listener,
        *,
        wanted: Wanted = anything,
    ) -> None:
        self._open_source, self._listener, self._wanted = open_source, listener, wanted
        self._slot = _Slot()
        self._lately = Lately()
        self._stopping = Event()
        self._trouble: Exception | None = None
        self._threads = (
            Thread(target=self._take_frames, name="scanner frames", daemon=True),
            Thread(target=self._decode_frames, name="scanner decoding", daemon=True),
        )

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End both threads and let go of the source; may be called twice."""
        self._stopping.set()
        self._slot.close()
        self.wait()

    def wait(self, seconds: float | None = None) -> bool:
        """Until the source has ended and its last frame is decoded; whether that came in time."""
        others = [thread for thread in self._threads if thread is not current_thread()]
        for thread in others:
            if thread.ident is not None:
                thread.join(seconds)
        return not any(thread.is_alive() for thread in others)

    def _take_frames(self) -> None:
        try:
            with closing(self._open_source()) as source:
                for frame in source.frames():
                    if self._stopping.is_set():
                        break
                    self._listener.previewed(frame)
                    self._slot.put(frame, wait=not source.is_live)
        except Exception as trouble:  # noqa: BLE001 - told to the listener, with the end
            self._trouble = trouble
        finally:
            self._slot.close()

    def _decode_frames(self) -> None:
        turn = 0
        try:
            while (frame := self._slot.take()) is not None and not self._stopping.is_set():
                turn = self._decode(frame, turn)
        except Exception as trouble:  # noqa: BLE001 - told to the listener, with the end
            self._trouble = trouble
            self._stopping.set()
            self._slot.close()
        self._listener.ended(self._trouble)

    def _decode(self, frame: Frame, turn: int) -> int:
        begun = perf_counter()
        readings = read_codes(frame.pixels, wanted=self._wanted, turn=turn)
        milliseconds = (perf_counter() - begun) * 1000
        for reading in readings:
            if self._lately.is_new(reading.text, frame.at):
                self._listener.sighted(Sighting(reading, frame, milliseconds))
        return 0 if readings else turn + 1


@dataclass(slots=True)
class Lately:
    """Texts that were in view lately; clock times are seconds on the source's clock."""

    pause: float = STILL_THE_SAME
    _seen: dict[str, float] = field(default_factory=dict)

    def is_new(self, text: str, at: float) -> bool:
        """Whether the text was out of view for the pause; and note that it is in view now."""
        before = self._seen.get(text)
        self._seen = {known: when for known, when in self._seen.items() if at - when < self.pause}
        self._seen[text] = at
        return before is None or at - before >= self.pause


class _Slot:
    """Room for one frame between two threads."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._frame: Frame | None = None
        self._closed = False

    def put(self, frame: Frame, *, wait: bool) -> None:
        """Replace the waiting frame, or wait until it is taken."""
        with self._changed:
            while wait and self._frame is not None and not self._closed:
                self._changed.wait()
            self._frame = frame
            self._changed.notify_all()

    def take(self) -> Frame | None:
        """The waiting frame as soon as there is one; None when closed and empty."""
        with self._changed:
            while self._frame is None and not self._closed:
                self._changed.wait()
            frame, self._frame = self._frame, None
            self._changed.notify_all()
            return frame

    def close(self) -> None:
        """No more frames come; the waiting one may still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
