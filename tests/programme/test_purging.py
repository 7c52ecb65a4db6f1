"""A secret mark found when an adopted paper is read again takes the programme with it, and nothing of others."""

import logging
from dataclasses import replace

import pytest
from django.apps import apps
from django.utils import timezone
from factories.money import make_entry, make_line
from factories.programme import adopted_programme, plan_answer, reviewed_reading, task_value

from haidang.agencies.models import Agency
from haidang.documents import registry
from haidang.documents.models import Document, DocumentDoubt, DocumentRelation
from haidang.documents.operations.describing import save_described
from haidang.documents.operations.doubts import answer_doubt
from haidang.documents.operations.relating import add_relation, relate_cited_papers
from haidang.documents.operations.secrets import mark_secret, purge_marked_paper
from haidang.foundation.models import Event
from haidang.foundation.operations import hold_import
from haidang.foundation.queries.chain import breaks_of_chain
from haidang.programme.enums import MatchState, UnitScope
from haidang.programme.models import (
    DraftRevision,
    ItemMatch,
    LeftDifference,
    LegalBasis,
    PlanCall,
    PlanDraft,
    Programme,
)
from haidang.programme.operations.adopt import adopt_reading
from haidang.programme.operations.difference import take_over_differences
from haidang.programme.operations.leaving import leave_differences
from haidang.programme.operations.links import decide_link, match_by_hand
from haidang.programme.operations.making import Edit, change_head, start_plan
from haidang.programme.operations.plan_calls import call_for_plans
from haidang.programme.queries.differences import reading_difference
from haidang.programme.queries.making_copy import copied_content, copied_head, outline_content

pytestmark = pytest.mark.django_db

WORD = "Chuyên-án-Sao-Khuê"
SECRET_NUMBER = "77/KH-BCĐ"


def database_text() -> str:
    """This function will return every value of every row as one text."""
    models = (model for model in apps.get_models() if model._meta.managed)
    return "\n".join(str(row) for model in models for row in model.objects.order_by("pk").values_list())


def secret_answer(**fields):
    heading = {"kind": "Kế hoạch", "number": SECRET_NUMBER, "date": "2026-02-03", "title": f"Kế hoạch {WORD}"}
    task = task_value("I.1", title=f"Theo dõi {WORD}", lead=[f"Ban Chỉ đạo {WORD}"], partners=[])
    cited = citation("5/CĐ-BCĐ", f"Công điện về {WORD}")
    return {"heading": heading, "tasks": [task], "citations": [cited]} | fields


def citation(number, title):
    return {
        "kind": "Kế hoạch",
        "number": number,
        "date": "2026-02-03",
        "issuer": "",
        "title": title,
        "basis": True,
        "lines": [[3, 3]],
    }


def adopted(answer, officer, **given):
    reading = reviewed_reading(answer, **given)
    return adopt_reading(reading=reading, adopted_by=officer, agency_choices={})


def purge(reading):
    mark_secret(reading=reading)
    assert purge_marked_paper() is True


def test_programme_of_a_secret_paper_goes_with_it_and_only_the_fact_stays(officer):
    programme = adopted(secret_answer(), officer)
    reading = programme.reading
    doubt = DocumentDoubt.objects.create(reading=reading, code="odd_sign", message=WORD, order=1)
    answer_doubt(doubt=doubt, answer="kept", version=1, answered_by=officer, note=WORD)
    other = adopted(plan_answer(), officer)
    add_relation(source=other.document, target=programme.document, kind="guides", lines=[], added_by=officer)
    assert (WORD in database_text(), SECRET_NUMBER in database_text()) == (True, True)

    purge(reading)

    left = database_text()
    assert (WORD in left, SECRET_NUMBER in left) == (False, False)
    assert list(Programme.objects.all()) == [other]
    acts = set(Event.objects.values_list("act", flat=True))
    assert "documents.purge_secret_document" in acts
    assert list(breaks_of_chain()) == []


def test_money_of_a_secret_programme_goes_and_amounts_of_others_lose_only_its_name(officer):
    other = adopted_programme(plan_answer(), adopted_by=officer)
    secret = adopted(secret_answer(), officer)
    make_entry(make_line(secret, f"Chi cho {WORD}", group=f"Nhóm {WORD}"))
    kept = make_entry(make_line(other), 5_000_000, paper_words=SECRET_NUMBER)
    hold_import(
        table="programme.budget",
        subject=str(secret.pk),
        file_name=f"{WORD}.xlsx",
        sheets=[{"cells": [WORD]}],
        sent_by=officer,
    )
    assert kept.paper is not None
    assert WORD in database_text()

    purge(secret.reading)

    kept.refresh_from_db()
    assert (kept.amount_vnd, kept.paper, kept.paper_words) == (5_000_000, None, "")
    assert WORD not in database_text()
    assert SECRET_NUMBER not in database_text()


def test_agency_that_something_else_stands_on_stays_without_the_name_of_the_paper(officer):
    adopted(secret_answer(tasks=[task_value("I.1", title=WORD, lead=["Sở Ngoại vụ"], partners=[])]), officer)
    other = adopted(
        plan_answer() | {"tasks": [task_value("I.1", lead=["Sở Ngoại vụ"], partners=[])]}, officer
    )
    secret = Programme.objects.exclude(pk=other.pk).get()

    purge(secret.reading)

    kept = Agency.objects.get(name="Sở Ngoại vụ")
    assert (kept.source, other.items.filter(assignments__agency=kept).count()) == ("", 1)


def test_paper_that_cites_a_secret_one_keeps_its_own_words_about_it(officer):
    secret = adopted(secret_answer(), officer)
    save_described(secret.document)
    citing = adopted(plan_answer(citations=[citation(SECRET_NUMBER, "về công tác năm 2026")]), officer)
    assert LegalBasis.objects.get(programme=citing).document == secret.document

    purge(secret.reading)

    basis = LegalBasis.objects.get(programme=citing)
    assert (basis.document.number, basis.document.title, basis.document.file) == (
        SECRET_NUMBER,
        "về công tác năm 2026",
        None,
    )
    relations = DocumentRelation.objects.values_list("source", "target", "kind")
    assert list(relations) == [(citing.document_id, basis.document_id, "legal_basis")]
    assert WORD not in database_text()


def test_programme_that_took_something_over_from_a_secret_copy_goes_and_its_own_paper_stays(officer):
    programme = adopted(plan_answer(), officer)
    copy = Document.objects.create(kind="Kế hoạch", number=SECRET_NUMBER, corrects=programme.document)
    later = reviewed_reading(plan_answer() | {"tasks": [task_value("I.1", title=WORD)]}, document=copy)
    keys = [one.key for one in reading_difference(programme, later)]
    take_over_differences(
        programme=programme,
        reading=later,
        keys=keys,
        taken_by=officer,
        agency_choices={},
        at=timezone.localtime(),
    )
    own_paper, own_reading = programme.document, programme.reading

    purge(later)

    assert WORD not in database_text()
    assert list(Document.objects.filter(pk=own_paper.pk)) == [own_paper]
    again = adopt_reading(reading=own_reading, adopted_by=officer, agency_choices={})
    assert again.items.filter(kind="task").count() == 1


def test_programme_that_left_a_secret_copy_aside_stays_as_it_is(officer):
    programme = adopted(plan_answer(), officer)
    copy = Document.objects.create(kind="Kế hoạch", number=SECRET_NUMBER, corrects=programme.document)
    later = reviewed_reading(plan_answer() | {"tasks": [task_value("I.1", title=WORD)]}, document=copy)
    keys = [one.key for one in reading_difference(programme, later)]
    leave_differences(
        programme=programme, reading=later, keys=keys, left_by=officer, reason=WORD, at=timezone.localtime()
    )

    purge(later)

    assert list(Programme.objects.all()) == [programme]
    assert (LeftDifference.objects.count(), WORD in database_text()) == (0, False)


def test_what_was_known_by_the_citations_of_a_secret_paper_alone_goes(officer):
    secret = reviewed_reading(
        secret_answer(citations=[citation("5/CĐ-BCĐ", WORD), citation("6/KH-UBND", "x")])
    )
    relate_cited_papers(reading=secret, findings=list(secret.findings.all()))
    adopted(plan_answer(citations=[citation("6/KH-UBND", "x")]), officer)

    purge(secret)

    assert list(Document.objects.filter(file=None, programme=None).values_list("number", flat=True)) == [
        "6/KH-UBND"
    ]


def test_paper_that_is_held_back_is_named_nowhere_and_does_not_keep_others(officer, monkeypatch, caplog):
    held, free = (reviewed_reading(secret_answer()), reviewed_reading(plan_answer()))
    adopt_reading(reading=held, adopted_by=officer, agency_choices={})
    monkeypatch.setattr(registry, "purge_steps", [])
    mark_secret(reading=held)
    mark_secret(reading=free)

    with caplog.at_level(logging.WARNING):
        assert [purge_marked_paper(), purge_marked_paper()] == [True, False]

    assert (WORD in caplog.text, "programme.Programme" in caplog.text) == (False, True)
    assert list(Document.objects.filter(readings__isnull=False)) == [held.document]


def test_links_and_matches_of_a_secret_paper_go_with_it(officer):
    other, secret = adopted(plan_answer(), officer), adopted(secret_answer(), officer)
    at = timezone.localtime()
    link = decide_link(
        above=other, below=secret, state=MatchState.CONFIRMED, version=0, decided_by=officer, at=at
    )
    above, below = other.items.get(kind="task"), secret.items.get(kind="task")
    match_by_hand(link=link, above=above, below=below, decided_by=officer, at=at)
    asked = {
        "scope": UnitScope.DEPARTMENT,
        "under": None,
        "due_on": at.date(),
        "called_by": officer,
        "at": at,
    }
    call_for_plans(programme=secret, **asked)
    assert WORD in str(Event.objects.filter(act="programme.match_by_hand").values_list("after"))

    purge(secret.reading)

    left = database_text()
    assert (WORD in left, SECRET_NUMBER in left) == (False, False)
    assert not ItemMatch.objects.exists()
    assert not PlanCall.objects.exists()


def test_a_plan_that_copied_from_the_paper_goes_with_it(officer):
    programme = adopted(secret_answer(), officer)
    owner = Agency.objects.create(code="so-y-te", name="Sở Y tế", folded_name="so y te")
    head = copied_head(programme, first_year=2027, last_year=2027)
    content = copied_content(programme, head, on=timezone.localdate())
    copy = start_plan(owner=owner, content=content, source=programme, token="ban-chep", made_by=officer)
    own = start_plan(
        owner=owner, content=outline_content(head), source=None, token="ban-rieng", made_by=officer
    )
    assert WORD in str(copy.content["points"])
    change_head(draft=own, head=replace(head, title="Kế hoạch riêng"), edit=Edit(officer, 1, "doi-ten"))
    DraftRevision.objects.filter(draft=own, number=1).delete()
    Event.objects.filter(subject_kind="programme.plandraft", subject_id=str(own.pk)).delete()

    purge(programme.reading)

    assert list(PlanDraft.objects.all()) == [own]
    assert WORD not in database_text()
