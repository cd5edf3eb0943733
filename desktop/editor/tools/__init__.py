"""The tools: each turns what the hand does into edits of the plan."""
