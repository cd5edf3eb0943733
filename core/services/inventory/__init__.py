"""Stock: what is sellable, what it costs the customer, and which seats suit a party."""
