"""A file -> a `Paper`: lines with places, tables, hidden text; or a refusal.

Question it answers: what does the file say, where, and may it be read at all?
Its words: kind, line, furniture, table, hidden text, secret mark, refusal.
It must not know: what the words mean; that is for the readers above it.
"""
