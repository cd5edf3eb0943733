"""The tables, one module a context."""
