"""`python -m desktop.worker_child`: the worker, for as long as the desktop holds its input open.

Reads one line of JSON, `{"url": …, "keys": …}`; needs no Qt.
"""

import json
import sys
import threading
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

from core.domain.errors import Outage, Refusal
from core.services.staff import sign_in
from core.services.worker.running import run_worker, stop_on_signals


def main(told: IO[str]) -> int:
    """Work until the input ends or a signal comes; 1 if the login is refused or away."""
    wanted = json.loads(told.readline())
    url = make_url(wanted["url"])
    keys = None if wanted["keys"] is None else Path(wanted["keys"])
    stop = threading.Event()
    stop_on_signals(stop)
    threading.Thread(target=_wait_for_the_end, args=(told, stop), daemon=True).start()
    try:
        person = sign_in(
            lambda _login, _password: url.render_as_string(hide_password=False),
            url.username or "",
            url.password or "",
        )
    except (Refusal, Outage) as error:
        sys.stderr.write(f"The worker can't sign in: {error}\n")
        return 1
    try:
        run_worker(person, stop, keys=keys)
    finally:
        person.sign_out()
    return 0


def _wait_for_the_end(told: IO[str], stop: threading.Event) -> None:
    told.read()
    stop.set()


if __name__ == "__main__":
    sys.exit(main(sys.stdin))
