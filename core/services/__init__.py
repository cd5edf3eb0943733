"""Everything the business can do and ask, one function each, taking a `Work`."""
