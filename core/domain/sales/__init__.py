"""The words and rules of selling: totals, deadlines, change."""
