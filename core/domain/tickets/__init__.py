"""Tickets: their life, their numbers and the signed code on them."""
