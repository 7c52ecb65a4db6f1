"""Plans as hypothesis makes them: words, bodies, times and papers as real plans have them."""

import csv
from datetime import date, timedelta

from hypothesis import strategies as some
from repository import ROOT

from haidang.engines.drafting.plan_paper import PlanHead
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint

YEAR = 2026
REGISTER = ROOT / "src" / "haidang" / "agencies" / "data"
_VERBS = (
    "Xây dựng",
    "Tổ chức",
    "Xuất bản",
    "Tham mưu",
    "Phát hành",
    "Duy trì",
    "Tập huấn",
    "Rà soát",
    "Cung cấp",
)
_THINGS = (
    "bản tin đối ngoại song ngữ Việt - Anh",
    "chương trình giao lưu với kiều bào",
    "chuyên trang tiếng nước ngoài trên Cổng thông tin điện tử",
    "đoàn phóng viên nước ngoài vào hoạt động tại Thành phố",
    "bộ tài liệu giới thiệu tiềm năng, thế mạnh của địa phương",
    "phim tài liệu (10 phút) về di sản văn hóa",
    "lớp bồi dưỡng nghiệp vụ cho 150 cán bộ",
    "Tuần lễ văn hóa, du lịch và ẩm thực",
    "Hội nghị gặp mặt các cơ quan đại diện ngoại giao",
    "hệ thống “Một cửa” tiếp nhận thông tin",
)
_ENDS = ("", " trên địa bàn", " giai đoạn 2026-2030", " nhân kỷ niệm 80 năm Quốc khánh", " với 12 kỳ/năm")
_TIMES = (
    "Quý I/2026", "Quý III hoặc Quý IV/2026", "Trước ngày 20/6/2026", "Thường xuyên", "Cả năm", "Tháng 9/2026",
    "Hằng quý", "Khi có yêu cầu", "Từ tháng 3 đến tháng 6/2026", "Đột xuất", "Hằng tháng", "Xong trước 31/12/2026",
)  # fmt: skip
_REPORTS = (
    "báo cáo kết quả thực hiện Kế hoạch",
    "báo cáo tình hình thực hiện",
    "báo cáo tiến độ thực hiện nhiệm vụ",
)
_SIGNS = ("QĐ-TTg", "KH-UBND", "NQ-CP", "CT-TTg", "QĐ-UBND", "NĐ-CP")
_KINDS = {
    "QĐ": "Quyết định", "KH": "Kế hoạch", "NQ": "Nghị quyết", "CT": "Chỉ thị", "NĐ": "Nghị định",
}  # fmt: skip
_ISSUERS = {"TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ", "UBND": "Ủy ban nhân dân Thành phố"}
_ABOUT = ("về công tác thông tin đối ngoại", "phê duyệt Chiến lược phát triển lĩnh vực thông tin đối ngoại")


def registered_names() -> list[str]:
    """This function will return the names of bodies that the product brings along, departments and communes."""
    names = [row["name"] for row in _rows("departments.csv")]
    names += [f"UBND {row['name'][0].lower()}{row['name'][1:]}" for row in _rows("communes.csv")[:200]]
    return [*names, "Các sở, ban, ngành", "Các cơ quan, đơn vị liên quan", "Các cơ quan báo chí Thành phố"]


def _rows(name: str) -> list[dict[str, str]]:
    with (REGISTER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


words = some.builds("{}{}{}".format, some.sampled_from([f"{one} " for one in _VERBS]),
                    some.sampled_from(_THINGS), some.sampled_from(_ENDS))  # fmt: skip
bodies = some.sampled_from(registered_names()).map(PlanBody)


def several(strategy, *, least=0, most=3, by=None):
    return some.lists(strategy, min_size=least, max_size=most, unique_by=by).map(tuple)


def _bodies(least=0, most=3):
    return several(bodies, least=least, most=most, by=lambda one: one.name)


subtasks = some.builds(
    PlanPoint, key=some.just(0), kind=some.just("subtask"), title=words, partners=_bodies(most=2)
)
tasks = some.builds(
    PlanPoint,
    key=some.just(0),
    kind=some.just("task"),
    title=words,
    content=several(words, most=3),
    product=some.sampled_from(("", "12 số bản tin", "Báo cáo tổng kết", "01 bộ tài liệu in và bản điện tử")),
    timing=some.sampled_from(("", *_TIMES)),
    lead=_bodies(least=1, most=2),
    partners=_bodies(most=3),
    children=several(subtasks, most=3, by=lambda one: one.title),
)
_inner = some.builds(
    PlanPoint, key=some.just(0), kind=some.just("section"), title=words, content=several(words, most=1),
    children=several(tasks, least=1, most=3),
)  # fmt: skip
sections = some.builds(
    PlanPoint, key=some.just(0), kind=some.just("section"), title=words, content=several(words, most=2),
    children=several(some.one_of(tasks, _inner), most=4),
)  # fmt: skip


@some.composite
def report_duties(draw):
    period = draw(some.sampled_from(("quarter", "half_year", "year", "month", "ad_hoc")))
    due = draw(some.dates(date(YEAR, 1, 5), date(YEAR, 12, 30))) if period in {"half_year", "year"} else None
    told = {
        "period": period,
        "owed_by": draw(bodies).name,
        "owed_to": draw(some.sampled_from(("Sở Văn hóa và Thể thao", "UBND Thành phố", "Sở Ngoại vụ"))),
    }
    if due:
        told |= {"due": due.isoformat(), "strict": draw(some.sampled_from(("1", "")))}
    return PlanPoint(0, "report", draw(some.sampled_from(_REPORTS)), details=told)


@some.composite
def legal_bases(draw):
    sign = draw(some.sampled_from(_SIGNS))
    kind, issuer = _KINDS[sign.partition("-")[0]], _ISSUERS[sign.partition("-")[2]]
    day = date(2020, 1, 1) + timedelta(days=draw(some.integers(0, 2000)))
    number = draw(some.integers(1, 2999))
    about = draw(some.sampled_from(_ABOUT))
    text = f"{kind} số {number:02d}/{sign} ngày {day:%d/%m/%Y} của {issuer} {about}"
    return PlanPoint(0, "basis", text, details={"number": f"{number:02d}/{sign}", "date": day.isoformat()})


def _numbered(points, count):
    for point in points:
        key = next(count)
        yield PlanPoint(
            key, point.kind, point.title, point.content, point.product, point.timing, point.lead, point.partners,
            point.details, tuple(_numbered(point.children, count)),
        )  # fmt: skip


@some.composite
def plans(draw):
    """This strategy will draw a whole plan, every point with a key of its own."""
    points = (
        *draw(several(legal_bases(), most=4, by=lambda one: one.details["number"])),
        *draw(several(sections, least=1, most=4)),
        *draw(
            several(report_duties(), most=3, by=lambda one: (one.details["owed_by"], one.details["period"]))
        ),
    )
    return tuple(_numbered(points, iter(range(1, 10_000))))


HEAD = PlanHead(
    issuer="Sở Văn hóa và Thể thao",
    superior="UBND thành phố Hà Nội",
    title=f"Công tác thông tin đối ngoại năm {YEAR}",
    place="Hà Nội",
    number="15/KH-SVHTT",
    year=YEAR,
    dated=date(YEAR, 1, 28),
    authority=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Nguyễn Văn An",
)
