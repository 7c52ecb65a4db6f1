"""Hải Đăng: the system with which a Vietnamese province or city runs its external-information work.

Its words stand in docs/glossary.md, its map in docs/map.md.
"""
