"""What did these letters mean? Text damaged by recognition, typed without marks, or in an encoding from before Unicode.

Its words: kind of text, token, reading, channel, confusion, language model, pass. It keeps what stands there beside
what it reads, says how sure it is, and never changes a text that is sound.
"""
