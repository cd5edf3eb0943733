"""Selling: bookings, totals and terms."""
