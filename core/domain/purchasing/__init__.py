"""The words and rules of buying: terms, totals, and what suppliers send."""
