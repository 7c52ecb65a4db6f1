"""A ministry's letter of guidance: points to carry out and a list of addressees."""

from datetime import date

from haidang.engines.drafting.paper_parts import Letterhead, OfficialPaper, Paragraph, SignatureBlock

_PROVINCES = (
    "An Giang; Bắc Ninh; Cà Mau; Cao Bằng; Đắk Lắk; Điện Biên; Đồng Nai; Đồng Tháp; Gia Lai; Hà "
    "Tĩnh; Hưng Yên; Khánh Hòa; "
    "Lai Châu; Lâm Đồng; Lạng Sơn; Lào Cai; Nghệ An; Ninh Bình; Phú Thọ; Quảng Ngãi; Quảng Ninh; Quảng Trị; Sơn La; "
    "Tây Ninh; Thái Nguyên; Thanh Hóa; Tuyên Quang; Vĩnh Long"
)
_CITIES = "Hà Nội; Hải Phòng; Huế; Đà Nẵng; Thành phố Hồ Chí Minh; Cần Thơ; Hải Đăng"

_POINTS = (
    Paragraph(
        "Thực hiện chương trình công tác năm 2026, để thống nhất nội dung và chế độ báo cáo trong cả "
        "nước, Bộ Thông tin "
        "Đối ngoại đề nghị Ủy ban nhân dân các tỉnh, thành phố xây dựng Kế hoạch công tác thông tin đối "
        "ngoại năm 2026, "
        "tập trung vào các nội dung sau:"
    ),
    Paragraph(
        "1. Ban hành hoặc sửa đổi quy chế quản lý hoạt động thông tin đối ngoại của địa phương cho phù "
        "hợp với tổ chức bộ "
        "máy chính quyền địa phương hai cấp; hoàn thành trong quý I năm 2026."
    ),
    Paragraph(
        "2. Phân công một Phó Chủ tịch Ủy ban nhân dân phụ trách, một cơ quan đầu mối và ít nhất hai "
        "công chức làm công tác "
        "thông tin đối ngoại; gửi danh sách về Bộ trước ngày 31/01/2026."
    ),
    Paragraph("3. Triển khai các hoạt động thông tin đối ngoại:"),
    Paragraph("a) Cung cấp thông tin:"),
    Paragraph(
        "- Xây dựng bộ dữ liệu giới thiệu địa phương bằng ít nhất hai ngoại ngữ, cập nhật mỗi quý một lần."
    ),
    Paragraph(
        "- Giới thiệu tiềm năng hợp tác, sản phẩm đặc trưng trên nền tảng số dùng chung do Bộ vận hành."
    ),
    Paragraph("b) Phản hồi thông tin sai lệch:"),
    Paragraph("- Lập danh mục nguồn tin cần theo dõi; phản hồi trong vòng 02 ngày làm việc."),
    Paragraph("c) Thông tin tại khu vực biên giới, cửa khẩu, cảng biển:"),
    Paragraph("- Duy trì pa-nô, màn hình, điểm thông tin đa ngữ; thay nội dung ít nhất 02 lần/năm."),
    Paragraph(
        "4. Bồi dưỡng nghiệp vụ: bố trí cán bộ tham dự đầy đủ các lớp do Bộ tổ chức; tự tổ chức ít nhất "
        "một lớp tại địa "
        "phương trong 6 tháng đầu năm."
    ),
    Paragraph(
        "5. Kinh phí: bố trí trong dự toán chi thường xuyên của địa phương theo quy định của Luật Ngân sách nhà nước."
    ),
    Paragraph(
        "6. Chế độ báo cáo: Kế hoạch của địa phương gửi về Bộ trước ngày 15/02/2026; báo cáo 6 tháng gửi trước ngày "
        "20/6/2026; báo cáo năm gửi trước ngày 05/12/2026; báo cáo đột xuất khi có yêu cầu."
    ),
    Paragraph(
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ Cục Quản lý Thông tin đối ngoại (điện thoại: "
        "024.0000.0118; thư điện tử: cuc@ttdn.example.vn) để được hướng dẫn./."
    ),
    Paragraph("DANH SÁCH GỬI CÔNG VĂN"),
    Paragraph(f"- Ủy ban nhân dân các tỉnh: {_PROVINCES}."),
    Paragraph(f"- Ủy ban nhân dân các thành phố: {_CITIES}."),
)

PAPER = OfficialPaper(
    letterhead=Letterhead(
        issuer="BỘ THÔNG TIN ĐỐI NGOẠI",
        number="118/BTTĐN-ĐP",
        place="Hà Nội",
        dated=date(2025, 11, 24),
        subject="hướng dẫn xây dựng kế hoạch công tác thông tin đối ngoại năm 2026",
    ),
    addressees=("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",),
    body=_POINTS,
    signature=SignatureBlock(("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), "Phạm Quang Hải"),
    recipients=(
        "Như trên (theo danh sách)",
        "Bộ trưởng (để báo cáo)",
        "Văn phòng Chính phủ",
        "Sở Văn hóa, Thể thao và Du lịch các tỉnh, thành phố",
        "Lưu: VT, ĐP (60b)",
    ),
)
