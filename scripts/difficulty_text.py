"""The words of the report that every file of corpus/difficulties/ tells: an invented state of affairs."""

HEAD = (
    "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO BẰNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 31/BC-LĐLĐ",
    "Cao Bằng, ngày 15 tháng 4 năm 2024",
)
TITLE = (
    "BÁO CÁO",
    "Sơ kết 5 năm thực hiện Nghị quyết số 03/NQ-TLĐ ngày 11/01/2019 về công tác cán bộ công đoàn",
)
OPENING = (
    "Thực hiện Kế hoạch số 42/KH-TLĐ ngày 03/4/2024 của Tổng Liên đoàn Lao động Việt Nam, Ban Thường vụ"
    " Liên đoàn Lao động tỉnh Cao Bằng báo cáo kết quả như sau:"
)
STAFF = "Tổng số cán bộ công đoàn chuyên trách là 52 người, trong đó nữ 34 người, đảng viên 45 người."
UNIONS = "Toàn tỉnh có 1.024 công đoàn cơ sở với 38.517 đoàn viên."
DEGREES = [
    ["TT", "Trình độ chuyên môn", "Số người"],
    ["1", "Thạc sĩ", "9"],
    ["2", "Đại học", "41"],
    ["3", "Cao đẳng", "2"],
]
TARGETS = (
    "Mục tiêu (1): 100% cán bộ chủ chốt công đoàn các cấp được tuyên truyền, quán triệt. (Đạt)",
    "Mục tiêu (6): Phấn đấu đến năm 2023, có 20% cán bộ công đoàn giữ chức vụ lãnh đạo, quản lý cấp tỉnh có"
    " trình độ ngoại ngữ đáp ứng yêu cầu công việc. (Vượt, 100%)",
)
DECISION = "Quyết định số 118/QĐ-LĐLĐ ngày 07/5/2020"
CONTROL = f"Thực hiện {DECISION}, các cấp công đoàn đã tổ chức 27 cuộc kiểm tra, giám sát về công tác cán bộ."
SIGNATURE = ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Nông Văn Tài")
HEADINGS = (
    "I. ĐẶC ĐIỂM, TÌNH HÌNH", "1. Đội ngũ cán bộ", "2. Tổ chức công đoàn", "II. KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU",
    "III. KIỂM TRA, GIÁM SÁT",
)  # fmt: skip
PARTY, STAFF_HEADING, UNIONS_HEADING, RESULTS, CONTROLS = HEADINGS
