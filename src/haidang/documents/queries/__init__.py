"""What the documents app reads: the register, the review screen and the lines of a paper."""
