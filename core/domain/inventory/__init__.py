"""What we own: the states of a seat, its price, and finding seats for a party."""
