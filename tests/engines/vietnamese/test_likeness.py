import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.vietnamese.likeness import ItemText, propose_matches, text_likeness

# Points as papers of guidance have them, and tasks of a plan below; none is from a seed paper.
GUIDANCE = (
    ItemText("1", ("Đào tạo kỹ năng viết tin bằng tiếng Anh cho phóng viên của đài truyền thanh huyện.",)),
    ItemText("2", ("Quảng bá di sản:", "Xây dựng bản đồ số các lễ hội truyền thống và làng nghề của tỉnh.")),
    ItemText("3", ("Bảo đảm kinh phí, trang thiết bị cho bộ phận làm báo điện tử.",)),
)
PLAN = (
    ItemText(
        "I.1", ("Sở Du lịch tiếp tục xây dựng bản đồ số về lễ hội, làng nghề trên địa bàn tỉnh năm 2026.",)
    ),
    ItemText("I.2", ("Mở lớp kỹ năng viết tin bằng tiếng Anh cho phóng viên, biên tập viên.",)),
    ItemText("I.3", ("Tiếp tục đẩy mạnh công tác phối hợp giữa các cơ quan, đơn vị.",)),
    ItemText("I.4", ("Trồng cây xanh tại trụ sở.",)),
)
TEXTS = st.text(st.sampled_from("aăbcdđeêghiklmnoôơpqrstuưvxy áàảãạ.,;-123SBU\n"), max_size=120)


def pairs_of(proposals):
    return [(one.above, one.below) for one in proposals]


def test_points_are_carried_out_by_the_tasks_that_share_their_rare_words():
    assert sorted(pairs_of(propose_matches(GUIDANCE, PLAN))) == [("1", "I.2"), ("2", "I.1")]


def test_proposal_tells_the_words_that_speak_for_it():
    words = {one.above: one.words for one in propose_matches(GUIDANCE, PLAN)}

    assert words == {
        "1": ("kỹ năng viết tin bằng tiếng anh", "phóng viên"),
        "2": ("làng nghề", "lễ hội", "xây dựng bản đồ số"),
    }


def test_text_without_marks_is_as_alike():
    bare = [
        ItemText("I.1", ("tiep tuc xay dung ban do so ve le hoi, lang nghe tren dia ban tinh",)),
        *PLAN[1:],
    ]

    assert sorted(pairs_of(propose_matches(GUIDANCE, bare))) == [("1", "I.2"), ("2", "I.1")]


@pytest.mark.parametrize(("one", "other"), [
    # Bodies, places, dates, signs and the words of every plan are no likeness.
    ("Sở Thông tin và Truyền thông thành phố Hà Nội", "Phối hợp Sở Thông tin và Truyền thông, Hà Nội"),
    ("trước ngày 20/6/2024 theo Quyết định 1191/QĐ-TTg", "Hội nghị ngày 20/6/2024, 1191/QĐ-TTg"),
    ("Tiếp tục đẩy mạnh, nâng cao hiệu quả công tác", "Tiếp tục nâng cao chất lượng, hiệu quả hoạt động"),
    ("", "Tập huấn nghiệp vụ"),
])  # fmt: skip
def test_what_every_plan_says_is_no_likeness(one, other):
    assert text_likeness(one, other, ["Tập huấn nghiệp vụ báo chí", "Trồng cây xanh"]) == 0


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_score_is_between_0_and_1_and_the_same_both_ways(one, other, neighbours):
    score = text_likeness(one, other, neighbours)

    assert 0 <= score < 1
    assert text_likeness(other, one, neighbours) == pytest.approx(score)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_no_text_is_more_alike_than_the_text_itself(one, other, neighbours):
    papers = [other, *neighbours]

    assert text_likeness(one, other, [one, *neighbours]) <= text_likeness(one, one, papers) + 1e-9


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_no_pair_is_proposed_twice_and_each_item_below_with_its_best_first(above, below):
    upper = [ItemText(str(number), (text,)) for number, text in enumerate(above)]
    lower = [ItemText(str(number), (text,)) for number, text in enumerate(below)]

    proposals = propose_matches(upper, lower, least=0)

    assert len(set(pairs_of(proposals))) == len(proposals)
    assert {one.below for one in proposals} == {one.key for one in lower if upper}
    assert [one.score for one in proposals] == sorted((one.score for one in proposals), reverse=True)


def test_item_below_is_not_proposed_for_a_point_it_fits_much_less():
    press = "Theo dõi và tổng hợp dư luận báo chí nước ngoài viết về thành phố"
    course = "Tập huấn nghiệp vụ theo dõi báo chí cho cán bộ đầu mối"
    above = [ItemText("1", (press,)), ItemText("2", (course,))]

    proposals = propose_matches(above, [ItemText("a", (press,))], least=0.01)

    assert pairs_of(proposals) == [("1", "a")]
    assert pairs_of(propose_matches(above[1:], [ItemText("a", (press,))], least=0)) == [("2", "a")]


# Enough other points that a word which only two have is rare, as in a plan.
NEIGHBOURS = (
    "thường xuyên",
    "đột xuất",
    "hợp đồng",
    "thanh toán",
    "quyết toán",
    "tạm ứng",
    "đấu thầu",
    "mua sắm",
)


def test_item_that_has_the_heading_of_a_point_is_proposed_whatever_its_paragraphs_say():
    """Letter of 2020, point 6b, and task 8 of a plan of 2025: only the heading has words in common with the task."""
    guidance = [
        ItemText(
            "6a",
            (
                "a) Giải thích, làm rõ thông tin sai lệch:",
                "- Theo dõi và tổng hợp dư luận báo chí trong và ngoài nước.",
            ),
        ),
        ItemText(
            "6b",
            (
                "b) Quảng bá hình ảnh tỉnh, thành phố:",
                "- Tăng cường hợp tác với phóng viên thường trú, chỉ đạo đài phát lại nội dung đã phát sóng.",
            ),
        ),
    ]
    plan = [
        ItemText(
            "III.8", ("Biên soạn, xuất bản ấn phẩm quảng bá hình ảnh", "Sách ảnh kỷ niệm 70 năm xây dựng")
        ),
        ItemText("III.6", ("Tổ chức giải báo chí lần thứ 7", "Trao giải cho nhóm tác giả")),
        *(ItemText(f"IV.{word}", (f"Kinh phí {word} dự toán",)) for word in NEIGHBOURS),
    ]

    proposed = [(one.above, one.below) for one in propose_matches(guidance, plan)]

    assert proposed == [("6b", "III.8")]


def test_item_that_has_the_whole_of_a_heading_keeps_it_beside_a_point_it_fits_better():
    """Plan of 2024, tasks I.5 and I.8: a dash below speaks of the press at length, then of the page."""
    press = (
        "Phối hợp kênh truyền hình đối ngoại, hệ phát thanh quốc gia, chuyên trang báo điện tử tuyên truyền"
    )
    page = "Duy trì hoạt động trang tiếng Anh"
    plan = [ItemText("I.5", (press,)), ItemText("I.8", (page,)), ItemText("I.9", ("Vận hành cụm cửa khẩu",))]

    proposed = propose_matches(
        plan, [ItemText("II.2.2", (f"{press}. {page}.",)), ItemText("IV", ("Kinh phí",))]
    )

    assert sorted(one.above for one in proposed) == ["I.5", "I.8"]
