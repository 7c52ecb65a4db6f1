"""Why a paper is not read: one code and one Vietnamese sentence that names the cause and the remedy."""

# Every sentence says what is wrong and what the sender can do. Places in braces are filled by `refusal`.
SENTENCES: dict[str, str] = {
    "unsupported": "Chưa đọc được {what}; hãy nộp bản DOCX, PDF, TXT, hoặc ảnh PNG, JPEG, TIFF{how}.",
    "not_workbook": (
        "Không nhập được {what}; hãy mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành .xlsx rồi nộp lại."
    ),
    "wrong_extension": (
        "Tên tệp có đuôi “.{extension}” nhưng nội dung là {what}; hãy kiểm tra đúng tệp cần "
        "nộp rồi đổi lại đuôi tên."
    ),
    "bad_name": (
        "Tên tệp không dùng được vì {what}; hãy đặt lại tên chỉ gồm chữ, số, dấu cách và đuôi tệp{raise_it}."
    ),
    "empty": "Tệp không có nội dung nào; hãy mở lại tệp gốc, kiểm tra và nộp bản đầy đủ.",
    "no_text": (
        "Tệp chỉ có ảnh chụp hoặc ảnh quét, không có lớp chữ, và máy chủ chưa nhận dạng được; hãy nộp bản có chữ "
        "(DOCX, hoặc PDF xuất từ phần mềm soạn thảo)."
    ),
    "no_words": (
        "Không nhận ra chữ nào trên các trang ảnh (trang trắng, ảnh không phải văn bản, hoặc chữ viết tay); hãy quét "
        "lại rõ hơn, từ 200 điểm ảnh mỗi inch trở lên, hoặc nộp bản có chữ."
    ),
    "too_large": "Tệp vượt quá giới hạn {limit}; hãy giảm dung lượng hoặc tách văn bản{raise_it}.",
    "too_many_pages": "Văn bản vượt quá giới hạn {limit}; hãy tách thành nhiều tệp{raise_it}.",
    "page_too_large": (
        "Có trang vượt quá giới hạn {limit}; hãy xuất lại văn bản trên khổ giấy thông thường (A4){raise_it}."
    ),
    "encrypted": "Tệp được đặt mật khẩu hoặc mã hóa; hãy bỏ mật khẩu rồi nộp lại.",
    "macro": (
        "Tệp chứa macro hoặc mã lệnh tự chạy; hãy lưu lại dưới dạng DOCX không có macro (bảng tính thì XLSX) hoặc "
        "PDF không có mã lệnh."
    ),
    "external_entity": (
        "Tệp khai báo DTD hoặc thực thể XML, có thể kéo dữ liệu từ bên ngoài; hãy mở và lưu "
        "lại bằng phần mềm soạn thảo."
    ),
    "external_link": (
        "Tệp gọi {what} từ bên ngoài; hãy nhúng hẳn vào văn bản hoặc gỡ liên kết đó rồi nộp lại."
    ),
    "embedded_object": "Tệp nhúng {what}; hãy gỡ phần nhúng hoặc dán nội dung thành chữ, bảng rồi nộp lại.",
    "bomb": (
        "Tệp nén vượt quá giới hạn {limit}, có dấu hiệu là bom nén; hãy mở và lưu lại bằng "
        "phần mềm soạn thảo{raise_it}."
    ),
    "bomb/entities": (
        "Tệp khai báo các thực thể XML lồng nhau, có dấu hiệu là bom XML; "
        "hãy mở và lưu lại bằng phần mềm soạn thảo."
    ),
    "damaged": "Tệp bị hỏng hoặc tải lên chưa đủ; hãy mở thử tệp gốc, lưu lại rồi nộp lại.",
    "bad_encoding": "Bảng mã của văn bản không đọc được vì {what}; hãy lưu lại dưới dạng Unicode (UTF-8).",
    "timed_out": "Đọc văn bản quá giới hạn {limit}; hãy tách văn bản thành nhiều tệp nhỏ hơn{raise_it}.",
    "out_of_memory": (
        "Đọc văn bản cần quá giới hạn {limit}; hãy tách văn bản thành nhiều tệp nhỏ hơn{raise_it}."
    ),
}

FAULT_CODE = "fault"
FAULT_SENTENCE = (
    "Lỗi của chương trình khi đọc văn bản này, không phải lỗi của tệp; "
    "hãy giữ nguyên tệp và báo quản trị xem nhật ký."
)

SECRET_CODE = "secret"
SECRET_SENTENCE = (
    "Văn bản mang dấu chỉ độ mật (MẬT, TỐI MẬT hoặc TUYỆT MẬT) nên không được đưa vào hệ "
    "thống và đã bị xóa; "
    "hãy xử lý theo quy định về bảo vệ bí mật nhà nước."
)


class ReadingError(Exception):
    """A paper that will not be read. `exit_status` is that of `haidang read`."""

    exit_status = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class Refused(ReadingError):
    """The paper cannot be read as it is; the message says why and what to do."""


class ProgramFault(Refused):
    """The program broke down over the paper: nobody who handed it in can mend that, an administrator must look."""

    exit_status = 1

    def __init__(self, message: str = FAULT_SENTENCE) -> None:
        super().__init__(FAULT_CODE, message)


class SecretMarked(ReadingError):
    """The paper bears a state-secret mark: purge it from every store and log only the fact."""

    exit_status = 4

    def __init__(self, message: str = SECRET_SENTENCE) -> None:
        super().__init__(SECRET_CODE, message)


class ScanWanted(Exception):
    """Some pages are pictures: they have to be recognised one by one, and then the paper is opened again with them.

    `is_needed` is false where the paper can be read without them, only worse.
    """

    def __init__(self, pages: tuple[int, ...], *, is_needed: bool) -> None:
        super().__init__(pages)
        self.pages = pages
        self.is_needed = is_needed


class PageImagesUnavailable(Exception):
    """Pictures of the pages cannot be made on this machine; the paper itself can still be read."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def refusal(code: str, **details: str) -> Refused:
    """This function will put together the refusal of a code with the details its sentence has places for.

    A code with several sentences takes a variant after a stroke ("bomb/entities"). Missing details are left
    out of the sentence. Raises KeyError for a code that has no sentence.
    """
    places = dict.fromkeys(("what", "how", "extension", "limit", "raise_it"), "") | details
    return Refused(code.partition("/")[0], SENTENCES[code].format(**places))
