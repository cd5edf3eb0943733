"""What stands beside the canvas: properties, sections, the plan, checks, history."""
