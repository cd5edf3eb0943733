"""The editor of an e-mail address: only what can't be one is wrong."""

import re

from PySide6.QtWidgets import QLineEdit

# Whether an address is somebody's only a letter to it can tell; this finds slips of the finger.
_LIKELY = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class EmailEdit(QLineEdit):
    """An e-mail address, or nothing."""

    def address(self) -> str:
        """What was typed, "" for nothing."""
        return self.text().strip()

    def problem(self) -> str:
        """Why what was typed is no address; nothing if it may be one or the field is empty."""
        if not self.address() or _LIKELY.fullmatch(self.address()):
            return ""
        return "This is no e-mail address, such as name@example.org."
