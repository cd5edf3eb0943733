"""Edit a venue plan: pure functions from a plan and a selection to a new plan.

Every edit shares all zones and rows that it doesn't touch with the plan before, by identity.
Lengths are plan units, angles degrees clockwise from "to the right" (y points down).

places      where things are; `Selection`, `Edited`
drawing     seats, rows, blocks, curved rows, arc sections
tables      round and rectangular tables
areas       stage, shapes, texts, general-admission areas
placing     move, rotate, scale, mirror, delete
repeating   duplicate, array
aligning    align, distribute
rows        bend, spacing, seats at the ends, aisles
numbering   schemes, preview, renumbering of seats and rows
properties  of seats, rows and areas; sections: of sections; house: of the whole plan
clipboard   copy, paste between plans
snapping    grid, guides, rows, spacing
checks      what stands against publishing
"""
