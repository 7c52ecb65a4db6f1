"""The city's yearly plan. On purpose: one year that is not the plan's, one paper without number."""

from datetime import date

from haidang.engines.drafting.paper_parts import (
    Appendix,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
)
from samples import city_plan_tasks

_AIMS = (
    Heading("I. MỤC ĐÍCH, YÊU CẦU"),
    Heading("1. Mục đích", 2),
    Paragraph(
        "- Giới thiệu đầy đủ, kịp thời đến bạn bè quốc tế hình ảnh một thành phố cảng an toàn, thân thiện, năng động; "
        "góp phần thu hút đầu tư, du lịch và mở rộng hợp tác với các địa phương nước ngoài."
    ),
    Paragraph(
        "- Nâng cao năng lực của đội ngũ làm công tác thông tin đối ngoại từ Thành phố đến cơ sở; từng "
        "bước chuyển việc "
        "theo dõi, báo cáo sang môi trường số."
    ),
    Heading("2. Yêu cầu", 2),
    Paragraph("- Mỗi nhiệm vụ có một cơ quan chủ trì, có thời hạn và có kết quả kiểm đếm được."),
    Paragraph(
        "- Thông tin cung cấp phải chính xác, thống nhất, đúng thẩm quyền; tuân thủ quy định về bảo vệ bí mật nhà nước."
    ),
)

_CONTENT = (
    Heading("II. NỘI DUNG"),
    Heading("1. Hoàn thiện cơ chế, quy chế", 2),
    Paragraph(
        "- Rà soát, bổ sung quy chế cung cấp thông tin cho phóng viên nước ngoài; phân công rõ người "
        "phát ngôn của từng "
        "cơ quan, đơn vị."
    ),
    Paragraph(
        "- Cụ thể hóa Đề án nâng cao hiệu quả thông tin đối ngoại thành phố Hải Đăng giai đoạn 2026 - "
        "2030 ban hành kèm "
        "theo Quyết định số 86/QĐ-UBND ngày 15/01/2026 của Ủy ban nhân dân thành phố."
    ),
    Heading("2. Sản xuất và phát hành sản phẩm thông tin", 2),
    Paragraph(
        "- Ưu tiên sản phẩm số, ngắn, đa ngữ; mỗi sản phẩm ghi rõ cơ quan chịu trách nhiệm nội dung và nơi phát hành."
    ),
    Paragraph("- Khai thác hệ thống màn hình, ki-ốt thông tin tại cửa khẩu cảng, nhà ga và điểm du lịch."),
    Heading("3. Cung cấp thông tin và xử lý thông tin sai lệch", 2),
    Paragraph(
        "- Theo dõi báo chí, mạng xã hội trong và ngoài nước; phản hồi thông tin sai lệch về Thành phố trong thời hạn "
        "02 ngày làm việc kể từ khi phát hiện."
    ),
    Heading("4. Nhiệm vụ cụ thể", 2),
    Paragraph("Các nhiệm vụ, thời gian và phân công thực hiện nêu tại Phụ lục kèm theo Kế hoạch này."),
)

_MONEY = (
    Heading("III. KINH PHÍ"),
    Paragraph(
        "1. Kinh phí thực hiện Kế hoạch bố trí từ ngân sách Thành phố giao trong dự toán năm 2026 của "
        "các cơ quan, đơn vị "
        "và các nguồn hợp pháp khác."
    ),
    Paragraph(
        "2. Tổng kinh phí dự kiến giao Sở Văn hóa, Thể thao và Du lịch làm đầu mối: 6.850.000.000 đồng "
        "(Bằng chữ: Sáu tỷ "
        "tám trăm năm mươi triệu đồng)."
    ),
)

_CULTURE_DUTIES = (
    Heading("1. Sở Văn hóa, Thể thao và Du lịch", 2),
    Paragraph("- Là cơ quan đầu mối, hướng dẫn, đôn đốc các cơ quan, đơn vị thực hiện Kế hoạch."),
    Paragraph(
        "- Tổng hợp, tham mưu Ủy ban nhân dân Thành phố báo cáo Bộ Thông tin Đối ngoại: báo cáo 6 tháng trước ngày "
        "15/6/2026, báo cáo năm trước ngày 30/11/2026."
    ),
    Paragraph("- Trình Ủy ban nhân dân Thành phố khen thưởng tập thể, cá nhân có thành tích xuất sắc."),
)

_OTHER_DUTIES = (
    Heading("2. Sở Ngoại vụ", 2),
    Paragraph(
        "- Chủ trì quản lý hoạt động của phóng viên nước ngoài; phối hợp với Công an Thành phố trong tiếp đón."
    ),
    Paragraph("- Cung cấp lịch các đoàn vào, đoàn ra cho cơ quan đầu mối vào ngày 25 hằng tháng."),
    Heading("3. Sở Tài chính", 2),
    Paragraph("- Thẩm định dự toán, tham mưu bố trí kinh phí theo khả năng cân đối ngân sách."),
    Heading("4. Công an Thành phố", 2),
    Paragraph("- Chủ động nắm tình hình, xử lý theo thẩm quyền các hành vi đăng tải thông tin sai sự thật."),
    Paragraph(
        "- Thực hiện kết luận tại Thông báo số      /TB-UBND ngày     /01/2026 của Ủy ban nhân dân "
        "Thành phố về công tác "
        "bảo đảm an ninh thông tin."
    ),
    Heading("5. Báo và Phát thanh, Truyền hình Hải Đăng", 2),
    Paragraph("- Bố trí khung giờ, chuyên trang ổn định; đào tạo biên tập viên tiếng Anh, tiếng Trung."),
    Heading("6. Ủy ban nhân dân các xã, phường, đặc khu", 2),
    Paragraph("- Ban hành kế hoạch thực hiện, hoàn thành trước ngày 15/3/2026."),
    # The planted stale year: every other date of this plan is of 2026.
    Paragraph(
        "- Lồng ghép nội dung thông tin đối ngoại vào nhiệm vụ văn hóa, thông tin cơ sở năm 2025 của địa phương."
    ),
    Heading("7. Chế độ báo cáo", 2),
    Paragraph(
        "- Các cơ quan, đơn vị gửi báo cáo kết quả thực hiện về Sở Văn hóa, Thể thao và Du lịch: báo cáo 6 tháng trước "
        "ngày 05/6/2026; báo cáo năm trước ngày 20/11/2026; báo cáo đột xuất khi có yêu cầu."
    ),
    Paragraph(
        "Trên đây là Kế hoạch công tác thông tin đối ngoại thành phố Hải Đăng năm 2026; trong quá trình "
        "thực hiện, nếu có "
        "vướng mắc, các cơ quan, đơn vị phản ánh về Sở Văn hóa, Thể thao và Du lịch để tổng hợp, trình Ủy ban nhân dân "
        "Thành phố xem xét./."
    ),
)

LETTERHEAD = Letterhead(
    issuer="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI ĐĂNG",
    number="15/KH-UBND",
    place="Hải Đăng",
    dated=date(2026, 1, 28),
)
CITATIONS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
    "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;",
    "Căn cứ Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị về tiếp tục nâng cao chất lượng, hiệu quả công tác "
    "thông tin đối ngoại trong tình hình mới;",
    "Thực hiện Công văn số 118/BTTĐN-ĐP ngày 24/11/2025 của Bộ Thông tin Đối ngoại về việc hướng dẫn xây dựng kế hoạch "
    "công tác thông tin đối ngoại năm 2026;",
    "Ủy ban nhân dân thành phố Hải Đăng ban hành Kế hoạch công tác thông tin đối ngoại năm 2026 như sau:",
)
APPENDIX = Appendix(
    title=("PHỤ LỤC", "DANH MỤC NHIỆM VỤ CÔNG TÁC THÔNG TIN ĐỐI NGOẠI NĂM 2026"),
    note="(Kèm theo Kế hoạch số 15/KH-UBND ngày 28/01/2026 của Ủy ban nhân dân thành phố Hải Đăng)",
    body=(city_plan_tasks.TABLE,),
    landscape=True,
)
PAPER = OfficialPaper(
    letterhead=LETTERHEAD,
    kind="KẾ HOẠCH",
    title="Công tác thông tin đối ngoại thành phố Hải Đăng năm 2026",
    citations=CITATIONS,
    body=_AIMS + _CONTENT + _MONEY + (Heading("IV. TỔ CHỨC THỰC HIỆN"),) + _CULTURE_DUTIES + _OTHER_DUTIES,
    signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần Hải Nguyên"),
    recipients=(
        "Bộ Thông tin Đối ngoại",
        "Thường trực Thành ủy, Thường trực HĐND Thành phố",
        "Chủ tịch, các Phó Chủ tịch UBND Thành phố",
        "Các sở, ban, ngành Thành phố",
        "UBND các xã, phường, đặc khu",
        "Lưu: VT, VX (05b)",
    ),
    appendices=(APPENDIX,),
)
