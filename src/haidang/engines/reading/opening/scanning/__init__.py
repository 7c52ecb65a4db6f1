"""What stands on the picture of a page? Answers with words, lines and tables in the form of a read paper.

Its words: picture, ink, rule, segment, reading, flag. It knows nothing of files in stores, of people or of the
database, and never decides what a word ought to be: it tells how sure it is and what else it may be.
"""
