"""Official papers as files, made from plain data: letterhead, body, tables, signature.

Question it answers: what does this paper look like on the desk of an office?
Its words: letterhead, heading, citation, task table, signature block, recipients, appendix.
It must not know: where the data come from, who may see them, how papers are read.
"""
