"""Seat maps on paper and in files: one page or tiles, with legend and the list of guests.

sheet     what is to be drawn: plan, colouring, words around it
drawing   the map into a box, in vectors
legend    what its marks mean, in lines
pages     a sheet on the pages of a printer or PDF, in tiles where it shall be large
guests    who sits where, as a list on further pages
files     a sheet as PNG, SVG or PDF, by suffix
"""
