"""The words of the workbook in Vietnamese and English."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

Lang = Literal["vi", "en"]


@dataclass(frozen=True)
class Labels:
    """One language. Field names say where a label stands; `{}` places are filled with `str.format`."""

    lang: Lang
    title: str
    subtitle: str
    contents: str
    sheet: str
    holds: str
    targets: str
    regulations: str
    findings: str
    sources: str
    form: str
    back: str
    coverage: str
    era: str
    campaign: str
    provinces: str
    sector_unions: str
    reports: str
    figures: str
    legend: str
    code: str
    unit: str
    issued: str
    file: str
    total_provinces: str
    total_all: str
    any_campaign: str
    reporting: str
    not_added: str
    notes: str
    superseded_note: str
    unknown_unit: str
    page: str
    quote: str
    period: str
    section: str
    value: str
    measure: str
    confidence: str
    indicator: str
    no_period: str
    inferred: str
    implied: str
    disputed: str
    computed: str
    series: str
    see_source: str
    target: str
    verdict: str
    result: str
    target_texts: str
    met_of: str
    own_count: str
    type: str
    number: str
    name: str
    issuer: str
    date: str
    variants: str
    citing_count: str
    citing_units: str
    mentions: str
    scope: str
    date_conflict: str
    severity: str
    rule: str
    about: str
    message: str
    arithmetic: str
    outcome: str
    evidence: str
    status: str
    counted: str
    not_counted: str
    unread: str
    review_of: str
    dated: str
    periodic: str
    footer: str
    page_of: str
    dispute_between: str
    legend_entries: tuple[tuple[str, str], ...]
    sheet_holds: Mapping[str, str]
    groups: Mapping[str, str]
    bands: Mapping[str, str]
    units: Mapping[str, str]
    statuses: Mapping[str, str]
    severities: Mapping[str, str]
    outcomes: Mapping[str, str]
    scopes: Mapping[str, str]
    eras: Mapping[str, str]
    review_kinds: Mapping[str, str]
    refusals: Mapping[str, str]
    superseded: Mapping[str, str]
    rules: Mapping[str, str]

    def number_text(self, value: int | float) -> str:
        """A number as the language writes it: 7.412 and 98,5 in Vietnamese, 7,412 and 98.5 in English."""
        text = f"{value:,}"
        if self.lang == "en":
            return text
        return text.translate(str.maketrans({",": ".", ".": ","}))


VIETNAMESE = Labels(
    lang="vi",
    title="TỔNG HỢP TOÀN QUỐC BÁO CÁO CỦA CÁC CẤP CÔNG ĐOÀN",
    subtitle="Tổng hợp từ {reports} báo cáo: {provinces} tỉnh, thành phố; {unions} công đoàn ngành trung ương và tương đương",
    contents="Mục lục",
    sheet="Trang",
    holds="Nội dung",
    targets="Mục tiêu",
    regulations="Văn bản",
    findings="Phát hiện",
    sources="Nguồn",
    form="BIỂU {}. {}",
    back="← Mục lục",
    coverage="ĐƠN VỊ ĐÃ BÁO CÁO",
    era="Giai đoạn",
    campaign="Kỳ báo cáo",
    provinces="Tỉnh, thành phố",
    sector_unions="Công đoàn ngành TW",
    reports="CÁC BÁO CÁO",
    figures="Số liệu",
    legend="CHÚ GIẢI",
    code="Mã",
    unit="Đơn vị",
    issued="Ngày báo cáo",
    file="Tệp",
    total_provinces="Cộng các tỉnh, thành phố",
    total_all="Cộng cả công đoàn ngành TW",
    any_campaign="mọi kỳ báo cáo",
    reporting="Số đơn vị có số liệu",
    not_added="không cộng",
    notes="GHI CHÚ",
    superseded_note="không cộng; thay bằng {}",
    unknown_unit="Chưa xác định được đơn vị",
    page="Trang",
    quote="Trích dẫn",
    period="Thời kỳ",
    section="Mục",
    value="Giá trị",
    measure="Đơn vị tính",
    confidence="Độ tin cậy",
    indicator="Chỉ tiêu",
    no_period="không nêu thời kỳ",
    inferred="suy từ ngữ cảnh",
    implied="Báo cáo không in chữ số (ví dụ: “không có”).",
    disputed="SỐ LIỆU KHÔNG THỐNG NHẤT trong cùng báo cáo; chưa chọn giá trị nào.",
    computed="Cộng từ số liệu từng năm; báo cáo không nêu tổng.",
    series="Báo cáo có số liệu nhiều thời kỳ; các thời kỳ khác xem trang Nguồn.",
    see_source="Bấm vào ô để xem nguồn.",
    target="Mục tiêu {}",
    verdict="Đánh giá",
    result="Kết quả (%)",
    target_texts="Nội dung mục tiêu (theo báo cáo đầu tiên có nêu)",
    met_of="Đạt và vượt / số đơn vị thuộc diện thực hiện",
    own_count="chỉ tiêu {} (đánh số theo từng báo cáo)",
    type="Loại văn bản",
    number="Số, ký hiệu",
    name="Tên",
    issuer="Cơ quan ban hành",
    date="Ngày ban hành",
    variants="Cách viết khác",
    citing_count="Số đơn vị viện dẫn",
    citing_units="Đơn vị viện dẫn",
    mentions="Số lần viện dẫn",
    scope="Phạm vi",
    date_conflict="Các ngày được in",
    severity="Mức độ",
    rule="Loại phát hiện",
    about="Đối tượng",
    message="Nội dung",
    arithmetic="Phép tính",
    outcome="Kết luận",
    evidence="Trích dẫn",
    status="Tình trạng",
    counted="được cộng",
    not_counted="không cộng",
    unread="Chữ số chưa rõ",
    review_of="{} {} {}",
    dated="ngày {}",
    periodic="Báo cáo định kỳ {}",
    footer="&LTổng hợp báo cáo công đoàn&C&A&RTrang &P/&N",
    page_of="tr. {}",
    dispute_between="{} (khác nhau)",
    legend_entries=(
        ("exact", "Số liệu báo cáo in rõ"),
        ("hedged", "Số liệu ước lượng: > trên, ≥ từ … trở lên, < dưới, ≤ không quá, ≈ khoảng, 25–30 trong khoảng"),
        ("computed", "Cộng từ số liệu từng năm (báo cáo không nêu tổng)"),
        ("implied", "Báo cáo nêu bằng lời, không in chữ số (“không có” = 0)"),
        ("disputed", "Báo cáo in hai giá trị khác nhau; ghi cả khoảng, không tự chọn"),
        ("missing", "Báo cáo không nêu (không có nghĩa là 0)"),
        ("refused", "Không cộng được; lý do ghi dưới bảng"),
    ),
    sheet_holds={
        "organisation": "Tổ chức công đoàn, đoàn viên, bộ máy",
        "staff": "Biên chế, cơ cấu và trình độ cán bộ",
        "training": "Cử đi đào tạo, bồi dưỡng; lớp tập huấn",
        "personnel": "Điều động, bổ nhiệm, quy hoạch, đánh giá, kỷ luật",
        "plan": "Kế hoạch và tuyên truyền",
        "targets": "Đánh giá từng mục tiêu của văn bản được sơ kết, tổng kết",
        "regulations": "Văn bản được viện dẫn, đơn vị viện dẫn",
        "findings": "Kết quả kiểm tra từng báo cáo",
        "sources": "Từng số liệu: tệp, trang, mục, trích dẫn",
    },
    groups={
        "organisation": "Tổ chức",
        "staff": "Cán bộ",
        "training": "Đào tạo",
        "personnel": "Công tác cán bộ",
        "plan": "Kế hoạch",
    },
    bands={
        "kind": "Theo loại hình",
        "sector": "Theo khu vực",
        "place": "Theo nơi làm việc và loại hợp đồng",
        "age": "Độ tuổi",
        "education": "Trình độ chuyên môn",
        "political_theory": "Lý luận chính trị",
        "state_management": "Quản lý nhà nước (ngạch)",
        "course": "Nội dung đào tạo, bồi dưỡng",
    },
    units={
        "person": "người",
        "attendance": "lượt",
        "unit": "đơn vị",
        "class": "lớp",
        "event": "cuộc",
        "percent": "%",
        "document": "văn bản",
        "item": "mục",
        "vnd": "đồng",
    },
    statuses={
        "achieved": "Đạt",
        "exceeded": "Vượt",
        "mostly_achieved": "Cơ bản đạt",
        "partly_achieved": "Đạt một phần",
        "not_achieved": "Không đạt",
        "not_yet_achieved": "Chưa đạt",
        "in_progress": "Đang thực hiện",
        "not_applicable_at_level": "Không thuộc cấp",
        "not_assessed": "Chưa đánh giá",
    },
    severities={"error": "Sai", "warning": "Cần xem lại", "info": "Lưu ý"},
    outcomes={"broken": "Không khớp", "holds": "Khớp", "cannot_tell": "Chưa kết luận được"},
    scopes={"national": "Toàn quốc", "local": "Địa phương"},
    eras={"pre_2025_07": "Trước 01/7/2025 (63 tỉnh)", "post_2025_07": "Từ 01/7/2025 (34 tỉnh)"},
    review_kinds={"so_ket": "Sơ kết", "tong_ket": "Tổng kết", "periodic": "Định kỳ"},
    refusals={
        "percent": "tỷ lệ phần trăm không cộng được",
        "mixed_units": "đơn vị tính khác nhau",
        "different_dates": "thời điểm số liệu cách nhau quá một năm",
        "different_periods": "thời kỳ số liệu khác nhau",
    },
    superseded={
        "earlier_issue": "có báo cáo mới hơn của cùng đơn vị",
        "draft": "là bản dự thảo, đã có bản chính thức",
        "same_issue": "bản khác của cùng báo cáo",
    },
    rules={
        "sum_mismatch": "Tổng không khớp",
        "subset_exceeds_total": "Bộ phận lớn hơn tổng",
        "percent_mismatch": "Tỷ lệ không khớp",
        "figure_conflict": "Số liệu mâu thuẫn",
        "unit_mixture": "Lẫn người và lượt",
        "status_contradicts_figures": "Đánh giá trái số liệu",
        "status_missing": "Thiếu đánh giá",
        "target_count_mismatch": "Số mục tiêu không khớp",
        "citation_date_conflict": "Ngày văn bản mâu thuẫn",
        "citation_variant": "Ký hiệu viết khác nhau",
        "citation_after_report": "Văn bản sau ngày báo cáo",
        "impossible_date": "Ngày không có thật",
        "quota_counts_contracts": "Biên chế tính cả hợp đồng",
        "claim_without_figures": "Khẳng định thiếu số liệu",
    },
)
