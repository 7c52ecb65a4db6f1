"""Pure Python that reads, reckons and drafts; knows neither Django nor the database.

Question it answers: what does this paper say, when is it due, how does it add up?
Its words: paper, line, finding, timing, period, budget table.
It must not know: the web, the database, who is asking.
"""
