"""What every app stands on: the log of actions, stored files, notices, the work loop, base templates and components.

Question it answers: who did what and when, where is this file, what is waiting to be done?
Its words: event, stored file, notice, piece of work, component.
It must not know: papers, programmes, agencies or any other domain word.
"""
