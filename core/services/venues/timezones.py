"""Time zones by name, as venues and events keep them."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.domain.errors import Refusal


class UnknownTimezone(Refusal):
    def __init__(self, timezone: str) -> None:
        self.timezone = timezone
        super().__init__(f"There is no time zone “{timezone}”. Write one such as Europe/Berlin.")


def require_timezone(name: str) -> None:
    """Refuse `UnknownTimezone` for a name that no clock goes by."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimezone(name) from error
