"""A round of reports in a city that runs: what a journey has an officer's command make before it begins."""

# To be run by `manage shell`; prints the key of the report that Sở Ngoại vụ owes.
OPEN_ROUND = """
from django.utils import timezone
from haidang.agencies.models import Account, Agency
from haidang.engines.reckoning.periods import half_period
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.engines.vietnamese.forms import folded_form
from haidang.regimes.enums import RegimePeriod, SectionKind
from haidang.regimes.models import Measure
from haidang.regimes.operations.regimes import FigureAsked, SectionAsked, add_regime, set_form
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.regimes import LevelFacts, RegimeFacts
from haidang.reports.models import Obligation

today, officer = timezone.localdate(), Account.objects.get(username="canbo")
unit = Agency.objects.get(name="Sở Ngoại vụ")

def measure(code, name, **fields):
    return Measure.objects.create(code=code, name=name, folded_name=folded_form(name), **fields)

whole = measure("tep-tin-bai-tong", "Tin, bài đã đăng", unit="tin, bài")
part = measure("tep-tin-bai-nuoc-ngoai", "Tin, bài bằng tiếng nước ngoài", unit="tin, bài")
tasks = measure("tep-nhiem-vu", "Nhiệm vụ của đơn vị", unit="nhiệm vụ", drawn_by="tasks")
measure("tep-ty-le", "Tỷ lệ tin, bài bằng tiếng nước ngoài", unit="%", numerator=part, denominator=whole)
facts = RegimeFacts(
    code="bao-cao-tep", name="Báo cáo công tác thông tin đối ngoại 6 tháng", period=RegimePeriod.HALF_YEAR,
    levels=(LevelFacts("Đơn vị", DueOnDay(20, is_strict=True)),), calendar="civil", named=(unit,),
)
regime = add_regime(facts=facts, made_by=officer)
set_form(regime=regime, made_by=officer, at=timezone.now(), sections=[
    SectionAsked("I", "Công tác chỉ đạo, điều hành", guidance="Văn bản đã ban hành, hội nghị đã tổ chức."),
    SectionAsked("II", "Kết quả bằng số liệu", SectionKind.FIGURES,
                 figures=tuple(FigureAsked(one) for one in (whole, part, tasks))),
    SectionAsked("III", "Khó khăn, kiến nghị", SectionKind.TICKETS, is_required=False),
])
half = half_period(today.year, 1 if today.month <= 6 else 2)
opened = open_report_round(regime=regime, period=half, opened_by=officer, today=today).report_round
print(Obligation.objects.get(what=opened.what, occurrence=opened.occurrence).pk)
"""
