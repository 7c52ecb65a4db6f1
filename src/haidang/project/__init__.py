"""Puts the product together: settings, addresses, server entry, command line.

Question it answers: which apps run, with which settings, and how is it started?
Its words: setting, address, command.
It must not know: any rule of the work itself.
"""
