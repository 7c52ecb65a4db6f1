"""The groups of a programme by the words that people write in a table for them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.tables.columns import as_compared
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme

_MOST_NAMED = 8
_LONGEST_NAME = 80


class GroupUnknown(Exception):
    """Words that name no group, or several; `message` says what can be written."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TaskGroups:
    """Reads the groups of a programme once; those that hold tasks already go before others of the same words."""

    def __init__(self, programme: Programme) -> None:
        found = Item.objects.without_tree_fields().filter(programme=programme, ended_at=None)
        self._groups = list(found.filter(kind=ItemKind.SECTION).order_by("position", "id"))
        with_tasks = found.filter(kind=ItemKind.TASK).exclude(parent=None)
        self._with_tasks = set(with_tasks.order_by().values_list("parent_id", flat=True))
        self._by_words: dict[str, list[Item]] = {}
        for group in self._groups:
            for words in {folded_form(group.title), folded_form(f"{group.label} {group.title}")}:
                self._by_words.setdefault(words, []).append(group)

    def named(self, text: str) -> Item | None:
        """This function will find the group of some words, None for none. Raises GroupUnknown."""
        if not text.strip():
            return None
        found = self._by_words.get(folded_form(text), [])
        told = [one for one in found if one.pk in self._with_tasks] or found
        if len(told) == 1:
            return told[0]
        if told:
            raise GroupUnknown(
                _("Several groups are called “%(text)s”. Write the number before the words: %(names)s.")
                % {"text": text[:_LONGEST_NAME], "names": _listed(told)}
            )
        shown = [one for one in self._groups if one.pk in self._with_tasks] or self._groups
        if not shown:
            raise GroupUnknown(_("This programme has no groups of tasks. Leave the cell empty."))
        raise GroupUnknown(
            _("No group of this programme is called “%(text)s”. Its groups: %(names)s.")
            % {"text": text[:_LONGEST_NAME], "names": _listed(shown)}
        )

    def words_of(self, group: Item) -> str:
        """This function will give the words by which a group is found again: its title, numbered where needed."""
        alike = self._by_words.get(folded_form(group.title), [])
        words = f"{group.label} {group.title}" if len(alike) > 1 else group.title
        return " ".join(as_compared(words).split())


def _listed(groups: list[Item]) -> str:
    return "; ".join(_names(groups))


def _names(groups: list[Item]) -> Iterator[str]:
    for group in groups[:_MOST_NAMED]:
        yield f"{group.label} {group.title}".strip()[:_LONGEST_NAME]
    if len(groups) > _MOST_NAMED:
        yield "…"
