import pytest

from extractor.readers.cut import continues


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("quy hoạch, bổ nhiệm, luân", "chuyển cán bộ theo quy định"),
        ("phù hợp với tình hình thực tế của", "Liên đoàn Lao động tỉnh; từng bước"),
        ("công tác kiểm tra, giám sát về công tác", "Tổ chức được quan tâm"),
        ("theo Quyết định số", "174/QĐ-TLĐ ngày 03/2/2020"),
        ("ban hành ngày", "15/4/2019"),
        ("có năng lực *chuyên môn*", "và phẩm chất đạo đức"),
        ("bảo đảm đúng quy trình **", "dân chủ, công khai"),
    ],
)
def test_a_sentence_goes_on(before: str, after: str) -> None:
    assert continues(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Công tác cán bộ được quan tâm.", "Các cấp công đoàn đã"),
        ("Kết quả cụ thể như sau:", "trình độ đại học 34 người"),
        ("luân chuyển 06 cán bộ;", "điều động 11 lượt"),
        ("“Đạt”.", "tiếp theo"),
        ("(Đạt.)", "tiếp theo"),
        ("II. KẾT QUẢ THỰC HIỆN", "thực hiện Kế hoạch"),
        ("Công tác quy hoạch cán bộ", "1. Công tác luân chuyển"),
        ("Công tác quy hoạch cán bộ của", "II. HẠN CHẾ"),
        ("Công tác quy hoạch cán bộ của", "2. Công tác luân chuyển"),
        ("Công tác quy hoạch cán bộ", "a) Công tác luân chuyển"),
        ("Tình hình chung", "Cao Bằng là tỉnh miền núi"),
        ("", "chuyển cán bộ"),
        ("cán bộ", ""),
        ("123", "abc"),
    ],
)
def test_a_new_paragraph(before: str, after: str) -> None:
    assert not continues(before, after)


@pytest.mark.parametrize("end", [";", ","])
def test_a_page_break_may_cut_after_a_semicolon(end: str) -> None:
    """Only where a footnote or page number stands between; otherwise it is a list."""
    assert continues(f"được cấp chứng chỉ{end}", "100% cán bộ không chuyên trách", interrupted=True)
    assert not continues("được cấp chứng chỉ;", "100% cán bộ không chuyên trách")
    assert not continues("được cấp chứng chỉ.", "100% cán bộ không chuyên trách", interrupted=True)
