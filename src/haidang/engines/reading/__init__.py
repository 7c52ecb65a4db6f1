"""A paper -> lines with places -> outline and tables -> findings, each with its lines, and the doubts.

Question it answers: what does this paper order, to whom, by when, with what money, on what basis?
Its words: paper, line, place, outline, table, finding, doubt, refusal.
It must not know: one particular paper, city or year; the web; the database.
"""
