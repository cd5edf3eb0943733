"""The words and rules of taking money: payments and tills."""
