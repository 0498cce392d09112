//! No bytes whatever make the intake panic.

use proptest::prelude::*;
use registry::intake::{embedded_layouts, read};

use crate::files::{REGISTER_HEADINGS, csv, number, resident, xls, xlsx};
use crate::packages::{inline_row, page, sheet, workbook, xml_workbook};

/// A whole file in each of the formats.
fn valid(form: usize) -> Vec<u8> {
    let row = resident("A1", "王小二", number("1970-01-01", 1), "户主");
    let lines = ["2022年10月", REGISTER_HEADINGS, &row];
    [csv, xlsx, xls, page, xml_workbook][form](&lines)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn random_bytes_never_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..4096), start in 0usize..4) {
        let starts: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF"];
        let _ = read(&[starts[start], &bytes].concat(), "x", &embedded_layouts());
    }

    #[test]
    fn random_text_never_makes_it_panic(cells in proptest::collection::vec("[0-9A-Za-z,\";\t\n年月日户主男女.%/（）-]{0,24}", 0..24)) {
        let _ = read(format!("{REGISTER_HEADINGS}\n{}", cells.join(",")).as_bytes(), "x", &embedded_layouts());
    }

    #[test]
    fn changed_files_never_make_it_panic(
        form in 0usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = valid(form);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes, "x", &embedded_layouts());
    }

    /// Behind the check sum and the packing, where changed bytes of an archive seldom reach.
    #[test]
    fn changed_parts_of_a_workbook_never_make_it_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), "[<>/\"=&; 0-9A-Zceiorstv]{0,6}"), 1..12),
        part in 0usize..3,
    ) {
        let row = resident("A1", "王小二", number("1970-01-01", 1), "户主");
        let rows = inline_row(REGISTER_HEADINGS) + &inline_row(&row) + "<row r=\"9\"><c r=\"A9\" t=\"s\" s=\"1\"><v>0</v></c></row>";
        let mut parts = [
            sheet(&rows) + "<mergeCells><mergeCell ref=\"A2:A9\"/></mergeCells>",
            "<si><t>a</t></si><si><r><t>b</t></r></si>".to_owned(),
            "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\"/></numFmts><cellXfs><xf/><xf numFmtId=\"170\"/></cellXfs>".to_owned(),
        ];
        for (at, text) in changes {
            let mut at = at.index(parts[part].len());
            while !parts[part].is_char_boundary(at) {
                at -= 1;
            }
            let end = (at + text.len()..).find(|end| *end >= parts[part].len() || parts[part].is_char_boundary(*end));
            let end = end.map_or(at, |end| end.min(parts[part].len()));
            parts[part].replace_range(at..end, &text);
        }
        let [sheet, texts, formats] = parts;
        let _ = read(&workbook(&sheet, &texts, &formats), "x", &embedded_layouts());
    }
}
