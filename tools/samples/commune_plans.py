"""Plans of a ward and of a commune under the city's plan: short papers with a table, to be scanned or damaged."""

from datetime import date

from haidang.engines.drafting.paper_parts import Heading, Letterhead, OfficialPaper, Paragraph, SignatureBlock

_SCHOOLS = "các trường học trên địa bàn"


def _task(
    number: int, title: str, *, lead: str, partners: str, timing: str
) -> tuple[Heading | Paragraph, ...]:
    lines = (f"- Chủ trì: {lead}.", f"- Phối hợp: {partners}.", f"- Thời gian: {timing}.")
    return (Heading(f"{number}. {title}", 2), *map(Paragraph, lines))


_WARD_TASKS = (
    _task(
        1,
        "Giới thiệu làng nghề nước mắm với đoàn báo chí nước ngoài",
        lead="Phòng Văn hóa - Xã hội",
        partners="Hội Nông dân phường",
        timing="Quý II/2026",
    ),
    _task(
        2,
        "Thuyết minh song ngữ tại đình Vọng Hải",
        lead="Ban Quản lý di tích phường",
        partners=f"Đoàn Thanh niên phường; {_SCHOOLS}",
        timing="Thường xuyên",
    ),
    _task(
        3,
        "Tuyên truyền chủ quyền biển, đảo cho chủ tàu cá",
        lead="Ban Chỉ huy Quân sự phường",
        partners="Đồn Biên phòng cửa khẩu cảng",
        timing="Trước ngày 30/6/2026",
    ),
)
_COMMUNE_TASKS = (
    _task(
        1,
        "Lập tổ thông tin du lịch biết tiếng Anh tại bến tàu",
        lead="Phòng Văn hóa - Xã hội",
        partners="Đoàn Thanh niên xã",
        timing="Tháng 4/2026",
    ),
    _task(
        2,
        "Phát thanh bản tin biển, đảo bằng tiếng Việt và tiếng Anh",
        lead="Trung tâm Cung ứng dịch vụ công",
        partners=f"Đồn Biên phòng; {_SCHOOLS}",
        timing="Hằng tuần",
    ),
)


def _plan(
    *, issuer: str, number: str, dated: date, place: str, chairman: str, tasks: tuple[tuple, ...]
) -> OfficialPaper:
    body = (
        Heading("I. MỤC ĐÍCH"),
        Paragraph(
            f"- Giới thiệu hình ảnh {place} tới du khách và cơ quan báo chí nước ngoài; nâng cao nhận thức của "
            "nhân dân về công tác thông tin đối ngoại."
        ),
        Heading("II. NHIỆM VỤ"),
        *(part for task in tasks for part in task),
        Heading("III. TỔ CHỨC THỰC HIỆN"),
        Paragraph("1. Phòng Văn hóa - Xã hội"),
        Paragraph(
            "- Là đầu mối theo dõi, tổng hợp; báo cáo Sở Văn hóa, Thể thao và Du lịch trước ngày 05/12/2026."
        ),
        Paragraph("2. Phòng Kinh tế"),
        Paragraph("- Bố trí kinh phí thực hiện từ dự toán được giao năm 2026./."),
    )
    return OfficialPaper(
        letterhead=Letterhead(
            superior="THÀNH PHỐ HẢI ĐĂNG", issuer=issuer, number=number, place=place.title(), dated=dated
        ),
        kind="KẾ HOẠCH",
        title=f"Thực hiện công tác thông tin đối ngoại\ncủa {place} năm 2026",
        citations=(
            "Thực hiện Kế hoạch số 15/KH-UBND ngày 28/01/2026 của Ủy ban nhân dân thành phố Hải Đăng về công tác "
            f"thông tin đối ngoại năm 2026, Ủy ban nhân dân {place} xây dựng kế hoạch như sau:",
        ),
        body=body,
        signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), chairman),
        recipients=("UBND Thành phố (để báo cáo)", "Sở Văn hóa, Thể thao và Du lịch", "Lưu: VT"),
    )


WARD = _plan(
    issuer="ỦY BAN NHÂN DÂN\nPHƯỜNG VỌNG HẢI",
    number="51/KH-UBND",
    dated=date(2026, 3, 2),
    place="phường Vọng Hải",
    chairman="Trần Văn Sóng",
    tasks=_WARD_TASKS,
)
COMMUNE = _plan(
    issuer="ỦY BAN NHÂN DÂN\nXÃ ĐẢO NGỌC",
    number="12/KH-UBND",
    dated=date(2026, 3, 9),
    place="xã Đảo Ngọc",
    chairman="Lê Thị Triều",
    tasks=_COMMUNE_TASKS,
)
