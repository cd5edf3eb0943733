"""Allocation plans: paint holds, blocks, channels and price levels onto the map, and apply them."""

from desktop.views.allocation.screen import AllocationScreen

__all__ = ["AllocationScreen"]
