"""Edit a venue plan: pure functions from a plan and a selection to a new plan.

Every edit shares all zones and rows that it doesn't touch with the plan before, by identity.
Lengths are plan units, angles degrees clockwise from "to the right" (y points down).

places      where things are; `Selection`, `Edited` (what may be written: checked)
drawing     seats, rows, blocks, curved rows, arc sections (their seats: seating_rows)
tables      round and rectangular tables
areas       stage, shapes, texts, general-admission areas
placing     move, rotate, scale, mirror, delete (what happens to shapes: motion)
repeating   duplicate, array (identities of copies: copying)
aligning    align, distribute
rows        bend, spacing, pitch (their form: walks); ends: seats at ends and aisles
numbering   schemes, preview, renumbering (labels: counting; names taken: doubles)
properties  of seats, rows and areas; sections, categories and house: of those
clipboard   copy, paste between plans
snapping    grid, guides, rows, spacing
checks      what stands against publishing (what is near: ground)
"""
