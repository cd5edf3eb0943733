"""The door: one reading in, one big answer out."""
