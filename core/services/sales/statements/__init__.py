"""The hot statements of selling, each built once: lock in seat order, check, change, tell."""
