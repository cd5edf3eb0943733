"""What has been worked out for an immutable object, found again by the object's identity."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Kept(Generic[Thing, Made]):
    """Makes a thing's companion once; the least recently used go when their weight is too much.

    The thing is kept beside its companion, so that no other object can take over its identity.
    """

    def __init__(
        self, make: Callable[[Thing], Made], *, most: int, weigh: Callable[[Made], int]
    ) -> None:
        self._make = make
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._found: OrderedDict[Hashable, tuple[Thing, Made]] = OrderedDict()

    def __call__(self, thing: Thing) -> Made:
        """The thing's companion."""
        key = id(thing)
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
            return found[1]
        made = self._make(thing)
        self._add(thing, made)
        return made

    def _add(self, thing: Thing, made: Made) -> None:
        self._found[id(thing)] = (thing, made)
        self._weight += self._weigh(made)
        while self._weight > self._most and len(self._found) > 1:
            _, (_, old) = self._found.popitem(last=False)
            self._weight -= self._weigh(old)

    def put(self, thing: Thing, made: Made) -> None:
        """Keep a companion that was worked out elsewhere."""
        if id(thing) not in self._found:
            self._add(thing, made)

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()
        self._weight = 0
