"""Everything the business knows and can do: rules in `domain`, use cases in `services`."""
