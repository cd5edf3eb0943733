"""What screens may ask for, one module a context."""
