"""The command line `parterre`."""
