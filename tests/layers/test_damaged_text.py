"""A report whose letters were recognised badly: read like the sound one, quoted as it is printed."""

from tests.small_report import LETTERHEAD, read_markdown, written

SOUND = """**I. ĐẶC ĐIỂM TÌNH HÌNH**

Toàn tỉnh hiện có khoảng 912 công đoàn cơ sở với 31.450 đoàn viên. Tổng số cán bộ, công chức, người lao động hiện có \
45 người; nữ 20 người. Đội ngũ cán bộ công đoàn được kiện toàn, chất lượng nâng cao, hoàn thành tốt nhiệm vụ, \
được đoàn viên, công đoàn cơ sở, người lao động tin tưởng.
"""
DAMAGED = """**I. ĐẶC ĐIỂM TÌNH HÌNH**

Toàn tinh hiện có khoãng 912 công doan cơ sở với 31.450 doan viên. Tông số cán bộ, công chức, ngưoi lao động hiện có \
4s người; nữ 20 ngưòi. Đội ngũ cán bộ công doàn đuợc kiện toàn, chât lượng nâng cao, hoàn thành tôt nhiệm vụ, \
được doan viên, công doan cơ sở, ngưoi lao động tin tưởng.
"""


def figures(text: str) -> list[str]:
    return [f"{written(figure)} {figure.period}" for figure in read_markdown(f"{LETTERHEAD}\n{text}").figures]


def test_the_same_figures_as_of_the_sound_text() -> None:
    assert figures(SOUND) == [
        "grassroots_unions approx 912 unit as_of:2024-04-15",
        "union_members exact 31450 person as_of:2024-04-15",
        "staff_present_total exact 45 person as_of:2024-04-15",
        "staff_female exact 20 person as_of:2024-04-15",
    ]
    assert figures(DAMAGED) == figures(SOUND)


def test_quotes_are_what_is_printed() -> None:
    report = read_markdown(f"{LETTERHEAD}\n{DAMAGED}")
    assert [figure.anchor.quote for figure in report.figures][1:] == [
        "31.450 doan viên",
        "Tông số cán bộ, công chức, ngưoi lao động hiện có 4s người",
        "nữ 20 ngưòi",
    ]


def test_words_run_together() -> None:
    together = DAMAGED.replace("912 công doan cơ sở", "912 côngđoàn cơ sở").replace(
        "31.450 doan viên", "31.450 đoànviên"
    )
    assert figures(together) == figures(SOUND)


def test_a_sound_text_is_not_repaired() -> None:
    """One odd word is no damage: an s beside a digit stays an s."""
    assert figures(SOUND.replace("45 người", "4s người")) != figures(SOUND)
