"""What the reports app writes.

Question it answers: which act opens, answers, decides, moves or closes an obligation?
Its words: open, send, accept, return, extend, waive, hand over, remind.
It must not know: pages and forms.
"""
