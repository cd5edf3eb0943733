"""Venues: made from a plan, shown on the map, written out again."""
