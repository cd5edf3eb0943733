"""One package a context: the screens."""
