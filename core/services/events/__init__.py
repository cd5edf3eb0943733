"""Events: created on a venue, priced by level, published, put on sale."""
