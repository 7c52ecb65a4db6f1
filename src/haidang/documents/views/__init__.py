"""Pages of the documents app: hand in, queue, review, register, page of a paper."""
