"""Holding and blocking seats, planning who gets which, and carrying plans to the next event."""
