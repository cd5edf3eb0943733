"""Money in and out: payments, tills and the journal."""
