"""What the editor asks in a dialog: numbering, publishing."""
