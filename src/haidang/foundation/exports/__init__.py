"""What every app may hand out as a file: plain lists as workbooks, due dates as a calendar."""

from haidang.foundation.exports.calendar import calendar_file
from haidang.foundation.exports.lists import ListColumn, height_of_row, list_workbook

__all__ = ["ListColumn", "calendar_file", "height_of_row", "list_workbook"]
