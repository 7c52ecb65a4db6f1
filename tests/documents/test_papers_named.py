"""Texts that name papers lead to them: whoever may see the paper gets a link, others the words."""

import pytest
from django.template import Context, Template
from factories.agencies import make_account, make_person
from factories.documents import make_document

from haidang.agencies.enums import Role
from haidang.documents.models import Document
from haidang.documents.queries.papers_named import papers_named_to

pytestmark = pytest.mark.django_db
BASIS = "Theo Quyết định số 03/QĐ-UBND ngày 02/01/2024 và Kế hoạch 15/KH-UBND"


def registered(number: str, **details) -> Document:
    document = make_document(f"Văn bản {number} {details}", name=f"{number.replace('/', '-')}.txt")
    details = {"number": number, "number_key": number.replace("Đ", "D")} | details
    Document.objects.filter(pk=document.pk).update(**details)
    return document


@pytest.fixture
def decision(db) -> Document:
    return registered("03/QĐ-UBND")


def test_sign_in_a_text_leads_to_the_paper_and_other_words_stay(officer, decision):
    cut = papers_named_to(officer)

    assert cut(BASIS) == [
        ("Theo Quyết định số ", ""),
        ("03/QĐ-UBND", f"/van-ban/{decision.pk}/"),
        (" ngày 02/01/2024 và Kế hoạch 15/KH-UBND", ""),
    ]
    assert cut("Không có số") == [("Không có số", "")]
    assert cut("") == []


def test_sign_that_two_papers_bear_or_that_is_known_by_citation_alone_leads_to_none(officer, decision):
    plan = registered("15/KH-UBND")
    assert [address for _words, address in papers_named_to(officer)(BASIS) if address] == [
        f"/van-ban/{decision.pk}/",
        f"/van-ban/{plan.pk}/",
    ]

    registered("03/QĐ-UBND", title="Của tỉnh khác")
    Document.objects.filter(pk=plan.pk).update(file=None)

    assert papers_named_to(officer)(BASIS) == [(BASIS, "")]


def test_whoever_sees_no_papers_gets_the_words(decision):
    assert papers_named_to(make_account("ngoaicuoc"))(BASIS) == [(BASIS, "")]


@pytest.mark.parametrize("number", [1, 3])
def test_papers_of_a_page_are_asked_for_once(officer, decision, rf, django_assert_max_num_queries, number):
    request = rf.get("/")
    request.user = officer
    template = Template("{% load papers %}{% for one in texts %}{% with_papers one %}|{% endfor %}")

    with django_assert_max_num_queries(2):
        shown = template.render(Context({"request": request, "texts": ["<b> 03/QĐ-UBND"] * number}))

    assert shown == f'&lt;b&gt; <a href="/van-ban/{decision.pk}/">03/QĐ-UBND</a>|' * number


def test_text_without_a_sign_asks_for_nothing(officer, rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = officer

    with django_assert_num_queries(0):
        shown = Template("{% load papers %}{% with_papers 'Theo đề nghị' %}").render(
            Context({"request": request})
        )

    assert shown == "Theo đề nghị"


def test_basis_of_a_duty_on_an_agencys_page_is_a_link_for_those_with_a_post(decision, log_in, officer):
    from haidang.agencies.models import Duty

    focal = make_person(Role.FOCAL)
    agency = focal.posts.get().agency
    Duty.objects.create(name="Báo chí", holder=agency, legal_basis="Quyết định 03/QĐ-UBND")

    page = log_in(officer).get(f"/don-vi/{agency.pk}/").text

    assert f'Căn cứ: Quyết định <a href="/van-ban/{decision.pk}/">03/QĐ-UBND</a>' in page
