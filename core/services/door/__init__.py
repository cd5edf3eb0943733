"""The door: admit a ticket once, say why not, and show how full the house is.

admission  the statement that lets a ticket in, and the facts behind a no
scanning   one reading in, one answer out
queries    counts and the latest scans
"""
