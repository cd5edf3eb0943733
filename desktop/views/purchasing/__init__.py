"""Buying: orders and their life, a new order, and the receipt of seats."""

from desktop.views.purchasing.screen import PurchasingScreen

__all__ = ["PurchasingScreen"]
