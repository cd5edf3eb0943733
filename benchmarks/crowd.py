"""A crowd of clients: threads in some processes, each with its own connection, started together.

Each has done one operation before, which isn't measured: it fills the caches of its connection.
"""

import random
import time
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, ThreadPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Protocol

from benchmarks.table import percentile

SECONDS = 3.0
_LONGEST_START = 120.0
"""Seconds that the last process may take to connect its clients."""

#: One operation; False ends this client's part: nothing is left to do.
Operation = Callable[[], bool]
_together: list[Barrier] = []
"""In each process: where all of them wait for the last one."""


class Load(Protocol):
    """What the clients do; it is pickled into the processes."""

    def client(self, number: int) -> Operation:
        """Connect client `number` and return its operation."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a crowd works, in how many processes, how often each client begins.

    Without `per_second` a client begins again as soon as it is done; with it, at random moments,
    so many times a second on average, or as soon as it is done where it comes late.
    """

    seconds: float = SECONDS
    processes: int = 2
    per_second: float = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a crowd did: operations, the span they took in seconds, each one's milliseconds."""

    seconds: float
    milliseconds: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Operations a second."""
        return len(self.milliseconds) / self.seconds

    def slowest(self, share: float) -> float:
        """The percentile in milliseconds."""
        return percentile(self.milliseconds, share)


def measure(load: Load, clients: int, pace: Pace | None = None) -> Measured:
    """Let `clients` clients work for some seconds and collect every operation's time."""
    pace = pace or Pace()
    processes = min(pace.processes, clients)
    context = get_context("spawn")
    with ProcessPoolExecutor(
        processes,
        mp_context=context,
        initializer=_join,
        initargs=(context.Barrier(processes),),
    ) as pool:
        parts = [range(number, clients, processes) for number in range(processes)]
        futures = [pool.submit(_process, load, part, pace) for part in parts]
        for done in wait(futures, return_when=FIRST_EXCEPTION).done:
            done.result()  # whoever failed first says why
        results = [future.result() for future in futures]
    samples = tuple(sample for result in results for sample in result.milliseconds)
    return Measured(max(result.seconds for result in results), samples)


def _join(together: Barrier) -> None:
    _together.append(together)


def _process(load: Load, numbers: range, pace: Pace) -> Measured:
    [together] = _together
    with ThreadPoolExecutor(len(numbers)) as threads:
        try:
            operations = list(threads.map(load.client, numbers))
            list(threads.map(lambda one: one(), operations))
        except BaseException:
            together.abort()  # or the others would wait for this one
            raise
        together.wait(_LONGEST_START)
        began = time.perf_counter()
        until = began + pace.seconds
        parts = list(threads.map(lambda one: _work(one, until, pace.per_second), operations))
        took = time.perf_counter() - began
    return Measured(took, tuple(sample for part in parts for sample in part))


def _work(operation: Operation, until: float, per_second: float) -> list[float]:
    samples: list[float] = []
    due = time.perf_counter()
    while True:
        if per_second:
            due += random.expovariate(per_second)
            time.sleep(max(0.0, due - time.perf_counter()))
        began = time.perf_counter()
        if began >= until or not operation():
            return samples
        samples.append((time.perf_counter() - began) * 1000)
