"""Moments in words for the person at the desk, who reads the clock of this computer."""

from datetime import datetime

DAY_AND_TIME = "%d %b %Y %H:%M"
TIME = "%H:%M"
TIME_WITH_SECONDS = "%H:%M:%S"


def local(moment: datetime, form: str = DAY_AND_TIME) -> str:
    """Write an aware moment in this computer's time zone; `form` is strftime's."""
    return moment.astimezone().strftime(form)
