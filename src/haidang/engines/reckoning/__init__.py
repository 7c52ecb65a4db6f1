"""Periods and deadlines, budget sums, round anniversaries, working days.

Question it answers: which days does this phrase mean, and do these figures hold together?
Its words: period, calendar, timing, occurrence, state, reminder, share, sum, rate, anniversary, working day.
It must not know: where a phrase was read, which agency or person is behind a key.
"""
