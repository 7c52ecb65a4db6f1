"""What is to be done: programmes, their items, assignments, targets, budget lines and report duties.

Question it answers: who has to do what by when, on which basis and with what money?
Its words: programme, item, assignment, target, budget line, report duty, legal basis.
It must not know: the reading engine, reports about the work.
"""
