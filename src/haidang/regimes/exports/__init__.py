"""Reports of the regimes app as files."""

from haidang.regimes.exports.consolidated import consolidated_docx
from haidang.regimes.exports.rounds import call_workbook, round_workbook

__all__ = ["call_workbook", "consolidated_docx", "round_workbook"]
