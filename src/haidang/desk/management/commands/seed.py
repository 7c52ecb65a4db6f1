"""Fills an empty installation with the sample city; filled once, it changes nothing."""

from datetime import date
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from haidang.agencies.models import Account
from haidang.agencies.operations.register_loading import load_register
from haidang.desk.management import sample_city, sample_people
from haidang.desk.management.hanoi import emulation, everyday, money, plans_below, year
from haidang.desk.management.hanoi.bodies import authors_of
from haidang.desk.management.hanoi.report_year import Reporting
from haidang.desk.management.hanoi.talks import Talking
from haidang.desk.management.hanoi.targets import follow_indicators
from haidang.documents.operations.laws import load_law_changes
from haidang.documents.work import read_next_paper
from haidang.programme.models import Programme
from haidang.regimes.operations.starting_set import load_starting_set


class Command(BaseCommand):
    help = "Nạp thành phố mẫu Hải Đăng: đơn vị, tài khoản, văn bản, chương trình. --logins: chỉ in tên đăng nhập."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--logins", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if sample_city.is_foreign_city():
            raise CommandError(
                "Cơ sở dữ liệu này đã có người dùng thật: không nạp dữ liệu mẫu. "
                "Đặt HAIDANG_DATA_FOLDER sang thư mục khác."
            )
        if not options["logins"]:
            self._fill()
        self._print_logins()

    def _fill(self) -> None:
        sample_city.found_agencies()
        sample_city.appoint_people(sample_city.PEOPLE)
        sample_people.seat_people()
        sample_people.link_accounts()
        officer = Account.objects.get(username="canbo")
        sample_city.hand_in_papers(officer)
        while read_next_paper():
            pass
        for hindrance in sample_city.adopt_papers(officer):
            self.stderr.write(f"Chưa thông qua được {hindrance}")
        sample_city.link_plans(officer)
        load_law_changes()
        load_starting_set(made_by=officer, at=timezone.now())
        # After the papers: the real Hà Nội is there to look up, not to be proposed for the sample city's names.
        load_register(provinces=sample_city.REAL_PROVINCES)
        self._fill_year(officer)

    def _fill_year(self, officer: Account) -> None:
        today = timezone.localdate()
        own = list(
            Programme.objects.filter(document__file__original_name__in=sample_city.ADOPTED).order_by("id")
        )
        sample_city.appoint_people(sample_city.PEOPLE_OF_HANOI, on=today)
        year.fill_year(
            officer=officer, hand_in=partial(sample_city.hand_in_and_adopt, officer=officer), today=today
        )
        year.open_own_rounds(officer=officer, programmes=own, today=today)
        self._fill_desk(officer, today)
        above = Programme.objects.get(document__file__original_name=year.plan_name(max(year.PLANS)))
        Reporting(officer, authors_of(officer), today).live_through(above)
        follow_indicators(officer=officer, at=timezone.now())
        emulation.judge_units(officer=officer, authors=authors_of(officer), today=today)
        people = [one.username for one in (*sample_city.PEOPLE, *sample_city.PEOPLE_OF_HANOI)]
        year.tell_that_figures_are_examples(Account.objects.filter(username__in=people).order_by("id"))

    @transaction.atomic
    def _fill_desk(self, officer: Account, today: date) -> None:
        authors = authors_of(officer)
        above = Programme.objects.get(document__file__original_name=year.plan_name(max(year.PLANS)))
        leader = Account.objects.get(username="lanhdao")
        plans_below.make_plans_below(above, officer=officer, leader=leader, today=today)
        money.enter_money(officer=officer, authors=authors, today=today)
        talking = Talking(officer, authors, today)
        talking.raise_tickets()
        if talking.hold_briefings():
            year.answer_what_is_due(officer=officer, what=talking.owed_of_conclusions(), today=today)
        everyday.seat_people_of_city()
        everyday.circulate_papers(officer=officer, authors=authors, at=timezone.now())
        everyday.let_act_for_another(today=today)
        everyday.save_filters()

    def _print_logins(self) -> None:
        people = (*sample_city.PEOPLE, *sample_city.PEOPLE_OF_HANOI)
        width = max(len(person.username) for person in people)
        for person in people:
            self.stdout.write(
                f"  {person.username:<{width}}  {person.full_name}, {person.role.label}, {person.agency}"
            )
        self.stdout.write(f"  mật khẩu chung: {sample_city.DEMO_PASSWORD}")
        self.stdout.write("  kế hoạch, báo cáo, số liệu và người trong bản dùng thử đều là ví dụ")
