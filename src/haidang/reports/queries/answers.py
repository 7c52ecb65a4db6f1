"""What a person says about an obligation, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from haidang.reports.validators import TakenFile


@dataclass(frozen=True, slots=True)
class Link:
    """A page on the web that proves the work, with its title and date where they are known."""

    url: str
    title: str = ""
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """How many products of a kind, in which language, about what."""

    kind: str
    number: int
    language: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says about an obligation. A nil answer says that there was nothing, and needs nothing else."""

    progress: str = ""
    text: str = ""
    figure: Decimal | None = None
    unit: str = ""
    is_nil: bool = False
    links: tuple[Link, ...] = ()
    products: tuple[Product, ...] = ()
    files: Sequence[TakenFile] = field(default=())
    dropped_evidence: tuple[int, ...] = ()
