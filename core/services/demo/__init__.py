"""The demo season: a believable agency, loaded from files through the use cases of everybody else.

people     who works there
season     the files of resources/demo/season, read
databases  where demo databases are made, and kept apart from real ones
replacing  one database put in another's place
stocking   venues, events, suppliers, orders and their deliveries
calendar   who sells what when, drawn from a fixed seed
selling    the sales, day by day, as the people who made them
evenings   the doors of past events
keeping    what the house keeps back, and the suppliers' bills
loading    all of it into a fresh database
"""
