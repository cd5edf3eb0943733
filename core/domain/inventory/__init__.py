"""The words and rules of the seats that an agency owns: their prices, and finding them."""
