"""What a paper says: documents, their lines, readings, findings, doubts and their review.

Question it answers: what was read in this paper, where does it stand, and what did a person decide about it?
Its words: document, reading, line, finding, doubt, review, relation.
It must not know: programmes, reports, or what becomes of a confirmed finding.
"""
