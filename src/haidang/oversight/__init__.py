"""How units are judged in a year by criteria known to all: emulation, what is proposed for commendation.

Question it answers: which unit earned how many points, by which criterion, from which rows, and in which place?
Its words: scheme of emulation, criterion, group, score sheet, self-score, checked score, appeal, list of commendations.
It must not know: any person as the subject of a score; people stand here only as those who acted.
"""
