"""What is said when there is no server to be had."""

from pathlib import Path

from core.domain.errors import Outage

TAIL_LINES = 5


class EmbeddedServerUnavailable(Outage):
    """The embedded server can't be started, joined or found; the text says what one can do."""

    @classmethod
    def with_log(cls, what: str, *, said: str, log: Path) -> "EmbeddedServerUnavailable":
        """What happened, the last lines that the server said about it, and where its log lies."""
        tail = "\n".join(f"    {line}" for line in said.strip().splitlines()[-TAIL_LINES:])
        where = f"The server's log is {log}."
        return cls("\n".join(part for part in (what, tail, where) if part))
