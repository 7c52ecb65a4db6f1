"""Who: agencies with their names over time, posts, accounts and what each may do.

Question it answers: which body is this name on that day, by which acts, and who may act for it?
Its words: agency, name, succession, heir, duty, post, role, account.
It must not know: papers, programmes, reports.
"""
