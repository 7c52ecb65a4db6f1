"""How does a unit's report go out as a workbook, and what would a workbook that comes back change?

Words: place (a section or a figure), mark (tells one state of a place from another), report code. Saves nothing.
"""
