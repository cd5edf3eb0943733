"""Whether there is a screen to open a window on."""

import os
import sys
from collections.abc import Mapping

NO_DISPLAY = "There is no display here, so this is the tour instead of the window."


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be shown: on Linux only with X11, Wayland, or a chosen Qt platform."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
