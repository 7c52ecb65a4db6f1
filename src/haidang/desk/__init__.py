"""The officer's home and the search across apps; no tables of its own.

Question it answers: what waits for me, and where is the thing I am looking for?
Its words: home, waiting work, search.
It must not know: how any of it is written.
"""
