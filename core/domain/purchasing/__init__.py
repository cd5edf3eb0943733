"""Buying from suppliers: orders, deliveries and what is owed."""
