"""Indicators made of recorded figures: their formulas, targets, the tree of them, what goes to the ministry.

Question it answers: how far has the work come, of how much, against what was to be reached?
Its words: indicator, formula, target, scope, point of a series, tree of indicators, KPI return.
It must not know: how a figure came into a report, and any page of another app.
"""
