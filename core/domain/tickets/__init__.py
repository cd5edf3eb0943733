"""The words and rules of tickets: their states, QR codes and signatures."""
