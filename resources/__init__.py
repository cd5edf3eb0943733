"""Icons, style sheets, ticket art and the demo season."""
