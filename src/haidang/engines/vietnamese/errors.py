"""What the language refuses to guess."""


class VietnameseError(ValueError):
    """A piece of text that does not say what was asked of it; `message` is for the officer."""

    message = "Không đọc được nội dung này; đề nghị kiểm tra lại."

    def __init__(self, text: str) -> None:
        super().__init__(f"{self.message} ({text!r})")
        self.text = text


class UnreadableDate(VietnameseError):
    message = "Không đọc được ngày, tháng, năm; đề nghị ghi theo dạng 15/6/2023."


class UnreadableNumber(VietnameseError):
    message = "Không đọc được con số; đề nghị ghi theo dạng 1.234,5."


class UnreadableNumberWords(VietnameseError):
    message = "Không đọc được số viết bằng chữ; đề nghị kiểm tra cách ghi."


class NumberOutOfRange(VietnameseError):
    message = "Số nằm ngoài khoảng đọc được bằng chữ."
