"""Tables that go out as a workbook and come back: one description makes the export, the import and its messages.

Words: column, table, row; plan (what an import would do). Knows nothing of what the rows mean or who may see them.
"""
