"""A decision with its project of 2026-2030. On purpose: sums of the budget that do not hold."""

from datetime import date

from haidang.engines.drafting.paper_parts import (
    Appendix,
    CentredLine,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
)

_ARTICLES = (
    CentredLine("QUYẾT ĐỊNH:"),
    Paragraph(
        "Điều 1. Ban hành kèm theo Quyết định này Đề án nâng cao hiệu quả thông tin đối ngoại thành phố "
        "Hải Đăng giai đoạn "
        "2026 - 2030 (sau đây gọi tắt là Đề án)."
    ),
    Paragraph("Điều 2. Quyết định này có hiệu lực kể từ ngày ký."),
    Paragraph(
        "Điều 3. Chánh Văn phòng Ủy ban nhân dân Thành phố; Giám đốc các sở: Văn hóa, Thể thao và Du "
        "lịch, Ngoại vụ, Tài "
        "chính, Khoa học và Công nghệ, Nội vụ; Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu và thủ "
        "trưởng các cơ quan, "
        "đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./."
    ),
)

_TARGETS = (
    Heading("I. QUAN ĐIỂM, MỤC TIÊU"),
    Heading("1. Quan điểm", 2),
    Paragraph(
        "- Thông tin đối ngoại đi trước một bước, gắn với phát triển kinh tế biển, du lịch và thu hút "
        "nguồn lực quốc tế."
    ),
    Heading("2. Mục tiêu chung", 2),
    Paragraph(
        "- Đến năm 2030, Hải Đăng có hệ thống thông tin đối ngoại hiện đại, đa ngữ, vận hành thống nhất "
        "từ Thành phố đến "
        "cơ sở."
    ),
    Heading("3. Mục tiêu cụ thể", 2),
    Heading("a) Giai đoạn 2026 - 2028", 3),
    Paragraph("- 100% sở, ban, ngành có người phát ngôn được tập huấn nghiệp vụ thông tin đối ngoại."),
    Paragraph("- Ít nhất 70% xã, phường, đặc khu có chuyên mục tiếng Anh trên trang thông tin điện tử."),
    Paragraph("- 80% thông tin sai lệch về Thành phố được phản hồi trong thời hạn 02 ngày làm việc."),
    Paragraph("- Trên 50% sản phẩm thông tin đối ngoại được phát hành trên nền tảng số."),
    Heading("b) Giai đoạn 2029 - 2030", 3),
    Paragraph("- 100% xã, phường, đặc khu có chuyên mục tiếng Anh trên trang thông tin điện tử."),
    Paragraph("- 95% thông tin sai lệch về Thành phố được phản hồi trong thời hạn 02 ngày làm việc."),
    Paragraph("- Ít nhất 85% sản phẩm thông tin đối ngoại được phát hành trên nền tảng số."),
    Paragraph("- Tỷ lệ báo cáo định kỳ gửi đúng hạn của các cơ quan, đơn vị đạt 98%."),
)

_SOLUTIONS = (
    Heading("II. NHIỆM VỤ, GIẢI PHÁP"),
    Heading("1. Hoàn thiện tổ chức, cơ chế", 2),
    Paragraph(
        "- Kiện toàn Ban Chỉ đạo công tác thông tin đối ngoại Thành phố; hoàn thành trong quý II/2026."
    ),
    Paragraph(
        "- Ban hành quy chế phối hợp giữa cơ quan đầu mối, công an, ngoại vụ và cơ quan báo chí trước ngày 31/12/2026."
    ),
    Heading("2. Phát triển nguồn nhân lực", 2),
    Paragraph(
        "- Mỗi năm bồi dưỡng ít nhất 300 lượt cán bộ; đến năm 2028 có 20 biên tập viên sử dụng thành thạo ngoại ngữ."
    ),
    Heading("3. Xây dựng hạ tầng số", 2),
    Paragraph("- Xây dựng kho dữ liệu thông tin đối ngoại dùng chung, đưa vào vận hành trong năm 2027."),
    Heading("4. Đổi mới sản phẩm", 2),
    Paragraph(
        "- Phát triển kênh truyền hình, phát thanh số đa ngữ; xuất bản sách ảnh về Thành phố 02 năm một lần."
    ),
)

_DUTIES = (
    Heading("III. TỔ CHỨC THỰC HIỆN"),
    Heading("1. Sở Văn hóa, Thể thao và Du lịch", 2),
    Paragraph("- Chủ trì, hướng dẫn, kiểm tra việc thực hiện Đề án; xây dựng kế hoạch hằng năm."),
    Paragraph(
        "- Tổ chức sơ kết vào năm 2028, tổng kết vào năm 2030; báo cáo Ủy ban nhân dân Thành phố trước "
        "ngày 15/12 hằng năm."
    ),
    Heading("2. Sở Ngoại vụ", 2),
    Paragraph("- Kết nối với cơ quan đại diện ngoại giao, tổ chức quốc tế, phóng viên nước ngoài."),
    Heading("3. Sở Tài chính", 2),
    Paragraph("- Cân đối, bố trí vốn sự nghiệp và vốn đầu tư công theo tiến độ của Đề án."),
    Heading("4. Sở Khoa học và Công nghệ", 2),
    Paragraph("- Thẩm định kỹ thuật, bảo đảm an toàn hệ thống thông tin của kho dữ liệu dùng chung."),
    Heading("5. Ủy ban nhân dân các xã, phường, đặc khu", 2),
    Paragraph(
        "- Bố trí cán bộ, kinh phí; gửi báo cáo về Sở Văn hóa, Thể thao và Du lịch định kỳ 6 tháng và năm."
    ),
    Heading("IV. KIẾN NGHỊ"),
    Heading("1. Đề nghị Bộ Thông tin Đối ngoại", 2),
    Paragraph("- Chia sẻ dữ liệu, kết nối nền tảng quốc gia với kho dữ liệu của Thành phố."),
    Paragraph("- Hỗ trợ đào tạo biên tập viên tiếng Nhật, tiếng Hàn."),
    Heading("2. Đề nghị Hội đồng nhân dân Thành phố", 2),
    Paragraph("- Ban hành nghị quyết về mức chi cho hoạt động thông tin đối ngoại."),
    Heading("V. KINH PHÍ"),
    Paragraph("Khái toán kinh phí thực hiện Đề án nêu tại biểu kèm theo."),
)

_CULTURE = "Sở Văn hóa, Thể thao và Du lịch"
_RECURRENT = "Ngân sách Thành phố (vốn sự nghiệp)"
_INVESTED = "Ngân sách Thành phố (vốn đầu tư)"
# Group II prints 5,3 in the first phase where its lines make 5,0; line I.2 prints 0,5 in the second phase
# where 2 years at 300 million make 0,6; the total of the second phase follows neither.
_GROUPS = (
    TableGroup(
        "I",
        "Tổ chức, chỉ đạo",
        (
            ("1", "Hoạt động của Ban Chỉ đạo, Tổ giúp việc: 200 triệu/năm", "0,6", "0,4", "", _RECURRENT),
            ("2", "Chuyên gia tư vấn (5 người x 60 triệu/năm = 300 triệu/năm)", "0,9", "0,5", "", _RECURRENT),
        ),
        ("1,5", "0,9", _CULTURE, ""),
    ),
    TableGroup(
        "II",
        "Phát triển nguồn nhân lực",
        (
            ("1", "Bồi dưỡng nghiệp vụ, ngoại ngữ: 1 tỷ đồng/năm", "3", "2", _CULTURE, _RECURRENT),
            ("2", "Trao đổi biên tập viên với địa phương kết nghĩa", "2", "1,25", "Sở Ngoại vụ", _RECURRENT),
        ),
        ("5,3", "3,25", "", ""),
    ),
    TableGroup(
        "III",
        "Hạ tầng số",
        (
            ("1", "Xây dựng kho dữ liệu thông tin đối ngoại dùng chung", "12,5", "", _CULTURE, _INVESTED),
            (
                "2",
                "Vận hành, bảo đảm an toàn thông tin",
                "0,75",
                "1,5",
                "Sở Khoa học và Công nghệ",
                _RECURRENT,
            ),
        ),
        ("13,25", "1,5", "", ""),
    ),
    TableGroup(
        "IV",
        "Sản phẩm thông tin",
        (
            (
                "1",
                "Chương trình truyền hình, phát thanh số đa ngữ",
                "9",
                "6,4",
                "Báo và Phát thanh, Truyền hình Hải Đăng",
                f"{_RECURRENT}, xã hội hóa",
            ),
            ("2", "Sách ảnh, ấn phẩm (500 triệu/ấn phẩm)", "0,5", "0,5", _CULTURE, _RECURRENT),
            ("3", "Phóng sự, phim tài liệu ngắn", "2,4", "1,6", _CULTURE, _RECURRENT),
        ),
        ("11,9", "8,5", "", ""),
    ),
)
_BUDGET = TaskTable(
    title=(),
    columns=("STT", "Nội dung", "2026-2028", "2029-2030", "Đơn vị thực hiện", "Nguồn vốn"),
    groups=_GROUPS,
    totals=(("", "Tổng cộng", "31,95", "14,25", "", ""), ("", "Tổng kinh phí", "46,2", "", "", "")),
)

PAPER = OfficialPaper(
    letterhead=Letterhead(
        issuer="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI ĐĂNG",
        number="86/QĐ-UBND",
        place="Hải Đăng",
        dated=date(2026, 1, 15),
    ),
    kind="QUYẾT ĐỊNH",
    title="Ban hành Đề án nâng cao hiệu quả thông tin đối ngoại\nthành phố Hải Đăng giai đoạn 2026 - 2030",
    citations=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
        "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;",
        "Căn cứ Chương trình hành động số 07-CTr/TU ngày 20/10/2025 của Thành ủy Hải Đăng về hội nhập quốc tế;",
        "Theo đề nghị của Giám đốc Sở Văn hóa, Thể thao và Du lịch tại Tờ trình số 5/TTr-SVHTTDL ngày 08/01/2026.",
    ),
    body=_ARTICLES,
    signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Vũ Đăng Khơi"),
    recipients=(
        "Như Điều 3",
        "Bộ Thông tin Đối ngoại",
        "Thường trực Thành ủy",
        "Chủ tịch, các Phó Chủ tịch UBND Thành phố",
        "Lưu: VT, VX",
    ),
    appendices=(
        Appendix(
            title=(
                "ĐỀ ÁN",
                "NÂNG CAO HIỆU QUẢ THÔNG TIN ĐỐI NGOẠI\nTHÀNH PHỐ HẢI ĐĂNG GIAI ĐOẠN 2026 - 2030",
            ),
            note="(Ban hành kèm theo Quyết định số 86/QĐ-UBND ngày 15/01/2026 của Ủy ban nhân dân thành phố Hải Đăng)",
            body=_TARGETS + _SOLUTIONS + _DUTIES,
        ),
        Appendix(
            title=("BIỂU KHÁI TOÁN KINH PHÍ THỰC HIỆN ĐỀ ÁN\nGIAI ĐOẠN 2026 - 2030",),
            note="(Đơn vị tính: tỷ đồng)",
            body=(
                _BUDGET,
                Paragraph("Bằng chữ: Bốn mươi sáu tỷ hai trăm triệu đồng."),
            ),
        ),
    ),
)
