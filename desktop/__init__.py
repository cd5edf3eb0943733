"""The Qt desktop: shows, asks and prints; knows services, never tables."""

from desktop.overrides import tell_errors_of_overrides

tell_errors_of_overrides()  # before the first class is derived
