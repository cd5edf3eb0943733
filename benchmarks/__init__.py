"""Speed and memory, each beside its limit measured in the same run."""
