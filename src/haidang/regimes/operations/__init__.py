"""What the regimes app writes.

Question it answers: which act makes a regime, opens and closes a round, fills in, signs, sends and decides a report?
Its words: regime, form, round, narrative, value, sign, remark, consolidate.
It must not know: pages and forms.
"""
