"""The page's own words in Vietnamese and English; the words it shares with the workbook are in `words`."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "title": (
        "Tổng hợp toàn quốc báo cáo của các cấp công đoàn",
        "National consolidation of trade-union reports",
    ),
    "skip": ("Đến nội dung", "Skip to the content"),
    "sections": ("Các phần", "Sections"),
    "theme": ("Sáng / tối", "Light / dark"),
    "print": ("In", "Print"),
    "no_script": (
        "Trình duyệt không chạy mã: vẫn xem được mọi bảng và hình; không mở được trích dẫn, không sắp xếp được.",
        "Scripts are off: all tables and drawings are here; quotes cannot be opened, tables not sorted.",
    ),
    "hint": (
        "Bấm (hoặc Enter) vào một con số, dấu hoặc ô để xem nguyên văn, tệp, trang. Bấm tiêu đề cột để sắp xếp. "
        "Thiếu số liệu không có nghĩa là 0.",
        "Click (or press Enter on) a number, mark or tile to see its quote, file and page. Click a heading to sort. "
        "A missing figure is not 0.",
    ),
    "overview": ("Tổng quan", "Overview"),
    "totals": ("Tổng toàn quốc", "National totals"),
    "plots": ("Biểu đồ theo chỉ tiêu", "Plots by indicator"),
    "figures": ("Số liệu từng đơn vị", "Figures by unit"),
    "targets": ("Mục tiêu", "Targets"),
    "map": ("Bản đồ ô", "Tile map"),
    "regions": ("Theo vùng", "By region"),
    "rebuilt": ("Tỉnh mới (dựng lại)", "New provinces (reconstructed)"),
    "changes": ("So sánh hai kỳ", "Two campaigns compared"),
    "changes_note": (
        "Mỗi kỳ đặt cạnh kỳ trước đó có nhiều đơn vị chung nhất, cộng trên đúng những tỉnh có số liệu ở cả hai kỳ. "
        "Bấm vào một con số để xem từng tỉnh và nguyên văn ở cả hai kỳ.",
        "Each campaign beside the earlier one with which it shares most units, summed over the very provinces that "
        "give a figure in both. Click a number to see each province and its quotes in both.",
    ),
    "no_changes": (
        "Chưa so sánh được: cần hai kỳ có ít nhất hai tỉnh báo cáo ở cả hai.",
        "Nothing to compare yet: two campaigns are needed for which at least two provinces both report.",
    ),
    "findings": ("Phát hiện", "Findings"),
    "regulations": ("Văn bản viện dẫn", "Regulations cited"),
    "sources": ("Nguồn", "Sources"),
    "reports": ("báo cáo được tính", "reports counted"),
    "provinces": ("tỉnh, thành phố", "provinces"),
    "unions": ("công đoàn ngành TW", "central sector unions"),
    "figure_count": ("số liệu đã đọc", "figures read"),
    "broken": ("điểm không khớp", "checks broken"),
    "broken_head": ("Điểm không khớp", "Checks broken"),
    "coverage": ("Đơn vị đã báo cáo", "Who has reported"),
    "awaited": ("Đơn vị phải báo cáo mà chưa báo cáo", "Asked to report and has not"),
    "absent": ("Chưa có báo cáo", "No report yet"),
    "reported_units": ("Báo cáo được tính, theo đơn vị", "Reports counted, by unit"),
    "totals_caption": (
        "Tổng của các đơn vị có số liệu: khoảng giá trị mà các báo cáo cho phép, và số đơn vị có số liệu",
        "Totals over the units that give a figure: the interval that the reports allow, and how many give one",
    ),
    "no_totals": (
        "Chưa có tổng: cần ít nhất hai báo cáo cùng giai đoạn.",
        "No totals yet: two reports of one era are needed.",
    ),
    "plot_hint": (
        "Chấm tròn: tỉnh trước 01/7/2025 · hình thoi: tỉnh mới · ô vuông: công đoàn ngành. Đoạn thẳng: khoảng giá trị; "
        "mũi tên: không có giới hạn trên; màu cam: số liệu không thống nhất.",
        "Circle: province before 1 July 2025 · diamond: new province · square: sector union. Line: interval; "
        "arrow: open above; orange: disputed.",
    ),
    "matrix_caption": ("Đánh giá từng mục tiêu theo đơn vị", "Status of each target by unit"),
    "map_hint": (
        "Mỗi tỉnh một ô bằng nhau, xếp gần đúng vị trí. Quần đảo Hoàng Sa thuộc thành phố Đà Nẵng, quần đảo Trường Sa "
        "thuộc tỉnh Khánh Hòa.",
        "Each province is one tile of equal size near its place. The Hoàng Sa (Paracel) islands belong to Đà Nẵng, the "
        "Trường Sa (Spratly) islands to Khánh Hòa.",
    ),
    "map_choice": ("Tô màu theo chỉ tiêu", "Colour by indicator"),
    "map_none": ("Đơn vị đã báo cáo", "Who has reported"),
    "map_reported": ("đã báo cáo", "reported"),
    "map_rebuilt": ("dựng lại từ các tỉnh cũ", "reconstructed from old provinces"),
    "map_absent": ("chưa có báo cáo", "no report"),
    "map_low": ("thấp", "low"),
    "map_high": ("cao", "high"),
    "hoang_sa": ("Hoàng|Sa", "Hoàng|Sa"),
    "truong_sa": ("Trường|Sa", "Trường|Sa"),
    "region_caption": (
        "Tổng theo vùng của các tỉnh đã báo cáo (số tỉnh báo cáo / số tỉnh của vùng)",
        "Totals by region of the provinces that report (reporting / of the region)",
    ),
    "rebuilt_caption": (
        "Tỉnh từ 01/7/2025 = cộng các tỉnh cũ hợp thành, chỉ khi tất cả đã báo cáo. Đây là số DỰNG LẠI, "
        "không phải báo cáo của tỉnh mới.",
        "A province of 1 July 2025 = the sum of its predecessors, only where all report. RECONSTRUCTED, "
        "no report of the new province.",
    ),
    "holds_note": (
        "Các phép kiểm khớp không liệt kê ở đây; xem national.xlsx.",
        "Checks that hold are not listed here; see national.xlsx.",
    ),
    "superseded": ("Không tính", "Not counted"),
    "sha": ("Mã băm SHA-256", "SHA-256"),
    "pages": ("Số trang", "Pages"),
    "reading": ("Cách đọc", "Reading"),
    "close": ("Đóng", "Close"),
    "nothing": ("Không có.", "None."),
    "of_units": ("đơn vị", "units"),
    "empty": ("Chưa có báo cáo nào.", "There are no reports yet."),
    "by_indicator": ("Đạt và vượt", "Achieved or exceeded"),
    "sorted_up": ("đã xếp tăng dần theo", "sorted ascending by"),
    "sorted_down": ("đã xếp giảm dần theo", "sorted descending by"),
    "parts": ("Gồm", "Made of"),
    "other_periods": ("Thời kỳ khác", "Other periods"),
    "picture_of": ("Ảnh trang giấy chỗ ghi", "Picture of the paper where it says"),
    "no_pictures": (
        "Trang này không kèm ảnh trang giấy: các báo cáo không có trang (văn bản, DOCX) hoặc kho không giữ bản gốc.",
        "This page holds no pictures of paper: the reports have no pages (text, DOCX) or the dataset has no originals.",
    ),
    "all_pictures": (
        "Trang này kèm ảnh của cả {0} chỗ trên giấy mà số liệu và mục tiêu được đọc ra.",
        "This page holds pictures of all {0} places on paper that figures and targets were read from.",
    ),
    "some_pictures": (
        "Trang này kèm ảnh của {0} trong {1} chỗ trên giấy, ưu tiên số liệu có tranh chấp, đã đính chính, tính ra hoặc "
        "ước lượng. Ảnh của các chỗ khác: tonghop trace.",
        "This page holds pictures of {0} of {1} places on paper, first of disputed, corrected, computed and hedged "
        "figures. Pictures of the others: tonghop trace.",
    ),
    "no_source": ("Không có trích dẫn.", "There is no quote."),
    "reading.text_layer": ("lớp chữ của PDF", "text layer"),
    "reading.ocr": ("nhận dạng ảnh", "OCR"),
    "reading.mixed": ("lớp chữ và nhận dạng ảnh", "text layer and OCR"),
    "reading.docx": ("DOCX", "DOCX"),
    "reading.text": ("văn bản", "text"),
}
