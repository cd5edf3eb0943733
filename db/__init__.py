"""Tables, sessions, security, the embedded server and change notices."""
