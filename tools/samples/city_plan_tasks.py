"""The appendix of the city's plan: eight bodies, their tasks, partners and timings."""

from haidang.engines.drafting.paper_parts import TableGroup, TaskTable

COLUMNS = ("STT", "Nội dung nhiệm vụ", "Thời gian thực hiện", "Cơ quan chủ trì", "Cơ quan phối hợp")
CULTURE = "Sở Văn hóa, Thể thao và Du lịch"
FOREIGN = "Sở Ngoại vụ"
NEWS = "Báo và Phát thanh, Truyền hình Hải Đăng"
POLICE = "Công an Thành phố"
INVESTMENT = "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch"
FRIENDSHIP = "Liên hiệp các tổ chức hữu nghị Thành phố"
WARDS = "UBND các xã, phường, đặc khu"
OTHERS = "các cơ quan, đơn vị liên quan"

_CULTURE_ROWS = (
    ("1", "Tham mưu Ủy ban nhân dân Thành phố ban hành Quy chế cung cấp thông tin cho phóng viên nước ngoài hoạt động trên địa bàn", "Quý I/2026", CULTURE, f"{FOREIGN}; {POLICE}; Sở Tư pháp"),
    ("2", "Tập huấn kỹ năng thông tin đối ngoại cho người phát ngôn và cán bộ phụ trách ở cơ sở\n- Quy mô: 02 lớp, mỗi lớp 120 học viên;\n- Nội dung: viết tin song ngữ, trả lời phỏng vấn, xử lý tin sai lệch trên mạng xã hội.", "Quý II hoặc Quý III/2026", CULTURE, f"Trường Chính trị Thành phố; {WARDS}"),
    ("3", "Xuất bản bản tin điện tử Hải Đăng - Cửa ngõ biển bằng tiếng Việt và tiếng Anh\n- Số lượng: 12 số.", "Hằng tháng", CULTURE, f"{NEWS}; {OTHERS}"),
    ("4", "Tổng hợp dư luận báo chí nước ngoài viết về Thành phố", "Hằng tuần", CULTURE, f"{FOREIGN}; {NEWS}"),
    ("5", "Sản xuất 05 phóng sự ngắn giới thiệu di sản, làng nghề, ẩm thực vùng cửa biển bằng 03 thứ tiếng (Anh, Trung, Hàn)", "Trước ngày 30/9/2026", CULTURE, NEWS),
    ("6", "Vận hành chuyên trang thông tin đối ngoại trên Cổng thông tin điện tử Thành phố", "Thường xuyên", CULTURE, f"Văn phòng UBND Thành phố; {OTHERS}"),
    ("7", "Kiểm tra việc thực hiện công tác thông tin đối ngoại tại 06 xã, phường và 04 sở, ngành", "Tháng 8, 9", CULTURE, f"Thanh tra Thành phố; {FOREIGN}"),
    ("8", "Sơ kết 6 tháng và tổng kết năm công tác thông tin đối ngoại", "6 tháng/lần", CULTURE, "Các cơ quan, đơn vị liên quan"),
)  # fmt: skip

_FOREIGN_ROWS = (
    ("1", "Cung cấp thông tin về Thành phố cho các cơ quan đại diện Việt Nam ở nước ngoài và cơ quan đại diện nước ngoài tại Việt Nam", "Cả năm", FOREIGN, f"{CULTURE}; {OTHERS}"),
    ("2", "Hướng dẫn, tạo điều kiện cho các đoàn phóng viên nước ngoài đến Thành phố tác nghiệp", "Khi có yêu cầu", FOREIGN, f"{POLICE}; {CULTURE}; UBND các địa phương nơi đoàn đến"),
    ("3", "Tổ chức đoàn các nhà ngoại giao, tùy viên báo chí thăm cảng quốc tế Hải Đăng và khu kinh tế ven biển", "Tháng 10/2026", FOREIGN, f"Ban Quản lý Khu kinh tế; {INVESTMENT}"),
    ("4", "Gặp mặt kiều bào nhân dịp đầu xuân và giới thiệu thành tựu phát triển của Thành phố", "Tháng 02/2026", FOREIGN, f"Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố; {FRIENDSHIP}"),
    ("5", "Biên dịch và phát hành tài liệu Hải Đăng - Số liệu và Cơ hội bằng 04 thứ tiếng", "Quý II/2026", FOREIGN, f"Thống kê Thành phố; {INVESTMENT}"),
    ("6", "Cung cấp thông tin, trả lời kiến nghị của cơ quan lãnh sự về người nước ngoài trên địa bàn", "Định kỳ hoặc đột xuất", FOREIGN, POLICE),
)  # fmt: skip

_NEWS_ROWS = (
    ("1", "Duy trì chuyên mục tiếng Anh trên báo điện tử, mỗi ngày ít nhất 08 tin, bài", "Cả năm", NEWS, CULTURE),
    ("2", "Xây dựng chương trình truyền hình Nhìn ra đại dương, thời lượng 20 phút, có phụ đề tiếng Anh", "Hằng tháng", NEWS, f"{CULTURE}; Bộ Chỉ huy Bộ đội Biên phòng Thành phố"),
    ("3", "Mở chuyên mục phát thanh tiếng Trung phục vụ khách du lịch và nhà đầu tư", "Từ tháng 4 đến tháng 12/2026", NEWS, "Trường Đại học Hải Đăng"),
    ("4", "Tổ chức cuộc thi ảnh và video ngắn Ngọn đèn biển\n- Phát động: tháng 3;\n- Trao giải: tháng 11.", "Tháng 3 - tháng 11/2026", NEWS, f"Hội Văn học Nghệ thuật Thành phố; Hội Nhà báo Thành phố; {CULTURE}"),
    ("5", "Trao đổi tin, bài với các cơ quan báo chí của địa phương kết nghĩa", "Định kỳ", NEWS, FOREIGN),
)  # fmt: skip

_POLICE_ROWS = (
    ("1", "Theo dõi, phát hiện, đề xuất xử lý thông tin xấu, độc về Thành phố trên không gian mạng", "Thường xuyên", POLICE, f"{CULTURE}; Sở Khoa học và Công nghệ"),
    ("2", "Tuyên truyền quy định về xuất nhập cảnh, cư trú của người nước ngoài bằng tiếng Anh và tiếng Trung", "Trong năm 2026", POLICE, f"{FOREIGN}; {WARDS}"),
    ("3", "Diễn tập xử lý khủng hoảng truyền thông liên quan đến người nước ngoài", "Quý IV/2026", POLICE, f"{CULTURE}; {FOREIGN}; {NEWS}"),
    ("4", "Thông báo tình hình an ninh thông tin đối ngoại cho Tổ giúp việc", "Hằng quý", POLICE, CULTURE),
)  # fmt: skip

_INVESTMENT_ROWS = (
    ("1", "Xây dựng bộ nhận diện quảng bá đầu tư và du lịch biển của Thành phố", "Chậm nhất ngày 31/5/2026", INVESTMENT, f"{CULTURE}; Sở Tài chính"),
    ("2", "Tham gia hội chợ, triển lãm quốc tế tại nước ngoài\n- Số lượng: 03 cuộc.", "Quý II và Quý IV/2026", INVESTMENT, f"Sở Công Thương; {FOREIGN}"),
    ("3", "Tổ chức diễn đàn Kết nối cảng biển xanh", "15-17/10/2026", INVESTMENT, "Ban Quản lý Khu kinh tế; Sở Xây dựng; Hiệp hội Doanh nghiệp Thành phố"),
    ("4", "Cập nhật danh mục dự án kêu gọi đầu tư bằng tiếng Anh, Nhật, Hàn trên trang tin điện tử", "Hằng quý", INVESTMENT, "Sở Tài chính; Ban Quản lý Khu kinh tế"),
    ("5", "Đặt ki-ốt thông tin đa ngữ tại nhà ga, bến tàu khách và cảng hàng không", "6 tháng cuối năm 2026", INVESTMENT, f"Sở Xây dựng; Sở Khoa học và Công nghệ; {OTHERS}"),
)  # fmt: skip

_ANNUAL_EVENTS = (
    "Tổ chức chuỗi hoạt động đối ngoại nhân dân thường niên, gồm: (1) Ngày hội văn hóa các nước ven biển; "
    "(2) Giải chạy Bờ biển hữu nghị; (3) Trại hè thanh thiếu niên quốc tế; (4) Tuần phim ngắn bạn bè năm châu; "
    "(5) Chương trình Một ngày làm ngư dân; (6) Gala lưu học sinh đón năm mới"
)
_ANNUAL_PARTNERS = (
    "(1)(4) Sở Văn hóa, Thể thao và Du lịch; (2) UBND phường Vọng Hải, UBND đặc khu Hòn Đèn; "
    "(3) Thành đoàn Hải Đăng; (5) Hội Nông dân Thành phố; (6) Trường Đại học Hải Đăng, Sở Ngoại vụ"
)
_FRIENDSHIP_ROWS = (
    ("1", _ANNUAL_EVENTS, "Cả năm", FRIENDSHIP, _ANNUAL_PARTNERS),
    ("2", "Kỷ niệm 30 năm thiết lập quan hệ kết nghĩa với các thành phố cảng trong khu vực", "Quý III hoặc Quý IV/2026", FRIENDSHIP, FOREIGN),
    ("3", "Vận động các tổ chức phi chính phủ nước ngoài giới thiệu Thành phố trên ấn phẩm, trang tin của tổ chức", "Trong năm", FRIENDSHIP, f"{FOREIGN} và các cơ quan, đơn vị liên quan"),
    ("4", "Phản ánh dư luận nhân dân các nước về biển, đảo Việt Nam", "Đột xuất", FRIENDSHIP, "Ban Tuyên giáo và Dân vận Thành ủy"),
)  # fmt: skip

_BORDER = "Bộ Chỉ huy Bộ đội Biên phòng Thành phố"
_BORDER_ROWS = (
    ("1", "Tuyên truyền chủ quyền biển, đảo cho ngư dân và thuyền viên nước ngoài tại cửa khẩu cảng", "Thường xuyên", _BORDER, f"{CULTURE}; Chi cục Hải quan khu vực"),
    ("2", "Lắp đặt 04 cụm pa-nô song ngữ tại cửa khẩu cảng Hải Đăng và bến cảng Hòn Đèn", "Trước ngày 30/6/2026", _BORDER, "Sở Xây dựng; UBND đặc khu Hòn Đèn"),
    ("3", "Giao lưu kết nghĩa với lực lượng bảo vệ bờ biển các nước theo chương trình đối ngoại biên phòng", "Theo kế hoạch của Bộ Tư lệnh", _BORDER, FOREIGN),
    ("4", "Tặng sách, báo, tài liệu pháp luật song ngữ cho tàu cá và tàu vận tải", "Tháng 5, tháng 7 và tháng 9", _BORDER, "Thư viện Thành phố; Sở Nông nghiệp và Môi trường"),
)  # fmt: skip

_WARD_ROWS = (
    ("1", "Thông tin về đường lối đối ngoại, biển đảo trên hệ thống truyền thanh cơ sở, mỗi tháng ít nhất 04 tin, bài", "Cả năm", WARDS, CULTURE),
    ("2", "Xây dựng điểm giới thiệu địa phương bằng tiếng Anh tại nơi có đông khách quốc tế", "Hoàn thành trong tháng 6", WARDS, f"{INVESTMENT}; {CULTURE}"),
    ("3", "Cử đầu mối phụ trách thông tin đối ngoại, gửi danh sách về Sở Văn hóa, Thể thao và Du lịch", "Trước ngày 28/02/2026", WARDS, CULTURE),
    ("4", "Tổ chức tọa đàm Người nước ngoài sống ở Hải Đăng", "Quý III/2026", "UBND phường Vọng Hải, UBND phường Cửa Sông", f"{POLICE}; {FRIENDSHIP}"),
    ("5", "Bổ sung thông tin đa ngữ vào bản đồ số điểm đến của địa phương", "Tháng 7 - 9", WARDS, "Sở Khoa học và Công nghệ"),
)  # fmt: skip

GROUPS = (
    TableGroup("I", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", _CULTURE_ROWS),
    TableGroup("II", "SỞ NGOẠI VỤ", _FOREIGN_ROWS),
    TableGroup("III", "BÁO VÀ PHÁT THANH, TRUYỀN HÌNH HẢI ĐĂNG", _NEWS_ROWS),
    TableGroup("IV", "CÔNG AN THÀNH PHỐ", _POLICE_ROWS),
    TableGroup("V", "TRUNG TÂM XÚC TIẾN ĐẦU TƯ, THƯƠNG MẠI VÀ DU LỊCH", _INVESTMENT_ROWS),
    TableGroup("VI", "LIÊN HIỆP CÁC TỔ CHỨC HỮU NGHỊ THÀNH PHỐ", _FRIENDSHIP_ROWS),
    TableGroup("VII", "BỘ CHỈ HUY BỘ ĐỘI BIÊN PHÒNG THÀNH PHỐ", _BORDER_ROWS),
    TableGroup("VIII", "ỦY BAN NHÂN DÂN CÁC XÃ, PHƯỜNG, ĐẶC KHU", _WARD_ROWS),
)
TABLE = TaskTable(title=(), columns=COLUMNS, groups=GROUPS)
