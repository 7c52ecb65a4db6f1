"""The walk of the living programme on a fresh database: papers 002 and 003, two reorganisations, and both undone.

Run by gate.py in a process of its own with an empty data folder; prints what it measured as JSON. Every act goes
through the operation that its screen calls.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from os.path import commonprefix
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Model, QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from evaluation.living.city import CITY, DECISIONS, adopt_paper, hand_in, load_city, read_all  # noqa: E402
from evaluation.living.local_plans import local_plan_shares  # noqa: E402
from evaluation.living.old_names import old_names_told  # noqa: E402
from haidang.agencies import operations as agencies  # noqa: E402
from haidang.agencies.enums import AgencyKind, HandoverReason  # noqa: E402
from haidang.agencies.models import Account, Agency, Reorganisation, Succession  # noqa: E402
from haidang.agencies.queries.preview import STAY, Preview, PreviewRow  # noqa: E402
from haidang.documents.enums import LawState, RelationKind  # noqa: E402
from haidang.documents.models import DocumentRelation  # noqa: E402
from haidang.documents.queries.laws import laws_standing  # noqa: E402
from haidang.programme.enums import AssignmentRole, ItemKind  # noqa: E402
from haidang.programme.models import Assignment, Programme  # noqa: E402
from haidang.programme.operations.handover import PARTS  # noqa: E402
from haidang.programme.queries.filters import assignments_on  # noqa: E402
from haidang.reports.enums import SubmissionState, WorkProgress  # noqa: E402
from haidang.reports.models import Evidence, Obligation, ProductCount, Submission  # noqa: E402
from haidang.reports.operations.answering import accept_submission, send_submission  # noqa: E402
from haidang.reports.operations.opening import Asked, ask_agencies, open_rounds  # noqa: E402
from haidang.reports.queries.answers import Answer  # noqa: E402
from haidang.reports.queries.opening import opening_plan  # noqa: E402
from haidang.reports.queries.owers import OwersOfProgramme  # noqa: E402

# Before the two days that the issue names, the register knows two earlier ones that concern bodies of the papers.
SPLIT, PARTY_MERGED, MARCH, JULY = date(2015, 7, 28), date(2025, 2, 3), date(2025, 3, 1), date(2025, 7, 1)
YEAR = {"first": date(2024, 1, 1), "last": date(2025, 1, 31)}
# A day of the plan's own year; it, and the day before each act, must read after all acts as they did before.
IN_THE_YEAR = date(2024, 6, 30)
LOOKED_UP_ON = date(2026, 11, 21)

type Rows = dict[str, dict[int, dict[str, Any]]]


def walk() -> dict[str, Any]:
    """This function will go the whole way once and return what was measured."""
    officer = load_city()
    names = old_names_told()
    for paper in sorted((SHARED / "seeds").glob("*.txt")):
        hand_in(paper.name, paper.read_bytes(), officer)
    read_all()
    programmes = {
        number: adopt_paper(next((SHARED / "seeds").glob(f"{number}_*")).name, officer, decided)
        for number, decided in DECISIONS["papers"].items()
    }
    _open_and_answer(programmes["002"], officer)
    measured = _adopted(programmes) | {"laws": _laws(), "old_names": names}
    return measured | _reorganised(programmes, officer) | local_plan_shares(programmes["002"], officer)


def _adopted(programmes: Mapping[str, Programme]) -> dict[str, Any]:
    leads = Assignment.objects.filter(role=AssignmentRole.LEAD, item__kind=ItemKind.TASK)
    return {
        "tasks": {number: one.items.filter(kind=ItemKind.TASK).count() for number, one in programmes.items()},
        "items": {number: one.items.count() for number, one in programmes.items()},
        "leads_of_002": leads.filter(item__programme=programmes["002"]).values("agency").distinct().count(),
        "obligations": Obligation.objects.count(),
        "sent": Submission.objects.exclude(state=SubmissionState.DRAFT).count(),
        "accepted": Submission.objects.filter(state=SubmissionState.ACCEPTED).count(),
    }


def _open_and_answer(programme: Programme, officer: Account) -> None:
    """Rounds of the year, and one request to the districts; every second is answered, two of three are accepted."""
    plan = opening_plan(programme, **YEAR)
    open_rounds(programme=programme, chosen=[one.owed.key for one in plan.rounds], opened_by=officer, **YEAR)
    districts = Agency.objects.without_tree_fields().filter(parent__code=CITY, kind=AgencyKind.DISTRICT)
    ask_agencies(
        asked=Asked("Báo cáo 6 tháng đầu năm 2025", "", date(2025, 6, 20)),
        agencies=list(districts.order_by("pk")),
        asked_by=officer,
        key="districts",
        today=date(2025, 5, 20),
    )
    for place, one in enumerate(Obligation.objects.select_related("agency").order_by("pk")):
        if place % 2 == 0:
            _answer(one, officer, is_accepted=place % 3 != 0)


def _answer(obligation: Obligation, officer: Account, *, is_accepted: bool) -> None:
    at = datetime.combine(obligation.due_on, time(9), tzinfo=timezone.get_current_timezone())
    sent = send_submission(
        obligation=obligation,
        version=obligation.version,
        author=officer,
        answer=Answer(progress=WorkProgress.DONE, text=f"Đã thực hiện: {obligation.title}"[:200]),
        key=f"walk-{obligation.pk}",
        at=at,
    )
    if is_accepted:
        accept_submission(submission=sent.submission, decided_by=officer, on=obligation.due_on)


def _reorganised(programmes: Mapping[str, Programme], officer: Account) -> dict[str, Any]:
    """Both days carried out and both undone, with whole rows compared before and after."""
    answers, everything, past = _answers(), _held_rows(), {}
    done: list[tuple[Preview, Reorganisation]] = []
    for day in (SPLIT, PARTY_MERGED, MARCH, JULY):
        acts = _acts_of_districts() if day == JULY else Succession.objects.filter(effective_on=day)
        in_the_year = [IN_THE_YEAR] if day == PARTY_MERGED else []
        past |= _as_read(programmes, *in_the_year, day - timedelta(days=1))
        done.append(_carry_out(day, officer, acts))
    read_again = _as_read(programmes, *{day for _item, day in past})
    groups, answers_after = _groups_after(programmes["002"]), _answers()
    for _preview, one in reversed(done):
        agencies.undo_reorganisation(reorganisation=one, reason="Đi thử", undone_by=officer)
    return {
        "march": _touched(done[2][0], programmes),
        "july": _touched(done[3][0], programmes),
        "groups_after_july": groups,
        "answers_changed": _differing(answers, answers_after) + _differing(answers, _answers()),
        "history_changed": sum(
            past.get(key) != read_again.get(key) for key in past.keys() | read_again.keys()
        ),
        "history_rows": len(past),
        "rows_not_given_back": _differing(everything, _held_rows()),
        "rows_held": sum(map(len, everything.values())),
    }


def _carry_out(day: date, officer: Account, acts: QuerySet[Succession]) -> tuple[Preview, Reorganisation]:
    """As the screen does: the preview, what it leaves open decided by hand, and the act as it was seen."""
    change = agencies.change_of_register(list(acts.order_by("pk")))
    preview = agencies.preview_reorganisation(change=change, choices={}, today=day)
    choices = {
        row.field: _namesake(row, preview)
        for group in preview.groups
        for row in group.rows
        if row.proposed.is_open
    }
    seen = agencies.preview_reorganisation(change=change, choices=choices, today=day)
    consent = agencies.Consent(choices=choices, seen=seen.seen, key=f"walk-{day}")
    done = agencies.carry_out_reorganisation(
        change=change, consent=consent, carried_out_by=officer, today=day
    )
    return seen, done


def _namesake(row: PreviewRow, preview: Preview) -> str:
    """Of several bodies that follow the one whose name goes on furthest in the old words, as an officer may choose."""
    act = preview.change.act_of(row.row.holder_id)
    if act is None:
        return STAY
    return max(
        act.heirs, key=lambda body: len(commonprefix([_own_name(body.name), _own_name(row.holder.name)]))
    ).ref


def _own_name(name: str) -> str:
    """ "Sóc Sơn" of "Huyện Sóc Sơn"."""
    return name.partition(" ")[2]


def _acts_of_districts() -> QuerySet[Succession]:
    ended = Agency.objects.without_tree_fields().filter(parent__code=CITY, kind=AgencyKind.DISTRICT)
    return Succession.objects.filter(effective_on=JULY, predecessors__in=ended).distinct()


def _touched(preview: Preview, programmes: Mapping[str, Programme]) -> dict[str, Any]:
    """The parts that a preview shows, by paper: tasks touched, tasks whose lead is among them, and why."""
    rows = [row for group in preview.groups if group.work.kind == PARTS for row in group.rows]
    parts = Assignment.objects.select_related("item", "agency").in_bulk([row.row.key for row in rows])
    told: dict[str, Any] = {
        "acts": len(preview.change.acts),
        "rows": preview.rows,
        "bodies": len(preview.change.predecessors),
    }
    for number, programme in programmes.items():
        own = [
            (row, parts[row.row.key]) for row in rows if parts[row.row.key].item.programme_id == programme.pk
        ]
        told[number] = _touched_tasks(own)
    return told


def _touched_tasks(own: list[tuple[PreviewRow, Assignment]]) -> dict[str, Any]:
    tasks = [(row, part) for row, part in own if part.item.kind == ItemKind.TASK]
    leads = [(row, part) for row, part in tasks if part.role == AssignmentRole.LEAD]
    with_unit = {part.item.label for row, part in leads if row.proposed.reason == HandoverReason.WITH_UNIT}
    changing = {part.item.label for row, part in leads} - with_unit
    return {
        "tasks_touched": len({part.item_id for _row, part in tasks}),
        "tasks_of_lead": len(changing | with_unit),
        "lead_changes": len(changing),
        "lead_goes_with_its_unit": sorted(with_unit),
        "takers_of_leads": _counted(
            f"{row.holder.name} → {row.proposed.taker.name if row.proposed.taker else '?'} ({row.proposed.reason})"
            for row, _part in leads
        ),
        "partner_rows": len(tasks) - len(leads),
        "other_rows": len(own) - len(tasks),
        "without_proposal": sum(row.proposed.is_open for row, _part in own),
    }


def _counted(texts: Iterable[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for text in texts:
        counted[text] = counted.get(text, 0) + 1
    return dict(sorted(counted.items()))


def _groups_after(programme: Programme) -> dict[str, Any]:
    """Whom the collective names of the plan mean from July on, as opening a round asks for it."""
    owers = OwersOfProgramme(programme)
    named = programme.items.filter(
        assignments__agency__kind=AgencyKind.GROUP, assignments__role=AssignmentRole.LEAD
    )
    told: dict[str, Any] = {}
    for item in named.without_tree_fields().distinct().order_by("position", "pk"):
        before, after = owers.owers_of(item, on=JULY - timedelta(days=1)), owers.owers_of(item, on=JULY)
        printed = next(one.printed_name for one in item.assignments.order_by("pk"))
        told[printed] = [
            len(before.agencies),
            len(after.agencies),
            len(after.followed),
            len(after.not_assignable),
        ]
    return told


def _answers() -> Rows:
    accepted = Submission.objects.filter(state=SubmissionState.ACCEPTED)
    kept = {"submission__in": accepted}
    return {
        "submissions": _whole(accepted),
        "evidence": _whole(Evidence.objects.filter(**kept)),
        "products": _whole(ProductCount.objects.filter(**kept)),
    }


def _held_rows() -> Rows:
    """Every row of every app that a reorganisation may move, without the version, which goes on counting."""
    names = (
        "agencies.agency agencies.agencyname agencies.duty agencies.post agencies.succession programme.item "
        "programme.assignment reports.obligation reports.obligationchange reports.submission"
    )
    return {name: _whole(apps.get_model(name)._default_manager.all()) for name in names.split()}


def _whole(rows: QuerySet[Any]) -> dict[int, dict[str, Any]]:
    model: type[Model] = rows.model
    fields = [field.attname for field in model._meta.concrete_fields if field.name != "version"]
    return {row[model._meta.pk.attname]: row for row in rows.order_by("pk").values(*fields)}


def _differing(before: Rows, after: Rows) -> int:
    return sum(
        before[name].get(key) != after[name].get(key)
        for name in before
        for key in before[name].keys() | after[name].keys()
    )


def _as_read(
    programmes: Mapping[str, Programme], *days: date
) -> dict[tuple[int, date], list[tuple[int, str, str]]]:
    """Who holds which part of which item on a day, as the pages ask for it."""
    told: dict[tuple[int, date], list[tuple[int, str, str]]] = {}
    for day in days:
        for part in assignments_on(day).filter(item__programme__in=programmes.values()):
            told.setdefault((part.item_id, day), []).append((part.pk, part.role, part.agency.name))
    return told


def _laws() -> dict[str, Any]:
    """Of the papers that ours stand on: how many the register of laws knows, on the day of each paper and later."""
    cited = DocumentRelation.objects.filter(kind=RelationKind.LEGAL_BASIS).select_related("target")
    by_paper: dict[int, list[DocumentRelation]] = {}
    for one in cited.order_by("source", "pk"):
        by_paper.setdefault(one.source_id, []).append(one)
    told = [_bases(bases) for bases in by_paper.values()]
    return {
        "papers": told,
        "known": sum(one["known"] for one in told),
        "bases": sum(one["bases"] for one in told),
    }


def _bases(relations: list[DocumentRelation]) -> dict[str, Any]:
    bases = list({one.target_id: one.target for one in relations}.values())
    standing = laws_standing(bases, on=LOOKED_UP_ON)
    return {
        "paper": str(relations[0].source.file.original_name)[:3],
        "bases": len(bases),
        "known": sum(one.state != LawState.UNKNOWN for one in standing.values()),
        "states": {f"{base.number} {base.issued_on}": _standing_told(standing[base.pk]) for base in bases},
    }


def _standing_told(standing: Any) -> str:
    heirs = [step.by for step in (*standing.steps, *standing.heirs) if step.by]
    told = f"{standing.state} → {'; '.join(heirs)}" if heirs else str(standing.state)
    return told if standing.is_verified or standing.state == LawState.UNKNOWN else f"{told} (?)"


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    json.dump(walk(), sys.stdout, ensure_ascii=False, indent=1)
