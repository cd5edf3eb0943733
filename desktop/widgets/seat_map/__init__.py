"""The seat map: plans of up to 100,000 seats, drawn a section at a time from sprites."""
