"""Selling: reserve, release, take the money, promise it, look it up; and who buys.

reserving    seats taken for a booking, all or none, in one statement
releasing    reservations given back, by hand or when their clock has run out
settling     cash and card terminal over the counter
transfers    bank transfers: promised, trusted, booked
sold_out     the event's SOLD_OUT, entered and left by the system
customers    customers added and found
queries      what screens want to see
"""
