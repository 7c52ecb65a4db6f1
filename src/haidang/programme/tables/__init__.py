"""Tables of a programme that go out as a workbook and come back: its tasks, its budget."""
