"""Buying: suppliers, orders, deliveries and what is owed for them."""
