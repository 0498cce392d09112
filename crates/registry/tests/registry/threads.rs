//! A file gives the same rows and complaints, at the same places and in the same order, on any number of threads.

use std::num::NonZeroUsize;

use encoding_rs::GB18030;
use proptest::prelude::*;
use registry::intake::{FileRefusal, Reader, Reading, embedded_layouts};

use crate::files::{REGISTER_HEADINGS, number, resident, xlsx};
use crate::packages::{inline_row, sheet, workbook};

fn reading(bytes: &[u8], threads: usize) -> Result<Reading, FileRefusal> {
    let layouts = embedded_layouts();
    let threads = NonZeroUsize::new(threads).expect("a thread");
    Reader { threads, ..Reader::new(&layouts) }.read(bytes, "名册.csv")
}

/// The reading on one thread, which those on several are equal to.
fn check(bytes: &[u8]) -> Result<Reading, FileRefusal> {
    let one = reading(bytes, 1);
    for threads in [2, 3] {
        // Not `assert_eq`, which would print a file of many thousand rows.
        assert!(reading(bytes, threads) == one, "{threads} threads read otherwise than one");
    }
    one
}

/// Rows of a register by turns: right, with a wrong number, blank, of totals, twice the same, with a cell over several lines.
fn lines(kinds: &[u8], rows: usize) -> Vec<String> {
    let kinds = kinds.iter().cycle().take(rows);
    let lines = (0u32..).zip(kinds).map(|(at, kind)| {
        let born = format!("19{:02}-{:02}-{:02}", 40 + at / 27 / 12 % 60, at / 27 % 12 + 1, at % 27 + 1);
        let right = number(&born, u16::try_from(at % 997 + 1).expect("three digits"));
        let household = format!("H{}", at / 4);
        match kind {
            0 => resident(&household, "王小二", right, "子").replace(right.reveal(), "11010519491231002Z"),
            1 => String::new(),
            2 => "合计,,3".to_owned(),
            3 => resident("H1", "李三", number("1970-01-01", 1), "户主"),
            4 => resident("\"H\n9\"", "赵\"五", right, "侄孙女婿"),
            5 => resident("\"", "钱六", right, "子"),
            _right => resident(&household, "欧阳建国", right, "户主"),
        }
    });
    lines.collect()
}

fn text(lines: &[String]) -> String {
    format!("2022年10月户籍名册\n{REGISTER_HEADINGS}\n{}\n", lines.join("\n"))
}

#[test]
fn a_long_text_is_the_same_on_any_number_of_threads() {
    let text = text(&lines(&[6, 6, 0, 6, 1, 3, 6, 4, 6, 6, 2], 30_000));
    let in_utf8 = check(text.as_bytes()).expect("a register");
    assert!(in_utf8.rows.len() > 10_000 && in_utf8.complaints.len() > 1_000);
    let in_gb18030 = check(&GB18030.encode(&text).0).expect("a register");
    assert!(in_gb18030 == in_utf8, "the encoding makes a difference");
}

#[test]
fn a_quoted_cell_over_the_border_of_pieces_is_one_cell() {
    // Cells of many lines, so that a border of pieces lies in one wherever it is.
    let long = format!("\"H{}\"", "9\n".repeat(20_000));
    let lines: Vec<String> = (1..60).map(|at| resident(&long, "王小二", number("1970-01-01", at), "户主")).collect();
    let reading = check(text(&lines).as_bytes()).expect("a register");
    assert_eq!((reading.rows.len(), reading.complaints.len()), (59, 0));
    let places: Vec<u32> = reading.rows.iter().map(|row| row.row).collect();
    assert_eq!(places, (3..62).collect::<Vec<u32>>());
}

#[test]
fn a_long_workbook_is_the_same_on_any_number_of_threads() {
    let mut lines = lines(&[6, 6, 0, 6, 3, 6, 6, 2], 12_000);
    lines.insert(0, REGISTER_HEADINGS.to_owned());
    let shared: Vec<&str> = lines.iter().map(String::as_str).collect();
    let shared = check(&xlsx(&shared)).expect("a register");
    assert!(shared.rows.len() > 5_000 && !shared.complaints.is_empty());
    let rows: String = lines.iter().map(|line| inline_row(line)).collect();
    assert!(rows.len() > 3 << 20);
    let inline = check(&workbook(&sheet(&rows), "", "")).expect("a register");
    assert_eq!(inline.rows.len(), shared.rows.len());
    // One that is cut off behind a row, or inside of one, is the same too.
    for end in ["</row>", "<c t=\"inlineStr\"><is><t>王"] {
        let at = rows.rfind("<row>").expect("rows");
        let _ = check(&workbook(&format!("<worksheet><sheetData>{}{end}", &rows[..at]), "", ""));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn broken_files_are_the_same_on_any_number_of_threads(
        kinds in proptest::collection::vec(0u8..9, 1..12),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"\"\n\r,\0\x81\xFF<".to_vec())), 0..40),
    ) {
        let text = text(&lines(&kinds, 14_000));
        let mut bytes = GB18030.encode(&text).0.into_owned();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = check(&bytes);
    }
}
