"""What the editor draws: one item a section, cached by the identity of what it shows."""
