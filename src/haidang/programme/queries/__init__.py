"""What is read of programmes."""

from haidang.programme.queries.search import items_matching

__all__ = ["items_matching"]
