//! What programs write and what damages files: each is read, or refused in a sentence.

use encoding_rs::GB18030;
use registry::intake::{ComplaintCode, FileRefusalReason, Found, Reading, SizeLimit, embedded_layouts, read};
use rust_xlsxwriter::Workbook;

use crate::files::{REGISTER_HEADINGS, csv, number, reading, resident, xls, xlsx};
use crate::packages::{archive, inline_row, page, sheet, workbook, workbook_with, xml_workbook};

fn refusal(bytes: &[u8]) -> FileRefusalReason {
    read(bytes, "样例", &embedded_layouts()).expect_err("a file to be refused").reason
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.rows.iter().filter_map(|row| row.identity.name.as_deref()).collect()
}

fn one() -> String {
    resident("A1", "王小二", number("1970-01-01", 1), "户主")
}

fn two() -> String {
    resident("A1", "李三娘", number("1972-02-02", 2), "妻")
}

/// Headings and one resident in a sheet whose row of the resident is given.
fn with_row(row: &str) -> Reading {
    reading(&workbook(&sheet(&(inline_row(REGISTER_HEADINGS) + row)), "", ""))
}

#[test]
fn web_pages_and_xml_workbooks_named_xls_are_read_like_any_table() {
    let (one, two) = (one(), two());
    let lines = [REGISTER_HEADINGS, &one, &two];
    let plain = reading(&csv(&lines));
    for bytes in [page(&lines), xml_workbook(&lines)] {
        assert_eq!(reading(&bytes), plain);
    }
    let text = String::from_utf8(page(&lines)).expect("text").replace("utf-8", "gb2312");
    assert_eq!(reading(&GB18030.encode(&text).0), plain);
}

#[test]
fn a_page_without_a_table_is_refused() {
    assert_eq!(refusal(b"<!DOCTYPE html><p>404</p>"), FileRefusalReason::NotATable(Found::WebPage));
}

#[test]
fn cells_without_places_and_inline_texts_are_read_in_their_order() {
    assert_eq!(names(&with_row(&inline_row(&one()))), ["王小二"]);
}

#[test]
fn rows_out_of_order_come_in_the_order_of_their_numbers() {
    let at = |row: u32, line: &str| inline_row(line).replace("<row>", &format!("<row r=\"{row}\">"));
    let rows = [at(7, &two()), at(1, REGISTER_HEADINGS), at(5, &one())].concat();
    let reading = reading(&workbook(&sheet(&rows), "", ""));
    assert_eq!(reading.rows.iter().map(|row| row.row).collect::<Vec<u32>>(), [5, 7]);
}

#[test]
fn elements_with_a_prefix_are_the_same_elements() {
    let rows = inline_row(REGISTER_HEADINGS) + &inline_row(&one());
    let prefixed = sheet(&rows).replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?");
    assert_eq!(names(&reading(&workbook(&prefixed, "", ""))), ["王小二"]);
}

#[test]
fn shared_texts_lose_their_looks_and_their_pronunciation() {
    let cells: Vec<String> = one().split(',').map(str::to_owned).collect();
    let text = |cell: &String| {
        let (first, rest) = cell.split_at(cell.chars().next().map_or(0, char::len_utf8));
        format!(
            "<si><r><t xml:space=\"preserve\"> {first}</t></r><r><rPr><b/></rPr><t>{rest}</t></r><rPh sb=\"0\" eb=\"1\"><t>wang</t></rPh></si>"
        )
    };
    let texts: String = cells.iter().map(text).collect();
    let row: String = (0..cells.len()).map(|at| format!("<c t=\"s\"><v>{at}</v></c>")).collect();
    let rows = inline_row(REGISTER_HEADINGS) + &format!("<row>{row}</row>");
    let read = reading(&workbook(&sheet(&rows), &texts, ""));
    assert_eq!(read.rows, reading(&csv(&[REGISTER_HEADINGS, &one()])).rows);
}

/// The day of birth as the serial number of 1970-01-01 in the calendar of the workbook.
fn born(serial: u32, properties: &str) -> Option<String> {
    let formats = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>\
                   <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs>";
    let row = inline_row(&one())
        .replace("<c t=\"inlineStr\"><is><t>1970-01-01</t></is></c>", &format!("<c s=\"1\"><v>{serial}</v></c>"));
    let rows = inline_row(REGISTER_HEADINGS) + &row;
    let read = reading(&workbook_with(&sheet(&rows), "", formats, properties));
    assert_eq!(read.complaints, []);
    read.rows[0].identity.birth.map(|birth| birth.to_string())
}

#[test]
fn days_are_read_in_both_calendars_of_spreadsheets() {
    assert_eq!(born(25_569, "<workbookPr/>").as_deref(), Some("1970-01-01"));
    assert_eq!(born(25_569 - 1462, "<workbookPr date1904=\"1\"/>").as_deref(), Some("1970-01-01"));
}

#[test]
fn a_formula_counts_by_its_saved_value_and_without_one_it_is_a_fault() {
    let with_name = |cell: &str| with_row(&inline_row(&one()).replace("<c t=\"inlineStr\"><is><t>王小二</t></is></c>", cell));
    let saved = with_name("<c t=\"str\"><f>A1&amp;A2</f><v>王小二</v></c>");
    assert_eq!((names(&saved), saved.complaints.len()), (vec!["王小二"], 0));
    for unsaved in [
        "<c><f>[1]Sheet1!A1</f></c>",
        "<c><f>A1</f><v/></c>",
        "<c t=\"str\"><f>A1</f></c>",
        "<c t=\"e\"><f>A1</f><v>#REF!</v></c>",
    ] {
        let codes: Vec<ComplaintCode> = with_name(unsaved).complaints.iter().map(|complaint| complaint.code).collect();
        assert_eq!(codes, [ComplaintCode::CellFault], "{unsaved}");
    }
}

#[test]
fn rows_hidden_by_a_filter_are_read_and_counted() {
    let hidden = inline_row(&two()).replace("<row>", "<row hidden=\"1\">");
    let reading = with_row(&(inline_row(&one()) + &hidden));
    assert_eq!((names(&reading), reading.rows_hidden), (vec!["王小二", "李三娘"], 1));
}

#[test]
fn a_million_blank_rows_and_a_cell_far_to_the_right_cost_nothing() {
    let blank: String = (4..200_000).map(|row| format!("<row r=\"{row}\" s=\"1\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    let far = "<row r=\"3\"><c r=\"XFD3\"><v>1</v></c><c r=\"AAAAAAAAAAAAAAA3\"><v>1</v></c></row>";
    let last = "<row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v> </v></c></row>";
    assert_eq!(names(&with_row(&[&inline_row(&one()), far, &blank, last].concat())), ["王小二"]);
}

#[test]
fn more_rows_and_cells_than_a_file_may_have_are_refused() {
    let beyond = sheet("<row r=\"1048577\"><c><v>1</v></c></row>");
    assert_eq!(refusal(&workbook(&beyond, "", "")), FileRefusalReason::TooLarge(SizeLimit::Rows));
    let wide: String = (0..80_000).map(|_| "<row><c r=\"IV1\"><v>1</v></c></row>").collect();
    assert_eq!(refusal(&workbook(&sheet(&wide), "", "")), FileRefusalReason::TooLarge(SizeLimit::Cells));
}

#[test]
fn a_part_that_unpacks_to_more_than_it_may_is_refused_early() {
    let bomb = vec![b' '; 80 << 20];
    let relations = b"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"b.xml\"/></Relationships>";
    let bytes = archive(&[("_rels/.rels", relations), ("b.xml", &bomb)]);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(refusal(&bytes), FileRefusalReason::TooLarge(SizeLimit::UnpackedBytes));
}

#[test]
fn damaged_workbooks_are_refused() {
    let whole = xlsx(&[REGISTER_HEADINGS, &one()]);
    assert_eq!(refusal(&whole[..whole.len() - 30]), FileRefusalReason::Broken);
    let mut flipped = workbook(&sheet(&inline_row(REGISTER_HEADINGS)), "", "");
    let at = flipped.windows(9).position(|window| window == b"sheet1.xm").expect("the part") + 40;
    flipped[at] ^= 0x55;
    assert_eq!(refusal(&flipped), FileRefusalReason::Broken);
    let cut = sheet(&(inline_row(REGISTER_HEADINGS) + "<row><c><v>1"));
    assert_eq!(refusal(&workbook(&cut.replace("</sheetData></worksheet>", ""), "", "")), FileRefusalReason::Broken);
}

#[test]
fn documents_of_another_kind_are_told_as_such() {
    let relations =
        b"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let word = archive(&[("_rels/.rels", relations), ("word/document.xml", b"<w:document/>")]);
    assert_eq!(refusal(&word), FileRefusalReason::NotATable(Found::Archive));
    assert_eq!(refusal(&archive(&[("a.txt", b"a")])), FileRefusalReason::NotATable(Found::Archive));
    for (first, found) in
        [(&b"\xFF\xD8\xFF\xE0"[..], Found::Picture), (b"%PDF-1.4", Found::Pdf), (b"Rar!\x1A\x07", Found::Archive)]
    {
        assert_eq!(refusal(first), FileRefusalReason::NotATable(found));
    }
}

#[test]
fn workbooks_under_a_password_are_told_as_such() {
    let mut packed = xlsx(&[REGISTER_HEADINGS, &one()]);
    let at = packed.windows(4).position(|window| window == b"PK\x01\x02").expect("the directory");
    packed[at + 8] |= 1;
    assert_eq!(refusal(&packed), FileRefusalReason::PasswordProtected);
    // A newer workbook under a password lies in a compound file, an older one says so in a record of its own.
    let old = xls(&[REGISTER_HEADINGS, &one()]);
    let renamed = |from: &str, to: &str| {
        let name = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let at = old.windows(name(from).len()).position(|window| window == name(from)).expect("the name");
        let mut bytes = old.clone();
        bytes[at..at + 2 * to.len()].copy_from_slice(&name(to));
        bytes
    };
    assert_eq!(refusal(&renamed("Workbook", "WordDocument")), FileRefusalReason::NotATable(Found::Archive));
    assert_eq!(refusal(&renamed("Workbook", "EncryptedPackage")), FileRefusalReason::PasswordProtected);
}

#[test]
fn text_files_are_read_in_the_separators_and_encodings_of_offices() {
    let text = format!("{REGISTER_HEADINGS}\n{}\n", one());
    let plain = reading(text.as_bytes());
    let wide = |text: &str| format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let padded = text.replace("王小二", "王小二\0\0");
    let broken = text.replace("王小二", "\"王\n小二\"");
    for bytes in [
        wide(&text.replace(',', "\t")),
        format!("sep=;\r\n{}", text.replace(',', ";")).into_bytes(),
        text.replace(',', "|").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        padded.into_bytes(),
        broken.into_bytes(),
    ] {
        assert_eq!(reading(&bytes).rows, plain.rows);
    }
}

#[test]
fn a_line_in_another_encoding_or_cut_off_does_not_cost_the_file() {
    let (first, second) = (format!("{REGISTER_HEADINGS}\n{}\n", one()), format!("{}\n", two()));
    let mixed = [GB18030.encode(&first).0.into_owned(), second.clone().into_bytes()].concat();
    assert_eq!(names(&reading(&mixed)), ["王小二", "李三娘"]);
    let mut cut = GB18030.encode(&(first + &second)).0.into_owned();
    let at = cut.windows(4).rposition(|window| window == &GB18030.encode("李三").0[..]).expect("the name");
    cut[at] = 0xFF;
    let reading = reading(&cut);
    assert_eq!(reading.rows.len(), 2);
    assert_eq!(reading.complaints.iter().map(|complaint| complaint.code).collect::<Vec<_>>(), [ComplaintCode::NameFault]);
}

#[test]
fn an_empty_sheet_beside_a_filled_one_is_passed_over() {
    let mut book = Workbook::new();
    book.add_worksheet();
    let filled = book.add_worksheet();
    for (row, line) in (0u32..).zip([REGISTER_HEADINGS, &one()]) {
        for (column, cell) in (0u16..).zip(line.split(',')) {
            filled.write_string(row, column, cell).expect("a cell");
        }
    }
    let reading = reading(&book.save_to_buffer().expect("a workbook"));
    assert_eq!((names(&reading), reading.sheets_left_out.len()), (vec!["王小二"], 0));
}

#[test]
fn a_long_sheet_is_read_in_pieces_without_a_seam() {
    let rows: String =
        (0..20_000).map(|at| inline_row(&resident("A1", "王小二", number("1970-01-01", at % 999 + 1), "户主"))).collect();
    let bytes = workbook(&sheet(&(inline_row(REGISTER_HEADINGS) + &rows)), "", "");
    let reading = reading(&bytes);
    assert_eq!(reading.rows_seen, 20_000);
}
