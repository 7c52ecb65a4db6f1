"""Which agencies of any time a name may mean: names, abbreviations, aliases, codes, a place after a comma."""

from datetime import date

from django.db.models import Q

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgencyUnknown
from haidang.agencies.models import Agency, AgencyName
from haidang.engines.vietnamese.agencies import (
    LIKELY_SCORE,
    MARKS_LOST_SCORE,
    AgencyMatch,
    agency_key,
    match_agency,
)
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repair.kinds import TextKind
from haidang.engines.vietnamese.repair.whole_text import repair_text

_MOST_CHARACTERS = 300  # as long as a name in the register may be


def agencies_ever_named(text: str, *, on: date) -> list[Agency]:
    """This function will return the agencies, of any time until `on`, that a name surely or likely means.

    Several mean that the name is ambiguous; the oldest comes first. A code of the register means its agency alone.
    Raises AgencyUnknown.
    """
    if len(text) > _MOST_CHARACTERS or not agency_key(text):
        raise AgencyUnknown(text[:_MOST_CHARACTERS])
    names = _names_until(on)
    found = (
        list(_register().filter(code=text.strip()))
        or _exact_bearers(text, names)
        or _bearers_without_marks(text, names)
        or _bearers_at_place(text, names)
        or _likely_bearers(text, names)
        or _bearers_of_misread(text, names)
    )
    if not found:
        raise AgencyUnknown(text)
    return found


def _register():
    return Agency.objects.without_tree_fields().select_related("parent")


def _names_until(on: date):
    """Names of agencies that exist on the day or existed before it: an old name is known for ever."""
    return AgencyName.objects.filter(Q(agency__valid_from__isnull=True) | Q(agency__valid_from__lte=on))


def _exact_bearers(text: str, names) -> list[Agency]:
    key = agency_key(text)
    return _in_order(Q(pk__in=names.filter(key=key).values("agency_id"))) if key else []


def _bearers_without_marks(text: str, names) -> list[Agency]:
    """ "so du lich ha noi": typed without marks, every name that reads the same without them."""
    folded = folded_form(text)
    return _in_order(Q(pk__in=names.filter(folded_text=folded).values("agency_id"))) if folded else []


def _likely_bearers(text: str, names) -> list[Agency]:
    """By likeness, among the names that share a word with the text: the whole register would take seconds."""
    alike = names.filter(_shares_a_word(text)).values_list("text", flat=True).distinct()
    likely = [match for match in match_agency(text, alike) if match.score >= LIKELY_SCORE]
    if not likely:
        return []
    chosen = [match.name for match in likely if match.score >= _floor(likely[0])]
    return _in_order(Q(pk__in=names.filter(text__in=chosen).values("agency_id")))


def _floor(best: AgencyMatch) -> float:
    """A known way of writing counts before all others; slips of typing are all as good as the best of them."""
    return best.score if best.score >= MARKS_LOST_SCORE else LIKELY_SCORE


def _shares_a_word(text: str) -> Q:
    """Two names that are alike share a long word, marks and capitals aside."""
    words = set(folded_form(agency_key(text)).split())
    telling = {word for word in words - _EVERYWHERE if len(word) >= _LEAST_LETTERS}
    shared = Q()
    for word in telling or {folded_form(text)}:
        shared |= Q(folded_text__contains=word)
    return shared


# Words of half the register's names: what shares only these is no likely match.
_EVERYWHERE = {"thanh", "pho", "tinh", "phuong", "huyen", "quan", "ban", "nhan", "dan"}
_LEAST_LETTERS = 3


def _bearers_at_place(text: str, names) -> list[Agency]:
    """ "Phường Ba Đình, Hà Nội": the body before the comma, under the territory that the place after it names."""
    body, comma, place = text.rpartition(",")
    if not comma or not body.strip() or not place.strip():
        return []
    territories = names.filter(agency__kind__in=_TERRITORIES)
    parents = {
        agency.pk for agency in _exact_bearers(place, territories) or _likely_bearers(place, territories)
    }
    inside = names.filter(agency__parent__in=parents)
    return _exact_bearers(body, inside) or _likely_bearers(body, inside)


_TERRITORIES = (AgencyKind.PROVINCE, AgencyKind.DISTRICT, AgencyKind.COMMITTEE)


def _bearers_of_misread(text: str, names) -> list[Agency]:
    """ "S& Van hoa va Thé thao": a name copied out of a scan, repaired, if then it is exactly one of the register."""
    repaired = repair_text([text])
    if repaired.kind != TextKind.DAMAGED:
        return []
    return _exact_bearers(" ".join(line.text for line in repaired.lines), names)


def _in_order(condition: Q) -> list[Agency]:
    found = list(_register().filter(condition))
    return sorted(found, key=lambda one: (one.valid_from or date.min, one.name, one.pk))
