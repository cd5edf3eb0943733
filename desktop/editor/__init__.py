"""The seat-map editor: a plan as a document with undo, the canvas that shows it, the tools.

`PlanDocument` holds the plan and its selection; nothing else changes them. `EditorView` shows a
document and turns mouse and keys into edits by its tools.
"""
