"""Money: the journal with its trial balance, and the drawers that cash lies in."""
