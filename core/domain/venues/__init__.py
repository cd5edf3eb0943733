"""Venues: plans, seats and their order."""
