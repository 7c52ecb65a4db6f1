"""What the processes of a race do. Started once, it sets itself up and forks a process for each order on its input.

An order is a line of JSON: acts with their arguments (`[["ACT", {"its": "arguments"}], ...]`), and the place whose
files the process uses. It says by PLACE.PID.ready that it is ready, waits until PLACE is there, so that all processes
of a race begin at the same moment, and writes the answers of its acts as one JSON list to PLACE.PID.answer.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django
from races import report_acts

ACTS: dict[str, Any] = dict(report_acts.ACTS)


def act(function):
    ACTS[function.__name__] = function
    return function


@act
def begin_anew() -> dict[str, Any]:
    from datetime import date

    from django.core.management import call_command

    from haidang.agencies.operations import create_first_administrator

    call_command("flush", interactive=False, verbosity=0)
    create_first_administrator(
        username="quantri", full_name="Phạm Minh Quân", agency_name="Văn phòng", on=date(2026, 1, 1)
    )
    return {}


@act
def hand_in(name: str, text: str, copies: int = 1) -> dict[str, Any]:
    """Copies of a text differ in their last line."""
    from django.core.files.base import ContentFile

    from haidang.documents.operations.registering import register_uploads

    texts = [text, *(f"{text}\nBản {number}" for number in range(2, copies + 1))]
    uploads = [ContentFile(one.encode(), name=name) for one in texts]
    [first, *_others] = register_uploads(uploads=uploads, registered_by=_officer())
    return {"document": first.document.pk, "is_new": first.is_new}


@act
def work() -> dict[str, Any]:
    """The work loop until nothing is due."""
    from haidang.foundation.management.commands.work import do_due_work, pieces_of_work

    turns = 0
    while do_due_work(pieces_of_work()):
        turns += 1
    return {"turns": turns}


@act
def work_and_die(where: str) -> dict[str, Any]:
    """The work loop, killed while a paper is read, once its mark is kept, or when its files are gone."""
    from haidang.documents import registry
    from haidang.documents.operations import reading

    if where == "reading":
        reading.record_reading = _die
    elif where == "marked":
        reading.purge_marked_paper = _die
    else:
        registry.purge_steps.append(_die)
    return work()


@act
def adopt() -> dict[str, Any]:
    from haidang.documents.models import DocumentReading
    from haidang.programme.operations.adopt import adopt_reading

    reading = DocumentReading.objects.get()
    programme = adopt_reading(reading=reading, adopted_by=_officer(), agency_choices={})
    return {"programme": programme.pk}


@act
def accept_all() -> dict[str, Any]:
    from haidang.documents.models import DocumentDoubt, Finding

    DocumentDoubt.objects.update(answer="agreed")
    return {"accepted": Finding.objects.update(state="accepted")}


@act
def reject_first() -> dict[str, Any]:
    """Both officers opened the page when the finding was as it was read."""
    from haidang.documents.errors import ChangedMeanwhile
    from haidang.documents.models import Finding
    from haidang.documents.operations.review import reject_finding

    finding = Finding.objects.order_by("id")[0]
    try:
        reject_finding(finding=finding, version=1, decided_by=_officer())
    except ChangedMeanwhile:
        return {"told": "changed meanwhile"}
    return {"told": "done"}


@act
def correct_everywhere(text: str) -> dict[str, Any]:
    """Both officers opened the least certain word as it was read, and have all equal places corrected."""
    from haidang.documents.errors import ChangedMeanwhile
    from haidang.documents.models import UncertainWord
    from haidang.documents.operations.words import correct_word

    word = UncertainWord.objects.get(order=1)
    try:
        correct_word(word=word, text=text, version=1, decided_by=_officer(), everywhere=True)
    except ChangedMeanwhile:
        return {"told": "changed meanwhile"}
    return {"told": "done"}


@act
def words_said() -> dict[str, Any]:
    """What stands in the lines at every place like the least certain word, and how often it was decided."""
    from haidang.documents.models import DocumentLine, UncertainWord

    first = UncertainWord.objects.get(order=1)
    lines = dict(DocumentLine.objects.values_list("number", "text"))
    alike = UncertainWord.objects.filter(raw=first.raw, text=first.text).order_by("line_number", "start")
    return {
        "standing": [lines[word.line_number][word.start : word.end] for word in alike],
        "versions": list(alike.values_list("version", flat=True)),
    }


@act
def found_communes(count: int) -> dict[str, Any]:
    """Communes with a focal person each, the first two of a district."""
    from datetime import date

    from haidang.agencies.models import Account, Agency, Post

    bodies = [{"code": f"xa-{n}", "name": f"Xã {n}", "folded_name": f"xa {n}"} for n in range(count)]
    communes = Agency.objects.bulk_create(Agency(kind="commune", **body) for body in bodies)
    people = Account.objects.bulk_create(
        Account(username=f"xa{n}", full_name=f"Xã {n}") for n in range(count)
    )
    Post.objects.bulk_create(
        Post(account=person, agency=commune, role="focal", valid_from=date(2020, 1, 1))
        for person, commune in zip(people, communes, strict=True)
    )
    return standing_work()


@act
def ask_communes(dies: bool = False) -> dict[str, Any]:
    """One request to every commune; killed when all rows are written and the entry of the log is not."""
    from datetime import date

    from haidang.agencies.models import Agency
    from haidang.reports.operations import opening

    if dies:
        opening.record_event = _die
    opening.ask_agencies(
        asked=opening.Asked("Báo cáo đột xuất", "", date(2026, 12, 31)),
        agencies=list(Agency.objects.without_tree_fields().filter(kind="commune", valid_to=None)),
        asked_by=_officer(),
        key="mot",
        today=date(2026, 12, 1),
    )
    return standing_work()


@act
def merge_communes(dies: bool = False) -> dict[str, Any]:
    """The first commune is merged into the second; killed when its bodies are written and its posts are not."""
    from datetime import date

    from haidang.agencies import operations
    from haidang.agencies.models import Agency
    from haidang.agencies.operations import open_rows
    from haidang.agencies.queries import PlannedAct, PlannedChange, body_of

    if dies:
        open_rows.record_event = _die
    first, second = Agency.objects.without_tree_fields().filter(kind="commune").order_by("pk")[:2]
    day = date(2026, 12, 1)
    change = PlannedChange(day, (PlannedAct("merge", (first,), (body_of(second),)),))
    preview = operations.preview_reorganisation(change=change, choices={}, today=day)
    consent = operations.Consent({}, preview.seen, "mot")
    operations.carry_out_reorganisation(change=change, consent=consent, carried_out_by=_officer(), today=day)
    return standing_work()


@act
def standing_work() -> dict[str, Any]:
    from haidang.agencies.models import Agency, Post, Reorganisation
    from haidang.foundation.models import Event
    from haidang.reports.models import Obligation

    return {
        "communes": Agency.objects.filter(kind="commune", valid_to=None).count(),
        "posts": Post.objects.filter(valid_to=None).count(),
        "reorganisations": Reorganisation.objects.count(),
        "obligations": Obligation.objects.count(),
        "entries": Event.objects.count(),
    }


@act
def write(seconds: float) -> dict[str, Any]:
    """Short transactions that read, write and read again, as fast as the database takes them."""
    from django.db import OperationalError, transaction

    from haidang.foundation.models import Event
    from haidang.foundation.operations import record_event

    officer, written, errors = _officer(), 0, []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with transaction.atomic():
                Event.objects.order_by("-id").first()
                record_event(actor=officer, act="races.write", subject=officer)
            written += 1
        except OperationalError as refused:
            errors.append(str(refused))
    return {"written": written, "errors": errors}


@act
def verify_log() -> dict[str, Any]:
    """What does not hold in the chain of the log, and how long it is."""
    from haidang.foundation.models import Event
    from haidang.foundation.queries.chain import breaks_of_chain, mark_of_log

    breaks = [str(one) for one in breaks_of_chain()]
    return {"breaks": breaks, "length": mark_of_log().number, "entries": Event.objects.count()}


@act
def hold_same_table(people: int, names: list[str]) -> dict[str, Any]:
    """The same workbook of new agencies, sent and looked at by several people before any of them decides."""
    from haidang.engines.reading.sheet_cells import Sheet, SheetCell
    from haidang.foundation.operations import hold_import
    from haidang.foundation.tables.workbook import sheets_as_kept

    rows = [("Tên chính thức", "Loại"), *((name, "sở, ngành") for name in names)]
    cells = tuple(
        SheetCell(row, column, "text", text)
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
    )
    kept = sheets_as_kept([Sheet("Bảng", is_hidden=False, cells=cells)])
    accounts = [_officer(), *(_second_officer(at) for at in range(1, people))]
    given = {"table": "agencies.register", "subject": "", "file_name": "so.xlsx", "sheets": kept}
    held = [hold_import(sent_by=account, **given) for account in accounts]
    return {"held": [one.pk for one in held], "seen": _register_plan(held[0]).fingerprint}


@act
def take_table_over(held: int, seen: str) -> dict[str, Any]:
    from django.utils import timezone

    from haidang.agencies.operations.importing import import_agencies
    from haidang.foundation.errors import ImportChanged
    from haidang.foundation.models import TableImport
    from haidang.foundation.operations import apply_import

    one = TableImport.objects.get(pk=held)

    def save(rows: Any) -> None:
        import_agencies(
            rows=[(row.key, row.values) for row in rows], on=timezone.localdate(), imported_by=one.sent_by
        )

    try:
        apply_import(
            held=one,
            seen=seen,
            takes_good_rows=False,
            plan=lambda: _register_plan(one),
            save=save,
            applied_by=one.sent_by,
        )
    except ImportChanged:
        return {"told": "changed meanwhile"}
    return {"told": "done"}


@act
def agencies_named(names: list[str]) -> dict[str, Any]:
    from haidang.agencies.models import Agency

    found = Agency.objects.filter(name__in=names).values_list("name", flat=True)
    return {"names": sorted(found)}


def _second_officer(at: int) -> Any:
    from haidang.agencies.models import Account

    return Account.objects.create(username=f"canbo{at}", full_name=f"Cán bộ {at}")


def _register_plan(held: Any) -> Any:
    from django.utils import timezone, translation

    from haidang.agencies.models import Agency
    from haidang.agencies.tables import register_table
    from haidang.foundation.tables.plan import plan_import
    from haidang.foundation.tables.workbook import kept_sheets

    today = timezone.localdate()
    everybody = Agency.objects.without_tree_fields().alive_on(today).order_by("name", "id")
    with translation.override("vi"):
        return plan_import(register_table(everybody, on=today), kept_sheets(held.sheets))


@act
def census() -> dict[str, Any]:
    from haidang.documents.models import Document, DocumentReading, Finding
    from haidang.foundation.models import Event
    from haidang.programme.models import Item, Programme

    readings = DocumentReading.objects.order_by("id").values("state", "attempts")
    return {
        "documents": Document.objects.exclude(file=None).count(),
        "readings": list(readings),
        "findings": list(Finding.objects.order_by("id").values("version", "state")),
        "programmes": Programme.objects.count(),
        "items": Item.objects.count(),
        "acts": list(Event.objects.order_by("id").values_list("act", flat=True)),
    }


@act
def words_left(words: list[str]) -> dict[str, Any]:
    """Which words stand in any row of any table."""
    from django.apps import apps

    models = [model for model in apps.get_models() if model._meta.managed]
    rows = "\n".join(str(row) for model in models for row in model.objects.values_list())
    return {"left": [word for word in words if word in rows]}


def _officer() -> Any:
    from haidang.agencies.models import Account

    return Account.objects.order_by("id")[0]


def _die(*_arguments: Any, **_options: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _do_order(acts: list[Any], place: str) -> None:
    own = f"{place}.{os.getpid()}"
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(os.open(f"{own}.said", os.O_WRONLY | os.O_CREAT), sys.stderr.fileno())
    Path(f"{own}.ready").touch()
    while not Path(place).exists():
        time.sleep(0.001)
    answers = [ACTS[name](**given) for name, given in acts]
    Path(f"{own}.answer").write_text(json.dumps(answers), encoding="utf-8")


def _bury_the_dead(*_signal: Any) -> None:
    """Whoever asks whether a process still lives is told that it does until somebody has waited for it."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _load_what_acts_use() -> None:
    """What the first process forked from here would load, all of them have."""
    from haidang.agencies import tables  # noqa: F401
    from haidang.documents.operations import registering, review, words  # noqa: F401
    from haidang.foundation.management.commands.work import pieces_of_work
    from haidang.programme.operations import adopt  # noqa: F401
    from haidang.regimes import work  # noqa: F401
    from haidang.regimes.operations import filling, sending  # noqa: F401
    from haidang.reports.operations import opening  # noqa: F401

    pieces_of_work()


def main() -> None:
    django.setup()
    _load_what_acts_use()
    signal.signal(signal.SIGCHLD, _bury_the_dead)
    for order in sys.stdin:
        if os.fork() == 0:
            _do_order(**json.loads(order))
            return


if __name__ == "__main__":
    main()
