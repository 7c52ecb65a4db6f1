"""Which reports are owed: name, period, due date, by whom and to whom."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from haidang.engines.reading.findings import DutyFound, ReportDutyFound, ReportPeriod
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.report_dates import DueFound, find_due_days
from haidang.engines.reading.running_text import RunningText, content_paragraphs, folded_letters

# The noun or verb, damaged too ("béo cáo", "bao céo"); not the speaker "báo cáo viên" nor a cited "Báo cáo số".
_REPORT = re.compile(r"\bb[a-z]o c[a-z]o\b(?!\s+(?:vien|so\s+\d|\d+/))")
_NOT_REPORTED = re.compile(r"(?:khong|ty le)\s+$|(?:hoi nghi|/)\s*$")
_NAME_ENDS = re.compile(
    r"\s+(?:ve|gui|dinh ky|hang|dot xuat|truoc|cham nhat|cho|theo|va|den|khi)\b|"
    r"(?<!\bcua)\s+(?:uy ban|ubnd|so|bo|ban|hoi dong)\b|[,;.:()]"
)
_NAMED_REPORT = re.compile(
    r"^\s+(?:ve\s+)?(?:ket qua|tinh hinh|tien do|so ket|tong ket|dot xuat|dinh ky|cong tac|6 thang|"
    r"nam|quy|thang|tuan|chuyen de)\b"
)
_GATHERED = re.compile(
    r"\btong hop,?\s+(?P<what>(?:ket qua|tinh hinh|tien do)\s[^,;:.()]{3,150}?)(?:,|\s+va|\s+de|,\s+(?:va|de))?\s*$"
)
_PERIODS: tuple[tuple[ReportPeriod, re.Pattern[str]], ...] = (
    ("half_year", re.compile(r"\b(?:6|06|sau) thang\b|nua nam")),
    (
        "quarter",
        re.compile(r"\b(?:h[a-z]ng|moi|dinh ky|theo)\s+quy\b(?!\s+(?:dinh|che))|\bquy\s+(?:[iv]+|\d)\b"),
    ),
    ("month", re.compile(r"\b(?:h[a-z]ng|moi|theo)\s+thang\b")),
    ("week", re.compile(r"\b(?:h[a-z]ng|moi)\s+tuan\b")),
    ("day", re.compile(r"\b(?:h[a-z]ng|moi)\s+ngay\b")),
    (
        "year",
        re.compile(
            r"\b(?:h[a-z]ng|moi)\s+(?:quy,\s*)?nam\b|\bbao cao nam\b|(?:ca|cuoi) nam\b|tong ket (?:nam|cong tac nam)\b"
        ),
    ),
)
_AD_HOC = re.compile(r"\bd[a-z]t xu[a-z]{1,2}t\b|khi co yeu cau")
_PERIODIC = re.compile(r"\b[dp][a-z]nh k[a-z]\b")
_SENT_TO = re.compile(r"\b(?P<verb>g[uw][a-z]{0,2}i|ve)\s+(?=(?P<to>[^;:.()]{3,200}))")
_REPORTED_TO = re.compile(
    rf"{_REPORT.pattern}\s+(?:cho\s+|len\s+)?(?P<to>(?:uy ban|ubnd|so|bo|ban|hoi dong|thanh uy|tinh uy|chu tich|"
    r"lanh dao|van phong)\b[^;:.()]{2,200})"
)
_TO_ENDS = re.compile(
    r"(?:,\s*|\s+)(?:tong hop|de\b|truoc\b|cham nhat|dinh ky|hang\b|theo quy dinh|xem xet|va thuc hien|"
    r"ve (?:ket|tinh)|qua\b|bao cao\b|ket qua|dot xuat|theo doi)"
)
_OWED_BY = re.compile(
    r"\b(?:de nghi|yeu cau|(?<!tuyen )giao)\s+(?P<by>[^;.]{3,160}?)\s+"
    r"(?:can cu|xay dung|to chuc(?! (?:huu nghi|chinh tri|xa hoi|lien quan|phi |quoc te|thanh vien))|"
    r"trien khai|dinh ky|bao cao|gui|"
    r"thuc hien|chu dong|nghiem tuc|lam dau moi|tong hop|co trach nhiem|chu tri)\b"
)
_OPENING_BODY = re.compile(
    r"^\s*[-–+]?\s*(?P<by>(?:cac\s+)?(?:co quan|so|don vi|ubnd|uy ban|phong|ban|dia phuong)\b[^.;:]{0,100}?)\s+"
    r"(?:gui|thuc hien|co trach nhiem|chu tri|huong dan|dinh ky|tong hop|bao cao)\b"
)
_PERIOD_IN_NAME = re.compile(r"\s+(?P<kind>dot xuat|dinh ky)\b")
_NAMED_BY_PERIOD = re.compile(r"bao cao (?:(?:6|06|sau) thang(?: dau nam)?|quy|(?:ca |hang )?nam)?")
# What may stand before a day that opens a clause: a bullet, "định kỳ", and the days before it in a list.
_HEAD_OF_DAYS = re.compile(
    r"[\s\-–+•]*(?:(?:dinh ky|hang nam|hang ky),?\s+)*(?:(?:truoc|cham nhat|xong truoc)[\sa-z]{0,12}\d[\d/.\s,]*)?"
)
_UNDATED_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph that speaks of reporting, with its place in the paragraph."""

    paragraph: RunningText
    text: str
    folded: str
    start: int


def read_report_duties(
    paper: Paper,
    duties: Sequence[DutyFound],
    plan_year: int | None,
    *,
    heading_lines: Collection[int] = (),
) -> tuple[ReportDutyFound, ...]:
    """Find the reports that a paper asks for.

    This function will give one entry for each date ("báo cáo 6 tháng trước ngày 20/6/2024 và báo cáo năm trước ngày
    20/11/2024", seed 002 lines 650-654), and one for each period where no date is printed ("hằng năm và đột xuất",
    seed 003 line 445). A day without a year is one of the plan's year. `owed_by` is who the sentence asks, or the
    body under whose duties it stands. The heading ("V/v báo cáo ...") owes nothing.
    """
    asked = [one for one in content_paragraphs(paper) if not set(one.lines) & set(heading_lines)]
    found = [report for sentence in _sentences(asked) for report in _reports_in(sentence, plan_year)]
    return _without_repeats([_with_debtor(report, duties) for report in found])


def _without_repeats(reports: Sequence[ReportDutyFound]) -> tuple[ReportDutyFound, ...]:
    """A bare "báo cáo" without a date says again what the same body owes by a date for the same period."""
    dated = {(report.owed_by, report.period) for report in reports if report.due is not None}
    return tuple(
        report
        for report in reports
        if report.due is not None
        or report.owed_by is None
        or report.name.lower() != "báo cáo"
        or (report.owed_by, report.period) not in dated
    )


def _sentences(paragraphs: Iterable[RunningText]) -> Iterator[_Sentence]:
    for paragraph in paragraphs:
        text = paragraph.text.replace("\n", " ")
        for part in re.finditer(r"(?:[^.]|\.(?!\s+[A-ZĐÀ-Ỹ]))+", text):
            folded = folded_letters(part.group())
            if _speaks_of_reports(folded):
                yield _Sentence(paragraph, part.group(), folded, part.start())


def _speaks_of_reports(folded: str) -> bool:
    return any(not _NOT_REPORTED.search(folded[: match.start()]) for match in _REPORT.finditer(folded))


def _reports_in(sentence: _Sentence, plan_year: int | None) -> Iterator[ReportDutyFound]:
    """Clause by clause: what has a date is told by it, the rest by its period."""
    for clause in re.finditer(r"[^;]+", sentence.folded):
        dated = _dated_reports(sentence, clause, plan_year)
        yield from dated or _undated_reports(sentence, clause)


def _dated_reports(
    sentence: _Sentence, clause: re.Match[str], plan_year: int | None
) -> list[ReportDutyFound]:
    """Every date belongs to the report named last before it ("báo cáo ... trước ngày 05/6 và trước ngày 20/11")."""
    reports = []
    for due in find_due_days(sentence.folded, clause.start(), clause.end(), plan_year):
        named = list(_REPORT.finditer(sentence.folded, clause.start(), due.start))
        if named:
            reports.append(_dated_report(sentence, named[-1].start(), due))
        else:
            reports += _report_behind(sentence, clause, due)
    return reports


def _dated_report(sentence: _Sentence, start: int, due: DueFound) -> ReportDutyFound:
    shown = sentence.folded[start : due.start]
    return ReportDutyFound(
        name=_dated_name(sentence, start, due),
        period=due.period or _period_in(shown, f"{shown} {sentence.folded[due.end : due.end + 12]}"),
        due=due.day,
        strict=due.strict,
        owed_by=_asked_body(sentence, start),
        owed_to=_receiver(sentence, start),
        lines=sentence.paragraph.lines_between(
            sentence.start + min(start, due.start), sentence.start + max(start + len("báo cáo"), due.end)
        ),
    )


def _dated_name(sentence: _Sentence, start: int, due: DueFound) -> str:
    """A report named by its period alone bears the period that the date belongs to."""
    name = _report_name(sentence, start)
    if due.words is None or not _NAMED_BY_PERIOD.fullmatch(folded_letters(name)):
        return name
    return f"{sentence.text[start : start + len('báo cáo')]} {sentence.text[slice(*due.words)]}"


def _report_behind(sentence: _Sentence, clause: re.Match[str], due: DueFound) -> list[ReportDutyFound]:
    """A date before the report is named: with its period ("6 tháng (trước 15/6), năm (trước 15/12) báo cáo"), or at
    the head of the clause ("Trước ngày 10/6 và 10/12, các đơn vị gửi báo cáo")."""
    report = _REPORT.search(sentence.folded, due.end, clause.end())
    is_head = bool(_HEAD_OF_DAYS.fullmatch(sentence.folded, clause.start(), due.start))
    return [_dated_report(sentence, report.start(), due)] if report and (due.period or is_head) else []


def _period_in(*places: str) -> ReportPeriod:
    for place in places:
        for period, pattern in _PERIODS:
            if pattern.search(place):
                return period
    return "ad_hoc" if any(_AD_HOC.search(place) for place in places) else "periodic"


def _undated_reports(sentence: _Sentence, clause: re.Match[str]) -> list[ReportDutyFound]:
    """The period must stand in the clause that speaks of reporting."""
    report = _REPORT.search(clause.group())
    if report is None or not _speaks_of_reports(clause.group()):
        return []
    start = clause.start() + report.start()
    named = {period: match.start() for period, match in _reports_with_period(sentence, clause)}
    return [
        _undated_report(sentence, period, start=named.get(period, start), clause=clause)
        for period in _periods_of(clause.group())
    ]


def _reports_with_period(
    sentence: _Sentence, clause: re.Match[str]
) -> Iterator[tuple[ReportPeriod, re.Match[str]]]:
    """Reports whose period is a part of their name: "... và thực hiện các báo cáo đột xuất khác"."""
    for report in _REPORT.finditer(sentence.folded, clause.start(), clause.end()):
        period = _PERIOD_IN_NAME.match(sentence.folded, report.end())
        if period:
            yield "ad_hoc" if period["kind"] == "dot xuat" else "periodic", report


def _periods_of(clause: str) -> list[ReportPeriod]:
    periods: list[ReportPeriod] = [period for period, pattern in _PERIODS if pattern.search(clause)]
    if "quarter" in periods and re.search(r"quy, nam\b|quy va nam\b", clause) and "year" not in periods:
        periods.append("year")
    if not periods and _PERIODIC.search(clause):
        periods.append("periodic")
    return [*periods, "ad_hoc"] if _AD_HOC.search(clause) else periods


def _undated_report(
    sentence: _Sentence, period: ReportPeriod, *, start: int, clause: re.Match[str]
) -> ReportDutyFound:
    return ReportDutyFound(
        name=_report_name(sentence, start),
        period=period,
        due=None,
        strict=None,
        owed_by=_asked_body(sentence, start),
        owed_to=_receiver(sentence, clause.start()),
        lines=sentence.paragraph.lines_between(
            sentence.start + clause.start(), sentence.start + clause.end()
        ),
        confidence=_UNDATED_CONFIDENCE,
    )


def _report_name(sentence: _Sentence, start: int) -> str:
    """ "báo cáo" with what is reported, where that follows at once ("báo cáo kết quả thực hiện") or stands before it.

    "Tổng hợp kết quả thực hiện báo cáo Ủy ban" reports "kết quả thực hiện".
    """
    word_end = start + len("báo cáo")
    if not _NAMED_REPORT.match(sentence.folded[word_end:]):
        gathered = _GATHERED.search(sentence.folded, 0, start)
        place = gathered.span("what") if gathered else (start, word_end)
        name = " ".join(sentence.text[slice(*place)].split())
        return name if gathered else name.lower()
    stop = _NAME_ENDS.search(sentence.folded, word_end + 4)
    name = sentence.text[start : stop.start() if stop else len(sentence.text)]
    return " ".join(name.split())


def _asked_body(sentence: _Sentence, before: int) -> str | None:
    """Whom the sentence asks: after "đề nghị", "giao", or the body it opens with ("Các cơ quan, đơn vị gửi ...")."""
    asked = [match for match in _OWED_BY.finditer(sentence.folded) if match.start() < before]
    opening = _OPENING_BODY.match(sentence.folded)
    match = asked[-1] if asked else opening
    return sentence.text[match.start("by") : match.end("by")].strip(" ,") if match else None


def _receiver(sentence: _Sentence, start: int) -> str | None:
    """To whom: after "gửi" or "về", else the body that "báo cáo" names; looked for after the report first."""
    for place in (start, 0):
        sent = [match for match in _SENT_TO.finditer(sentence.folded, place) if _is_body(match["to"])]
        told = _REPORTED_TO.search(sentence.folded, place)
        match = next((one for one in sent if one["verb"] != "ve"), None) or told or next(iter(sent), None)
        if match:
            return _receiver_name(sentence, match)
    return None


def _receiver_name(sentence: _Sentence, match: re.Match[str]) -> str | None:
    end = _TO_ENDS.search(sentence.folded, match.start("to"), match.end("to"))
    name = sentence.text[match.start("to") : end.start() if end else match.end("to")]
    bare = re.sub(r"^(?:báo cáo\s+)?(?:về|cho)\s+", "", " ".join(name.split()))
    return bare.strip(" ,()/") or None


def _is_body(words: str) -> bool:
    return bool(
        re.match(r"(?:uy ban|ubnd|so|bo|ban|hoi dong|van phong|cuc|thanh uy|tinh uy|trung tam)\b", words)
    )


def _with_debtor(report: ReportDutyFound, duties: Sequence[DutyFound]) -> ReportDutyFound:
    if report.owed_by is not None:
        return report
    holder = next((duty.agency for duty in duties if set(report.lines) & set(duty.lines)), None)
    return ReportDutyFound(
        report.name,
        report.period,
        report.due,
        report.strict,
        holder,
        report.owed_to,
        report.lines,
        report.confidence,
    )
