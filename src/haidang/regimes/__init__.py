"""Periodic reports: regimes, their forms and rounds, reports of units, the figures in them, consolidation.

Question it answers: what has to be reported by whom for which period, and what does it come to?
Its words: regime, level, form, section, measure, report round, narrative, value, remark.
It must not know: indicators made of its figures, and any page of another app.
"""
