"""The language under all engines: forms of text, syllables, dates, document signs, agency names, numbers.

Question it answers: do these two texts say the same, and what date, sign, body or amount do they name?
Its words: normal form, folded form, syllable, document sign, agency name, amount.
It must not know: papers, programmes, any other engine.
"""
