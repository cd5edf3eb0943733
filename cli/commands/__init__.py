"""What the commands are called, take and say of themselves: loads nothing that does their work.

agency     an agency of one's own
staff      who may sign in
demo       the demo season
venue      seating plans in and out
service    for whoever looks after the database
scan       what a door's camera would read

The work of each is done by the module of `cli` that its command loads.
"""
