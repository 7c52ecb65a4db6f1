"""Where a new plan comes from: the official outline, last year's programme, tasks of another one."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_on, is_alive_on
from haidang.documents.models import Document
from haidang.engines.drafting.plan_points import DEEPEST_SECTION, PlanBody, PlanPoint
from haidang.engines.drafting.plan_years import moved_years
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import AssignmentRole, ItemKind
from haidang.programme.models import Item, LegalBasis, Programme
from haidang.programme.queries.filters import assignments_on
from haidang.programme.queries.making import DraftHead, PlanContent

# The outline that plans of this kind keep, and what stands in each part until a person writes it.
_PURPOSE, _WORK, _CARRYING_OUT = "Mục đích, yêu cầu", "Nội dung, nhiệm vụ", "Tổ chức thực hiện"
_NEW = 0  # the key of a point that has none yet
_LONGEST_TIMING = 200


def outline_content(head: DraftHead) -> PlanContent:
    """This function will return an empty plan in the official outline."""
    parts = (_section("Mục đích"), _section("Yêu cầu"))
    work = (_section(_PURPOSE, children=parts), _section(_WORK), _section(_CARRYING_OUT))
    return PlanContent(head, work)


def copied_content(programme: Programme, head: DraftHead, *, on: date) -> PlanContent:
    """Copy a programme into a plan of other years.

    This function will keep the words and move the years of timings and report days on; bodies that have one heir
    by now are replaced by it, those that have none or several stay as printed, for a person to settle. Targets
    become paragraphs of the purpose. Amounts of the budget are those of their year and are not taken over.
    """
    by = head.first_year - programme.first_year
    items = list(_items_of(programme, on=on))
    below = _by_parent(items)
    goals = tuple(item.title for item in items if item.kind == ItemKind.GOAL)
    purpose = _section(_PURPOSE, children=(_section("Mục đích", content=goals), _section("Yêu cầu")))
    is_tabled = any(item.details.get("columns") for item in items)
    room = DEEPEST_SECTION - 1 if is_tabled else DEEPEST_SECTION
    parts = tuple(_work_parts(below, bodies=_Bodies(on), by=by, room=room))
    work = parts if not is_tabled and _are_sections(parts) else (_section(_WORK, children=parts),)
    duties = tuple(_duty_part(item, below) for item in below.get(None, ()) if item.kind == ItemKind.DUTY)
    carrying_out = _section(_CARRYING_OUT, children=duties)
    points = (
        *(_basis(one) for one in _bases_of(programme)),
        *_unless_there(purpose, work),
        *work,
        *_unless_there(carrying_out, () if duties else work),
        *(_report(item, by=by) for item in items if item.kind == ItemKind.REPORT_REGIME),
        *_recipients(programme),
    )
    return PlanContent(head, points)


def copied_tasks(programme: Programme, keys: Iterable[int], *, by: int, on: date) -> tuple[PlanPoint, ...]:
    """This function will copy chosen tasks of a programme with their sub-tasks, years moved on."""
    items = list(_items_of(programme, on=on))
    below, wanted = _by_parent(items), set(keys)
    bodies = _Bodies(on)
    chosen = [item for item in items if item.kind == ItemKind.TASK and item.pk in wanted]
    return tuple(_task(item, below, bodies=bodies, by=by) for item in chosen)


def tasks_to_take(programme: Programme) -> list[Item]:
    """This function will return the tasks of a programme that have not ended, in the order of the paper."""
    tasks = Item.objects.without_tree_fields().filter(programme=programme, kind=ItemKind.TASK, ended_at=None)
    return list(tasks.select_related("parent").order_by("position", "id"))


class _Bodies:
    """The bodies of assignments as they are on a day, each looked up once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.now: dict[int, Agency] = {}

    def body(self, agency: Agency, printed: str) -> PlanBody:
        if is_alive_on(agency, self.on):
            return PlanBody(printed, agency.pk)
        if agency.pk not in self.now:
            heirs = agency_on(agency, on=self.on).agencies
            self.now[agency.pk] = heirs[0] if len(heirs) == 1 else agency
        now = self.now[agency.pk]
        return PlanBody(printed if now == agency else now.name, now.pk)


def _items_of(programme: Programme, *, on: date) -> Iterator[Item]:
    items = Item.objects.without_tree_fields().filter(programme=programme, ended_at=None)
    held = Prefetch("assignments", queryset=assignments_on(on), to_attr="held")
    yield from items.prefetch_related(held).order_by("position", "id")


def _by_parent(items: list[Item]) -> dict[int | None, list[Item]]:
    below: dict[int | None, list[Item]] = {}
    for item in items:
        below.setdefault(item.parent_id, []).append(item)
    return below


def _section(title: str, *, content: tuple[str, ...] = (), children: tuple[PlanPoint, ...] = ()) -> PlanPoint:
    return PlanPoint(_NEW, "section", title, content=content, children=children)


def _are_sections(parts: tuple[PlanPoint, ...]) -> bool:
    return bool(parts) and all(part.kind == "section" for part in parts)


def _unless_there(part: PlanPoint, parts: tuple[PlanPoint, ...]) -> tuple[PlanPoint, ...]:
    """The part, unless one with such a title was copied already."""
    opening = folded_form(part.title).partition(",")[0]
    return () if any(folded_form(one.title).startswith(opening) for one in parts) else (part,)


def _work_parts(
    below: dict[int | None, list[Item]], *, bodies: _Bodies, by: int, room: int
) -> Iterator[PlanPoint]:
    for item in below.get(None, ()):
        if item.kind == ItemKind.TASK:
            yield _task(item, below, bodies=bodies, by=by)
        elif item.kind == ItemKind.SECTION:
            yield from _parts(item, below, bodies=bodies, by=by, room=room)


def _parts(
    item: Item, below: dict[int | None, list[Item]], *, bodies: _Bodies, by: int, room: int
) -> Iterator[PlanPoint]:
    """A part with its tasks and the parts below it; where there is no room below, they stand behind it."""
    children = below.get(item.pk, [])
    tasks = tuple(_task(one, below, bodies=bodies, by=by) for one in children if one.kind == ItemKind.TASK)
    words = tuple(text for text in item.content if text)
    inner = tuple(
        part
        for one in children
        if one.kind == ItemKind.SECTION
        for part in _parts(one, below, bodies=bodies, by=by, room=max(room - 1, 1))
    )
    yield _section(item.title.strip(), content=words, children=(*tasks, *(inner if room > 1 else ())))
    yield from inner if room <= 1 else ()


def _task(item: Item, below: dict[int | None, list[Item]], *, bodies: _Bodies, by: int) -> PlanPoint:
    subtasks = [one for one in below.get(item.pk, ()) if one.kind == ItemKind.SUBTASK]
    partners = [
        (bodies.body(one.agency, one.printed_name), one.scope)
        for one in item.held  # type: ignore[attr-defined]
        if one.role == AssignmentRole.PARTNER
    ]
    lead = [
        bodies.body(one.agency, one.printed_name)
        for one in item.held  # type: ignore[attr-defined]
        if one.role == AssignmentRole.LEAD
    ]
    return PlanPoint(
        _NEW,
        "task",
        item.title.strip(),
        content=tuple(text.strip() for text in item.content if text.strip()),
        product=item.product,
        timing=moved_years(item.timing_phrase, by=by)[:_LONGEST_TIMING],
        lead=_once(lead),
        partners=_once(body for body, scope in partners if not scope),
        details={"origin": str(item.pk)},
        children=tuple(
            PlanPoint(
                _NEW,
                "subtask",
                one.title.strip(),
                partners=_once(body for body, scope in partners if one.label and one.label in scope),
            )
            for one in subtasks
        ),
    )


def _once(bodies: Iterable[PlanBody]) -> tuple[PlanBody, ...]:
    return tuple({body.name: body for body in bodies}.values())


def _duty_part(item: Item, below: dict[int | None, list[Item]]) -> PlanPoint:
    return _section(item.title, content=tuple(one.title for one in below.get(item.pk, ())))


def _report(item: Item, *, by: int) -> PlanPoint:
    due = item.due_on
    told = {
        "period": item.details.get("period") or ("year" if due else "periodic"),
        "due": moved_day(due, by=by).isoformat() if due else "",
        "strict": "1" if item.is_strict else "",
        "owed_by": item.details.get("owed_by") or "",
        "owed_to": item.details.get("owed_to") or "",
    }
    return PlanPoint(
        _NEW, "report", item.title, details={name: value for name, value in told.items() if value}
    )


def moved_day(day: date, *, by: int) -> date:
    """This function will move a day on by years; 29 February becomes the 28th where the year has no other."""
    try:
        return day.replace(year=day.year + by)
    except ValueError:
        return day.replace(year=day.year + by, day=28)


def _bases_of(programme: Programme) -> Iterator[str]:
    bases = LegalBasis.objects.filter(programme=programme, ended_at=None).select_related(
        "document", "finding"
    )
    for basis in bases.order_by("finding__order", "id"):
        paper = basis.document
        if not paper.number:
            yield _law_by_name(paper)
            continue
        number = f" số {paper.number}"
        day = f" ngày {written_day(paper.issued_on)}" if paper.issued_on else ""
        issuer = f" của {paper.issuer_name}" if paper.issuer_name else ""
        title = f" {paper.title}" if paper.title else ""
        about = (
            title if not title or title.split()[0].lower() in {"về", "phê", "ban", "quy"} else f" về{title}"
        )
        yield f"{paper.kind}{number}{day}{issuer}{about}".strip()


def _law_by_name(paper: Document) -> str:
    day = f" ngày {written_day(paper.issued_on)}" if paper.issued_on else ""
    return f"{paper.kind} {paper.title}{day}".strip()


def _basis(text: str) -> PlanPoint:
    return PlanPoint(_NEW, "basis", text)


def _recipients(programme: Programme) -> Iterator[PlanPoint]:
    told = (programme.reading.answer or {}).get("heading") or {}
    for one in told.get("recipients") or []:
        name, purpose = one.get("name") or "", one.get("purpose") or ""
        filed = f"Lưu: {name}" if purpose.lower() == "lưu" else f"{name} ({purpose})" if purpose else name
        if name:
            yield PlanPoint(_NEW, "recipient", filed)


def copied_head(programme: Programme, *, first_year: int, last_year: int) -> DraftHead:
    """This function will return the head of a copy: title with its years moved on, sign and place as before."""
    told = (programme.reading.answer or {}).get("heading") or {}
    signer = told.get("signer") or {}
    authority = [signer.get("on_behalf") or "", (signer.get("title") or "").upper()]
    return DraftHead(
        title=copied_title(programme, first_year=first_year),
        first_year=first_year,
        last_year=last_year,
        is_tabled=any(_columns_of(programme)),
        place=told.get("place") or "",
        sign=programme.document.number.rpartition("/")[2],
        authority="\n".join(line for line in authority if line),
        signer=signer.get("name") or "",
    )


def _columns_of(programme: Programme) -> Iterator[list[str]]:
    tasks = Item.objects.without_tree_fields().filter(programme=programme, kind=ItemKind.TASK, ended_at=None)
    yield from (one.get("columns") or [] for one in tasks.values_list("details", flat=True))


def copied_title(programme: Programme, *, first_year: int) -> str:
    """This function will name the plan of a later year after an earlier one."""
    return moved_years(programme.title, by=first_year - programme.first_year) or _("New plan")
