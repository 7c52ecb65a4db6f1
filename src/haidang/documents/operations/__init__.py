"""What the documents app writes.

Question it answers: which act of an officer or of the work loop changes the register, a reading or a finding?
Its words: register, claim, record, refuse, purge, accept, correct, reject, split, merge, answer.
It must not know: pages, forms, or what becomes of a confirmed finding.
"""
