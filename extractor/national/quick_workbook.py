"""XlsxWriter with shorter ways through what is written most: plain cells, comments and their frames.

A national workbook has hundreds of thousands of cells and a comment at every figure. XlsxWriter puts each
together attribute by attribute; here the same bytes come from one template. Whatever is not of the most
frequent kind is left to XlsxWriter, and a test compares the bytes of both.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from xlsxwriter.comments import Comments
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.vml import Vml
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import CellBlankTuple, CellNumberTuple, CellStringTuple, Worksheet

_MAX_TEXT = 16_000
"""A text up to here is surely shorter than a cell can hold; XlsxWriter measures longer ones."""

_name = lru_cache(maxsize=1 << 14)(xl_col_to_name)


class QuickWorksheet(Worksheet):  # type: ignore[misc]
    """A sheet that writes numbers, texts and empty cells without a list of attributes for each."""

    # The public methods also take "A1"; rows and columns are always given as numbers here.
    write_string = Worksheet._write_string
    write_number = Worksheet._write_number
    write_blank = Worksheet._write_blank
    write_url = Worksheet._write_url

    def write_values(self, row: int, values: Sequence[str | int | float | None], formats: Sequence[Format]) -> None:
        """Write a row from its first column on; nothing is a blank cell, and a text stays text."""
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(values) - 1)
        cells, shared = self.table[row], self.str_table._get_shared_string_index
        for col, (value, form) in enumerate(zip(values, formats, strict=True)):
            if value is None or value == "":
                cells[col] = CellBlankTuple(form)
            elif not isinstance(value, str):
                cells[col] = CellNumberTuple(value, form)
            elif len(value) > _MAX_TEXT:
                self._write_string(row, col, value, form)
            else:
                cells[col] = CellStringTuple(shared(value), form)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if not cell.format:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{_name(col)}{row + 1}" s="{cell.format._get_xf_index()}"'
        match cell.__class__.__name__:
            case "String":
                self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
            case "Number":
                self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
            case "Blank":
                self.fh.write(f"{start}/>")
            case _:
                super()._write_cell(row, col, cell)


class _QuickVml(Vml):  # type: ignore[misc]
    def _write_comment_shape(self, shape_id: int, z_index: int, comment: Any) -> None:
        if comment.is_visible:
            super()._write_comment_shape(shape_id, z_index, comment)
            return
        left, top, width, height = self._pixels_to_points(comment.vertices)
        col_start, row_start, x1, y1, col_end, row_end, x2, y2 = comment.vertices[:8]
        self.fh.write(
            f'<v:shape id="_x0000_s{shape_id}" type="#_x0000_t202" style="position:absolute;'
            f"margin-left:{left:.15g}pt;margin-top:{top:.15g}pt;width:{width:.15g}pt;height:{height:.15g}pt;"
            f'z-index:{z_index};visibility:hidden" fillcolor="{comment.color._vml_rgb_hex_value()}"'
            ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
            '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
            '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
            "<x:MoveWithCells/><x:SizeWithCells/>"
            f"<x:Anchor>{col_start}, {x1}, {row_start}, {y1}, {col_end}, {x2}, {row_end}, {y2}</x:Anchor>"
            f"<x:AutoFill>False</x:AutoFill><x:Row>{comment.row}</x:Row><x:Column>{comment.col}</x:Column>"
            "</x:ClientData></v:shape>"
        )


class _QuickComments(Comments):  # type: ignore[misc]
    def _write_comment(self, comment: Any, author_id: int) -> None:
        author = "" if author_id == -1 else f' authorId="{author_id}"'
        self.fh.write(
            f'<comment ref="{_name(comment.col)}{comment.row + 1}"{author}><text><r><rPr>'
            f'<sz val="{comment.font_size}"/><color indexed="81"/>'
            f'<rFont val="{self._escape_attributes(comment.font_name)}"/>'
            f'<family val="{comment.font_family}"/></rPr>'
        )
        self._write_text_t(comment.text)
        self.fh.write("</r></text></comment>")


class _QuickPackager(Packager):  # type: ignore[misc]
    def _write_vml_files(self) -> None:
        sheets = [sheet for sheet in self.workbook.worksheets() if sheet.has_vml]
        for index, sheet in enumerate(sheets, 1):
            vml = _QuickVml()
            vml._set_xml_writer(self._filename(f"xl/drawings/vmlDrawing{index}.vml"))
            vml._assemble_xml_file(sheet.vml_data_id, sheet.vml_shape_id, sheet.comments_list, sheet.buttons_list)

    def _write_comment_files(self) -> None:
        sheets = [sheet for sheet in self.workbook.worksheets() if sheet.has_comments]
        for index, sheet in enumerate(sheets, 1):
            comments = _QuickComments()
            comments._set_xml_writer(self._filename(f"xl/comments{index}.xml"))
            comments._assemble_xml_file(sheet.comments_list)


class QuickWorkbook(Workbook):  # type: ignore[misc]
    """A workbook of quick sheets. Pictures in headers are not supported: no sheet of ours has any."""

    worksheet_class = QuickWorksheet

    def _get_packager(self) -> Packager:
        return _QuickPackager()
