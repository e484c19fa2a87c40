"""Makes the small files of corpus/difficulties/: one report in many forms, one difficulty each.

    python scripts/render_difficulties.py            # the files that depend on this script alone
    python scripts/render_difficulties.py --office   # also those that LibreOffice writes (DOC, ODT, RTF)

Every form tells the same facts as `plain.md`, or cannot be read and is refused (`refused-…`).
"""

import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

from difficulty_docx import MAIN, RELATION, cell, field, package, packed, paragraph, run, table, unpacked
from difficulty_pages import pages
from difficulty_text import (
    CONTROL,
    CONTROLS,
    DECISION,
    DEGREES,
    HEAD,
    HEADINGS,
    OPENING,
    PARTY,
    RESULTS,
    SIGNATURE,
    STAFF,
    STAFF_HEADING,
    TARGETS,
    TITLE,
    UNIONS,
    UNIONS_HEADING,
)

sys.path.insert(0, str(Path(__file__).parents[1]))

from extractor.readers.legacy_fonts import Encoding, letters

FOLDER = Path(__file__).parents[1] / "corpus" / "difficulties"


def markdown() -> str:
    """The report as plain text with a table."""
    rows = ["| " + " | ".join(cells) + " |" for cells in DEGREES]
    rows.insert(1, "|---|---|---|")
    blocks = (
        *HEAD, *TITLE, OPENING, PARTY, STAFF_HEADING, STAFF, "\n".join(rows), UNIONS_HEADING, UNIONS, RESULTS, *TARGETS,
        CONTROLS, CONTROL, *SIGNATURE,
    )  # fmt: skip
    return "\n\n".join(blocks) + "\n"


# --- text ---


def legacy(text: str, encoding: Encoding) -> str:
    """Text as an old keyboard typed it; letters that the encoding lacks lose their case."""
    written = {letter: code for code, letter in letters(encoding).items()}
    return "".join(written.get(letter) or written.get(letter.lower()) or letter for letter in text)


def marks(text: str, arrange: Callable[[str, str, str], str]) -> str:
    """Each letter with a roof or horn and a tone, put together by `arrange(base, roof, tone)`."""
    out = []
    for letter in text:
        base, *rest = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in rest if mark in "\u0300\u0301\u0303\u0309\u0323")
        out.append(arrange(base, "".join(mark for mark in rest if mark not in tones), tones))
    return "".join(out)


def roof_first(base: str, roof: str, tone: str) -> str:
    """ "ê" and the dot below."""
    return unicodedata.normalize("NFC", base + roof) + tone


def tone_first(base: str, roof: str, tone: str) -> str:
    """ "ẹ" and the roof."""
    return unicodedata.normalize("NFC", base + tone) + roof


def misread(text: str, page: str) -> str:
    """UTF-8 as a program shows it that takes each byte for a character of `page`."""
    out = []
    for byte in text.encode():
        try:
            out.append(bytes([byte]).decode(page))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


def texts() -> dict[str, bytes]:
    """The text forms by file name."""
    text = markdown()
    before, annex = text.split(CONTROLS)
    return {
        "plain.md": text.encode(),
        "utf8-bom-crlf.txt": text.replace("\n", "\r\n").encode("utf-8-sig"),
        "utf16.txt": text.encode("utf-16-le").join((b"\xff\xfe", b"")),
        "nfd.txt": unicodedata.normalize("NFD", text).encode(),
        "marks-roof-first.txt": marks(text, roof_first).encode(),
        "marks-tone-first.txt": marks(text, tone_first).encode(),
        "cp1258.txt": marks(text, roof_first).encode("cp1258"),
        "tcvn3.txt": legacy(text, "tcvn3").encode("latin-1"),
        "tcvn3-in-utf8.txt": legacy(text, "tcvn3").encode(),
        "tcvn3-paragraphs.txt": (before + CONTROLS + legacy(annex, "tcvn3")).encode(),
        "vni.txt": legacy(text, "vni").encode("latin-1"),
        "vni-in-utf8.txt": legacy(text, "vni").encode(),
        "mojibake-cp1252.txt": misread(text, "cp1252").encode(),
        "mojibake-mac.txt": misread(text, "mac_roman").encode(),
        "refused-viqr.txt": viqr(text).encode(),
        **typed_tables(),
    }


def viqr(text: str) -> str:
    """Marks as ASCII characters after the letter (RFC 1456)."""
    signs = {"\u0302": "^", "\u0306": "(", "\u031b": "+", "\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~"}
    signs["\u0323"] = "."
    out = text.replace("đ", "dd").replace("Đ", "DD")
    return marks(out, lambda base, roof, tone: base + "".join(signs.get(mark, mark) for mark in roof + tone))


def typed_tables() -> dict[str, bytes]:
    """The table as people type it where they have no other: with tabs, with blanks, with bars."""
    rows = ["| " + " | ".join(cells) + " |" for cells in DEGREES]
    rows.insert(1, "|---|---|---|")
    before, after = markdown().split("\n".join(rows))
    grid = "+----+----------------------+----------+"
    wide = (5, 30, 10)
    forms = {
        "table-tabs.txt": "\n".join("\t".join(cells) for cells in DEGREES),
        "table-blanks.txt": "\n".join(
            "".join(text.ljust(size) for text, size in zip(cells, wide, strict=True)).rstrip() for cells in DEGREES
        ),
        "table-grid.txt": "\n".join(
            [grid, *(f"| {a:<3}| {b:<21}| {c:<9}|\n{grid}" for a, b, c in DEGREES)],
        ),
    }
    return {name: (before + table + after).encode() for name, table in forms.items()}


# --- DOCX ---

BODY_AFTER_HEAD = "".join(map(paragraph, (*TITLE, OPENING)))
SIGNED = "".join(map(paragraph, SIGNATURE))


def body(**changed: str) -> str:
    """The report's paragraphs; a part given by its name replaces the plain one."""
    parts = {
        "head": "".join(map(paragraph, HEAD)),
        "title": BODY_AFTER_HEAD,
        "party": paragraph(PARTY),
        "staff_heading": paragraph(STAFF_HEADING),
        "staff": paragraph(STAFF),
        "degrees": table(*DEGREES),
        "unions_heading": paragraph(UNIONS_HEADING),
        "unions": paragraph(UNIONS),
        "results": paragraph(RESULTS),
        "targets": "".join(map(paragraph, TARGETS)),
        "controls": paragraph(CONTROLS),
        "control": paragraph(CONTROL),
        "signature": SIGNED,
    }
    return "".join({**parts, **changed}.values())


def numbered() -> bytes:
    """Headings counted by Word: Roman, then Arabic beginning again under each."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="De{at + 1}"/>'
        f'<w:lvlText w:val="%{at + 1}."/></w:lvl>'
        for at, kind in enumerate(("upperRoman", "decimal"))
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering = f'{abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="De{at + 1}"><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/>'
        f'</w:numPr><w:outlineLvl w:val="{at}"/></w:pPr></w:style>'
        for at in (0, 1)
    )
    heads = {
        name: paragraph(text.split(" ", 1)[1], style="De1" if text.startswith("I") else "De2")
        for name, text in zip(
            ("party", "staff_heading", "unions_heading", "results", "controls"), HEADINGS, strict=True
        )
    }
    return package(body(**heads), numbering=numbering, styles=styles)


def tracked() -> bytes:
    """A figure and a paragraph changed under tracking."""
    author = 'w:id="1" w:author="VP" w:date="2024-04-14T08:00:00Z"'
    before, after = STAFF.split("52")
    staff = paragraph(
        before, f"<w:del {author}>{run('51', tag='delText')}</w:del><w:ins {author}>{run('52')}</w:ins>", after
    )
    gone = f"<w:del {author}>{run('Bỏ đoạn này: 999 người.', tag='delText')}</w:del>"
    return package(
        body(staff=staff, unions=paragraph(gone, properties=f"<w:rPr><w:del {author}/></w:rPr>") + paragraph(UNIONS))
    )


def boxed() -> bytes:
    """A paragraph in a text box, stored twice as Word does for old readers."""
    content = f"<w:txbxContent>{paragraph(UNIONS)}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/'
        f'office/word/2010/wordprocessingShape">{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>'
        f"<v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    return package(body(unions=paragraph(box)))


def controlled() -> bytes:
    """Content controls, a prompt nobody filled in, fields with their results."""
    unfilled = run("Bấm để nhập 100 chữ.")
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{unfilled}</w:sdtContent></w:sdt>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('52')}</w:sdtContent></w:sdt>"
    before, after = STAFF.split("52")
    unions = UNIONS.split("1.024")
    return package(
        body(
            staff=paragraph(before, control, after) + paragraph(prompt),
            unions=paragraph(unions[0], field(" =SUM(ABOVE) 7777 ", "1.024"), unions[1]),
            control=f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(CONTROL)}</w:sdtContent></w:sdt>",
        )
    )


def hidden() -> bytes:
    """Hidden words and a hidden row, each with a figure."""
    row = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('4')}{cell('Trung cấp')}{cell('888')}</w:tr>"
    return package(
        body(
            staff=paragraph(run(STAFF), run(" Số cũ: 999 người, nữ 777 người.", "<w:vanish/>")),
            degrees=table(*DEGREES).replace("</w:tbl>", f"{row}</w:tbl>"),
        )
    )


def merged() -> bytes:
    """A caption over all columns, and a heading cell merged over two columns and downwards."""
    caption = [cell("Biểu 1. Trình độ chuyên môn", '<w:gridSpan w:val="3"/>')]
    first, second = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    heads = [
        [cell("TT", first), cell("Trình độ chuyên môn", first), cell("Số người", first)],
        [cell("", second), cell("", second), cell("", second)],
    ]
    return package(body(degrees=table(caption, *heads, *DEGREES[1:])))


def noted() -> bytes:
    """The decision stands in a footnote."""
    before, after = CONTROL.split(DECISION)
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    note = paragraph("<w:r><w:footnoteRef/></w:r>", f" {DECISION} của Ban Thường vụ Liên đoàn Lao động tỉnh.")
    notes = f'<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{note}</w:footnote>'
    return package(body(control=paragraph(f"{before}quy định", mark, after)), footnotes=notes)


def letterhead_apart() -> bytes:
    """The letterhead stands in the header of the first page."""
    section = '<w:sectPr><w:headerReference r:id="rheader" w:type="first"/><w:titlePg/></w:sectPr>'
    return package(body(head="") + section, header="".join(map(paragraph, HEAD)))


def old_font(encoding: Encoding) -> bytes:
    """All runs in an old font; capitals in the font of capitals where the encoding has one."""
    small, capital = {"tcvn3": (".VnTime", ".VnTimeH"), "vni": ("VNI-Times", "VNI-Times")}[encoding]

    def set_in_font(text: str) -> str:
        name = capital if text.isupper() else small
        return run(
            legacy(text.lower() if name == ".VnTimeH" else text, encoding),
            f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>',
        )

    def lines(*texts: str) -> str:
        return "".join(paragraph(set_in_font(text)) for text in texts)

    rows = [[f"<w:tc>{lines(text)}</w:tc>" for text in cells] for cells in DEGREES]
    return package(
        body(
            head=lines(*HEAD),
            title=lines(*TITLE, OPENING),
            party=lines(PARTY),
            staff_heading=lines(STAFF_HEADING),
            staff=lines(STAFF),
            degrees=table(*rows),
            unions_heading=lines(UNIONS_HEADING),
            unions=lines(UNIONS),
            results=lines(RESULTS),
            targets=lines(*TARGETS),
            controls=lines(CONTROLS),
            control=lines(CONTROL),
            signature=lines(*SIGNATURE),
        )
    )


TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"


def letterhead_by_tabs() -> bytes:
    """The two columns of the letterhead are parted by tabs."""
    rows = ((HEAD[0], HEAD[2]), (HEAD[1], HEAD[3]), (HEAD[4], HEAD[5]))
    return package(body(head="".join(paragraph(left, TAB, right) for left, right in rows)))


def letterhead_by_breaks() -> bytes:
    """The letterhead is a table of two cells, its lines parted by line breaks."""
    cells = (paragraph(HEAD[a], BREAK, HEAD[b], BREAK, HEAD[c]) for a, b, c in ((0, 1, 4), (2, 3, 5)))
    return package(body(head=table([f"<w:tc>{cell}</w:tc>" for cell in cells], ruled=False)))


def tabbed_table() -> bytes:
    """The table is typed with tabs."""
    return package(body(degrees="".join(paragraph(TAB.join(map(run, cells))) for cells in DEGREES)))


def soft_breaks() -> bytes:
    """Paragraphs are parted by line breaks, not by ends of paragraphs."""
    staff = paragraph(STAFF_HEADING, BREAK, STAFF)
    return package(body(targets=paragraph(TARGETS[0], BREAK, TARGETS[1]), staff_heading="", staff=staff))


def nested_table() -> bytes:
    """The table stands in a cell of another one."""
    inner = f"<w:tc>{paragraph('Cơ cấu trình độ chuyên môn')}{table(*DEGREES)}{paragraph('')}</w:tc>"
    return package(body(degrees=table([inner])))


def split_runs() -> bytes:
    """Each letter is a run of its own, as after much correcting."""

    def letters_of(text: str) -> str:
        return paragraph("".join(map(run, text)))

    return package(body(staff=letters_of(STAFF), unions=letters_of(UNIONS), control=letters_of(CONTROL)))


def strict() -> bytes:
    """The ISO strict form: other namespaces."""
    files = unpacked(package(body()))
    purl = "http://purl.oclc.org/ooxml"
    for name, text in files.items():
        files[name] = text.replace(MAIN, f"{purl}/wordprocessingml/main").replace(
            RELATION, f"{purl}/officeDocument/relationships"
        )
    return packed(files)


def damaged() -> bytes:
    """The styles are cut off, the numbering is named and missing."""
    files = unpacked(package(body(), styles="<w:style/>", numbering=""))
    files["word/styles.xml"] = files["word/styles.xml"][:-20]
    del files["word/numbering.xml"]
    return packed(files)


def documents() -> dict[str, bytes]:
    """The DOCX forms by file name."""
    return {
        "plain.docx": package(body()),
        "numbering.docx": numbered(),
        "tracked-changes.docx": tracked(),
        "text-box.docx": boxed(),
        "controls-fields.docx": controlled(),
        "hidden.docx": hidden(),
        "merged-cells.docx": merged(),
        "footnote.docx": noted(),
        "letterhead-in-header.docx": letterhead_apart(),
        "tcvn3-font.docx": old_font("tcvn3"),
        "vni-font.docx": old_font("vni"),
        "strict.docx": strict(),
        "damaged-parts.docx": damaged(),
        "macros.docm": package(body(), macros=True),
        "letterhead-tabs.docx": letterhead_by_tabs(),
        "letterhead-breaks.docx": letterhead_by_breaks(),
        "table-tabs.docx": tabbed_table(),
        "soft-breaks.docx": soft_breaks(),
        "table-nested.docx": nested_table(),
        "split-runs.docx": split_runs(),
    }


def by_office() -> None:
    """The forms that only LibreOffice can write, from plain.docx."""
    with tempfile.TemporaryDirectory() as profile:
        for kind in ("doc", "odt", "rtf"):
            subprocess.run(
                ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", kind,
                 "--outdir", str(FOLDER), str(FOLDER / "plain.docx")],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in {**texts(), **documents(), **pages()}.items():
        (FOLDER / name).write_bytes(data)
    if "--office" in sys.argv[1:]:
        by_office()


if __name__ == "__main__":
    main()
