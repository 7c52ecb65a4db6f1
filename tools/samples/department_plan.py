"""A department's plan under the city's plan: tasks in blocks with labelled lines, no table."""

from datetime import date

from haidang.engines.drafting.paper_parts import Heading, Letterhead, OfficialPaper, Paragraph, SignatureBlock

_OFFICE = "Phòng Quản lý Báo chí và Thông tin đối ngoại"


def _task(heading: str, **labels: str) -> tuple[Heading | Paragraph, ...]:
    """One block: its heading and a line for each label, in the order given."""
    names = {
        "content": "Nội dung",
        "lead": "Đơn vị chủ trì",
        "partners": "Đơn vị phối hợp",
        "timing": "Thời gian thực hiện",
        "product": "Sản phẩm",
    }
    lines = (Paragraph(f"- {names[key]}: {text}") for key, text in labels.items())
    return (Heading(heading, 2), *lines)


_AIMS = (
    Heading("I. MỤC ĐÍCH, YÊU CẦU"),
    Paragraph("1. Mục đích"),
    Paragraph(
        "- Cụ thể hóa các nhiệm vụ giao Sở Văn hóa, Thể thao và Du lịch tại Kế hoạch số 15/KH-UBND ngày 28/01/2026 của "
        "Ủy ban nhân dân thành phố Hải Đăng về công tác thông tin đối ngoại năm 2026."
    ),
    Paragraph("- Xác định rõ trách nhiệm của từng phòng, đơn vị thuộc Sở trong từng nhiệm vụ."),
    Paragraph("2. Yêu cầu"),
    Paragraph("- Bám sát tiến độ Thành phố giao; kịp thời báo cáo khó khăn, vướng mắc với Ban Giám đốc Sở."),
    Paragraph("- Sử dụng kinh phí tiết kiệm, đúng dự toán được giao."),
)

_TASKS = (
    Heading("II. NHIỆM VỤ CỤ THỂ"),
    *_task(
        "1. Xây dựng Quy chế cung cấp thông tin cho phóng viên nước ngoài",
        content="Soạn dự thảo, lấy ý kiến các sở, ngành, gửi thẩm định và trình Ủy ban nhân dân Thành phố ban hành.",
        lead=_OFFICE,
        partners="Văn phòng Sở; Thanh tra Sở; Sở Ngoại vụ; Sở Tư pháp.",
        timing="Quý I/2026.",
        product="Quyết định của Ủy ban nhân dân Thành phố.",
    ),
    *_task(
        "2. Tập huấn kỹ năng thông tin đối ngoại",
        content="Tổ chức 02 lớp cho người phát ngôn, cán bộ phụ trách thông tin đối ngoại của sở, ngành, xã, phường.",
        lead=_OFFICE,
        partners="Trường Chính trị Thành phố; phòng Kế hoạch - Tài chính.",
        timing="Tháng 5 và tháng 8/2026.",
        product="02 lớp, 240 học viên; bộ tài liệu điện tử.",
    ),
    *_task(
        "3. Xuất bản bản tin điện tử song ngữ",
        content="Biên tập, dịch, thiết kế và phát hành bản tin Hải Đăng - Cửa ngõ biển.",
        lead="Trung tâm Thông tin và Chuyển đổi số văn hóa.",
        partners=f"{_OFFICE}; Báo và Phát thanh, Truyền hình Hải Đăng.",
        timing="Hằng tháng.",
        product="12 số, mỗi số 16 trang.",
    ),
    *_task(
        "4. Sản xuất phóng sự ngắn đa ngữ",
        content="Đặt hàng 05 phóng sự về di sản, làng nghề, ẩm thực; phụ đề tiếng Anh, Trung, Hàn.",
        lead="Phòng Quản lý Di sản.",
        partners="Phòng Quản lý Du lịch; Báo và Phát thanh, Truyền hình Hải Đăng.",
        timing="Trước ngày 30/9/2026.",
        product="05 phóng sự, mỗi phóng sự từ 07 đến 10 phút.",
    ),
    *_task(
        "5. Vận hành chuyên trang thông tin đối ngoại",
        content="Cập nhật tin, bài, số liệu; kiểm duyệt bản dịch trước khi đăng tải.",
        lead="Trung tâm Thông tin và Chuyển đổi số văn hóa.",
        partners="Các phòng, đơn vị thuộc Sở.",
        timing="Thường xuyên.",
        product="Mỗi tuần ít nhất 15 tin, bài bằng tiếng Anh.",
    ),
    *_task(
        "6. Tổng hợp dư luận báo chí nước ngoài",
        content="Điểm tin, đánh giá xu hướng, đề xuất nội dung cần phản hồi.",
        lead=_OFFICE,
        partners="Sở Ngoại vụ.",
        timing="Hằng tuần; đột xuất khi có vụ việc.",
        product="Bản tổng hợp gửi Ban Giám đốc Sở trước 16 giờ thứ sáu.",
    ),
    *_task(
        "7. Kiểm tra công tác thông tin đối ngoại",
        content="Kiểm tra tại 06 xã, phường và 04 sở, ngành theo kế hoạch riêng.",
        lead="Thanh tra Sở.",
        partners=f"{_OFFICE}.",
        timing="Tháng 8, 9/2026.",
        product="Báo cáo kết quả kiểm tra.",
    ),
    *_task(
        "8. Quảng bá điểm đến tại hội chợ quốc tế",
        content="Chuẩn bị gian trưng bày, ấn phẩm, quà tặng mang đặc trưng vùng cửa biển.",
        lead="Phòng Quản lý Du lịch.",
        partners="Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch.",
        timing="Quý II hoặc Quý IV/2026.",
    ),
)

_MONEY = (
    Heading("III. KINH PHÍ THỰC HIỆN"),
    Paragraph(
        "Từ dự toán ngân sách nhà nước giao Sở Văn hóa, Thể thao và Du lịch năm 2026 và nguồn xã hội hóa."
    ),
)

_DUTIES = (
    Heading("IV. TỔ CHỨC THỰC HIỆN"),
    Paragraph(f"1. {_OFFICE}"),
    Paragraph(
        "- Là đầu mối theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp báo cáo Ban Giám đốc Sở hằng quý."
    ),
    Paragraph("- Tham mưu báo cáo Ủy ban nhân dân Thành phố trước ngày 05/6/2026 và trước ngày 20/11/2026."),
    Paragraph("2. Phòng Kế hoạch - Tài chính"),
    Paragraph("- Tham mưu phân bổ, hướng dẫn thanh quyết toán kinh phí."),
    Paragraph("3. Các phòng, đơn vị thuộc Sở"),
    Paragraph(f"- Xây dựng tiến độ chi tiết, gửi {_OFFICE} chậm nhất ngày 10/3/2026."),
    Paragraph(
        "Yêu cầu các phòng, đơn vị thuộc Sở nghiêm túc triển khai thực hiện; vấn đề phát sinh kịp thời "
        "báo cáo Giám đốc Sở "
        "xem xét, chỉ đạo./."
    ),
)

PAPER = OfficialPaper(
    letterhead=Letterhead(
        superior="UBND THÀNH PHỐ HẢI ĐĂNG",
        issuer="SỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH",
        number="09/KH-SVHTTDL",
        place="Hải Đăng",
        dated=date(2026, 2, 12),
    ),
    kind="KẾ HOẠCH",
    title="Thực hiện công tác thông tin đối ngoại năm 2026\ncủa ngành văn hóa, thể thao và du lịch thành phố Hải Đăng",
    citations=(
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 28/01/2026 của Ủy ban nhân dân thành phố Hải Đăng về công tác thông tin "
        "đối ngoại thành phố Hải Đăng năm 2026, Sở Văn hóa, Thể thao và Du lịch xây dựng kế hoạch thực hiện như sau:",
    ),
    body=_AIMS + _TASKS + _MONEY + _DUTIES,
    signature=SignatureBlock(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Thu Vọng"),
    recipients=(
        "UBND Thành phố (để báo cáo)",
        "Sở Ngoại vụ (để phối hợp)",
        "Giám đốc, các Phó Giám đốc Sở",
        "Các phòng, đơn vị thuộc Sở (để thực hiện)",
        "Lưu: VT, QLBC",
    ),
)
