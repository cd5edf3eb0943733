"""Words, values, states and rules of the trade; the standard library only, no input or output."""
