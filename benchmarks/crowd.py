"""A crowd of clients: threads in two processes, each with its own connection, started together."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Protocol

from benchmarks.table import percentile

PROCESSES = 2
SECONDS = 3.0
_WARM_UP = 2.0
"""Seconds for two interpreters to start and their clients to connect; nothing is measured then."""

#: One operation; False ends this client's part: nothing is left to do.
Operation = Callable[[], bool]


class Load(Protocol):
    """What the clients do; it is pickled into the processes."""

    def client(self, number: int) -> Operation:
        """Connect client `number` and return its operation."""


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


def measure(load: Load, clients: int, *, seconds: float = SECONDS) -> Measured:
    """Let `clients` clients work for some seconds and collect every operation's time."""
    per_process = [range(number, clients, PROCESSES) for number in range(min(PROCESSES, clients))]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as processes:
        # The first job of each process only starts it and imports everything.
        list(processes.map(_wake, [load] * PROCESSES))
        start = time.time() + _WARM_UP
        futures = [
            processes.submit(_process, load, list(numbers), start, seconds)
            for numbers in per_process
        ]
        results = [future.result() for future in futures]
    samples = tuple(sample for result in results for sample in result.milliseconds)
    return Measured(max(result.seconds for result in results), samples)


def _wake(load: Load) -> None:
    del load


def _process(load: Load, numbers: list[int], start: float, seconds: float) -> Measured:
    with ThreadPoolExecutor(len(numbers)) as threads:
        operations = list(threads.map(load.client, numbers))
        time.sleep(max(0.0, start - time.time()))
        began = time.perf_counter()
        parts = list(threads.map(lambda one: _work(one, began + seconds), operations))
        took = time.perf_counter() - began
    return Measured(took, tuple(sample for part in parts for sample in part))


def _work(operation: Operation, until: float) -> list[float]:
    samples = []
    while (began := time.perf_counter()) < until:
        if not operation():
            break
        samples.append((time.perf_counter() - began) * 1000)
    return samples
