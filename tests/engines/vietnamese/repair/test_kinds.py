"""What kind a text is: easy and hard examples of each; the measured share stands in `evaluation/repair`."""

import unicodedata

import pytest

from haidang.engines.vietnamese.repair.kinds import TextKind, tell_text_kind
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, encode_legacy_text

PLAN = (
    "Thực hiện Chương trình công tác năm 2026, Ủy ban nhân dân xã xây dựng kế hoạch như sau: giới thiệu hình ảnh,\n"
    "tiềm năng và con người của địa phương tới bạn bè quốc tế; các trường học, trạm y tế cùng phối hợp thực hiện."
)
CLEAN = {
    "plan": PLAN,
    "capitals": PLAN.upper(),
    "decomposed": unicodedata.normalize("NFD", PLAN),
    "tones in the other place": "Hoà bình, thuỷ lợi, khoẻ mạnh, hoá học, uỷ quyền, tuỳ thuộc, xoá đói, toà nhà.",
    "foreign names": "Đại sứ Yamada Takio, bà Anna Schmidt (Viện Goethe) và ông John O'Neill dự lễ khai mạc tại Huế.",
    "a third of foreign words": "Các môn thể thao có nguồn gốc từ Anh gồm cricket, rugby union, rugby league, tennis, "
    "squash, rounders, hockey, snooker, billiards, bowls, bóng đá, cầu lông, phi tiêu, bóng rổ và đua ngựa.",
    "chemistry": "Hai nguyên tố sau scandi và yttri là gì: một số cho là lantan và actini, số khác là luteti.",
    "words of the Highlands": "Xã hội phân hóa thành hai tầng lớp: giàu (mdagơnơp), nghèo (rơbah), theo lời kể.",
    "old verse": "Thiếp vội vàng vén phứa tịnh lên. Hai xe hà, chàng gác hai bên. Thiếp thấy bí, thiếp liền ghểnh sĩ.",
    "English lines": f"{PLAN}\nThe committee shall publish the minutes of each meeting within two weeks.\n",
    "list of names": "Xã Ea Súp\nXã Krông Búk\nXã Cư M'gar\nPhường Buôn Hồ\nXã Quảng Phú\nXã Ea Kao\nXã Tân Lập",
    "table": "| TT | Nội dung | Đơn vị |\n| 1 | In tờ gấp | Sở VHTT |\n| 2 | Tập huấn | Sở Nội vụ |",
    "addresses": "Số 5A, ngõ 34, phố Lê Lai; Km 12, quốc lộ 5; diện tích 120 m2; điện thoại 0225 3 123 456.",
    "numbers": "01 02 03 | 1.234.567 | 12,5 %",
    "one word": "MẬT",
    "nothing": "",
}
DAMAGED = {
    "heading": "Té chirc trién khai cic hoat dong thong tin ddi ngoai nim 2025",
    "a third of the words": "Thực hiện Chuong trinh công tác nam 2026, Uy ban nhan dân xã xây dyng kế hoạch nhu sau: "
    "giới thiéu hình anh, tiém năng và con ngudi của dia phuong tới bạn bè quéc tế.",
    "a fifth of the words": "Tuy nhiên anh chịu gác vot truwéc tay vợt Nadal ngay tai tứ kết, ngwdi đã có một mua giải "
    "không tưởng với hai chiến thắng tgi Montreal vd Cincinnati, sau đó để thua ở vòng bốn.",
    "one page in a sound paper": f"{PLAN}\n"
    * 12
    + "Can cir Luat Té chirc chinh quyén dia phuong ngay 19 thang 6 "
    "nim 2015; cdn cir K€ hoach s6 15/KH-UBND vé cong tac thong tin ddi ngoai; theo dé nghi cia Truong phdng Van "
    "h6a va Thong tin, Uy ban nhan dan x4 ban hanh K€ hoach tuyén truyén, quang ba hinh anh dia phuong nhu sau:",
}
UNMARKED = {
    "letter": "De nghi cac don vi gui so lieu ve So truoc ngay 20/6/2026 de tong hop, bao cao Uy ban nhan dan tinh.",
    "capitals": "UY BAN NHAN DAN TINH BAO CAO KET QUA CONG TAC THONG TIN DOI NGOAI QUY I NAM 2026",
    "chat": "uh de chieu anh hoi cho, ma nho gui lai file ke hoach cho anh nha, file hom bua bi loi font mo ko dc",
    "list of names": "Cac tinh: Ha Noi, Hai Phong, Quang Ninh, Nam Dinh, Thai Binh, Thanh Hoa, Khanh Hoa, Ca Mau",
}
FOREIGN = {
    "English": "The city will host a meeting of foreign reporters in June. Send a plan to us by the end of May.",
    "English with our names": "Mr Do said that the budget of the Da Nang fair was too small and asked the Hue "
    "branch to send two more people to Can Tho; Ms Lan Pham of the Hanoi office took the minutes.",
    "French": "Le comité a décidé d'organiser une série de rencontres; les services présenteront leurs projets.",
    "Indonesian": "Pemerintah kota mengundang para wartawan untuk menghadiri peresmian pelabuhan baru bulan depan.",
    "pinyin": "Wo men de cheng shi zai hai bian, mei nian xia tian dou you hen duo lv ke lai, yao qing le ji zhe.",
    "pinyin with tones": "Zhōng huá rén mín gòng hé guó zhù hé zhì mín shì zǒng lǐng shì guǎn tōng zhī shēn qǐng rén",
    "Chinese": "中华人民共和国政府邀请各国记者参加新港口的开幕典礼。",
    "Russian": "Городское управление приглашает журналистов на открытие нового порта в июне.",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_sound_vietnamese_is_clean(text):
    assert tell_text_kind(text) is TextKind.CLEAN


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_misread_vietnamese_is_damaged(text):
    assert tell_text_kind(text) is TextKind.DAMAGED


@pytest.mark.parametrize("text", UNMARKED.values(), ids=UNMARKED)
def test_vietnamese_typed_without_marks_is_unmarked(text):
    assert tell_text_kind(text) is TextKind.UNMARKED


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_other_languages_are_foreign(text):
    assert tell_text_kind(text) is TextKind.FOREIGN


@pytest.mark.parametrize("encoding", LegacyEncoding)
@pytest.mark.parametrize("text", [PLAN, PLAN.upper()], ids=["small", "capitals"])
def test_text_in_an_old_encoding_is_told_by_its_name(encoding, text):
    assert tell_text_kind(encode_legacy_text(text, encoding)) == TextKind(encoding.value)


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_text_with_old_and_new_paragraphs_is_told_by_the_old_ones(encoding):
    assert tell_text_kind(f"{PLAN}\n{encode_legacy_text(PLAN, encoding)}") == TextKind(encoding.value)


@pytest.mark.parametrize(
    "text", ["\0\x01\x1c", "é" * 5000, "a\u0301\u0323" * 99, "\ud800", "|" * 9999, "1\n" * 9999]
)
def test_any_text_has_a_kind(text):
    assert tell_text_kind(text) in TextKind
