"""What was done: rounds, requests, progress, evidence.

Question it answers: who owes what until when, what was answered, and what proves it?
Its words: obligation, round, submission, part, evidence, product, extend, waive, hand over.
It must not know: how a paper was read, and any page of another app.
"""
