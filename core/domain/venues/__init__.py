"""The words and rules of venues: sections, rows, seats and their order."""
