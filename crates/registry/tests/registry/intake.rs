//! Finding headings, units, months, totals; and what is refused.

use encoding_rs::GB18030;
use registry::FactKind;
use registry::intake::{
    Consequence, Field, FileRefusalReason, Found, IdentityField, Layout, Reading, SheetLeftOut, SheetLeftOutReason, SizeLimit,
    embedded_layouts, read,
};
use rust_xlsxwriter::{Format, Workbook};

use crate::files::{REGISTER_HEADINGS, VILLAGE_HEADINGS, csv, number, reading, reported, resident, xls, xlsx};

fn refusal(bytes: &[u8]) -> FileRefusalReason {
    read(bytes, "样例", &embedded_layouts()).expect_err("a file to be refused").reason
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.rows.iter().filter_map(|row| row.identity.name.as_deref()).collect()
}

fn wages(reading: &Reading) -> Vec<i64> {
    let facts = reading.rows.iter().flat_map(|row| &row.facts);
    facts.filter(|fact| fact.kind == FactKind::WageIncome).map(|fact| fact.value.0).collect()
}

fn two_residents() -> [String; 2] {
    [resident("A1", "王小二", number("1970-01-01", 1), "户主"), resident("A1", "李三娘", number("1972-02-02", 2), "妻")]
}

#[test]
fn the_same_table_is_read_from_csv_in_every_encoding_and_from_workbooks() {
    let [one, two] = two_residents();
    let lines = [REGISTER_HEADINGS, &one, &two];
    let plain = reading(&csv(&lines));
    assert_eq!((plain.department, plain.rows_seen, names(&plain)), (1, 2, vec!["王小二", "李三娘"]));
    assert_eq!(plain.complaints, []);
    let text = lines.join("\n");
    for bytes in [
        format!("\u{FEFF}{text}").into_bytes(),
        GB18030.encode(&text).0.into_owned(),
        text.replace(',', "\t").into_bytes(),
        text.replace(',', ";").into_bytes(),
        xlsx(&lines),
        xls(&lines),
    ] {
        assert_eq!(reading(&bytes), plain);
    }
}

#[test]
fn titles_notes_totals_and_blank_rows_are_no_persons() {
    let [one, two] = two_residents();
    let numbered = |line: &str, number: &str| format!("{number},{line}");
    let lines = [
        "样例县2022年10月户籍名册".to_owned(),
        "填报单位：样例派出所,,,填报日期：2022年11月3日".to_owned(),
        String::new(),
        numbered(REGISTER_HEADINGS, "序号"),
        numbered(&one, "1"),
        ",,".to_owned(),
        numbered(REGISTER_HEADINGS, "序号"),
        numbered(&two, "2"),
        "3,,".to_owned(),
        "合 计,1户,2人".to_owned(),
        "注：本表由派出所填写".to_owned(),
    ];
    let reading = reading(&csv(&lines.iter().map(String::as_str).collect::<Vec<&str>>()));
    assert_eq!(names(&reading), ["王小二", "李三娘"]);
    assert_eq!(reading.rows.iter().map(|row| row.row).collect::<Vec<u32>>(), [5, 8]);
    assert_eq!(reading.month.map(|month| month.to_string()).as_deref(), Some("2022-10"));
    assert_eq!(reading.complaints, []);
    assert_eq!(reading.unrecognised, []);
    assert_eq!(reading.totals.iter().map(|total| (total.row, total.label.as_str())).collect::<Vec<_>>(), [(10, "合计")]);
}

#[test]
fn a_total_is_told_with_its_amounts_and_not_read_as_a_person() {
    let row = reported("A1", "王小二", number("1970-01-01", 1).reveal(), &[("工资性收入", "1200"), ("务工月数", "3")]);
    let total = "合计,,,,,,,1200,3";
    let reading = reading(&csv(&[VILLAGE_HEADINGS, &row, total]));
    assert_eq!((reading.rows.len(), reading.totals.len()), (1, 1));
    assert_eq!(reading.totals[0].amounts[0].value.0, 120_000);
}

#[test]
fn the_unit_in_the_heading_wins_over_the_title_and_the_title_over_the_layout() {
    let check = |title: &str, heading: &str, expected: i64| {
        let headings = VILLAGE_HEADINGS.replace("工资性收入(元/年)", heading);
        let row = reported("A1", "王小二", number("1970-01-01", 1).reveal(), &[("工资性收入", "2"), ("务工月数", "12")]);
        assert_eq!(wages(&reading(&csv(&[title, &headings, &row]))), [expected], "{title} {heading}");
    };
    check("", "工资性收入(元/年)", 200);
    check("", "工资性收入（元／月）", 2_400);
    check("", "工资性收入(万元/年)", 2_000_000);
    check("", "工资性收入", 200);
    check("单位：万元", "工资性收入", 2_000_000);
    check("单位：万元", "工资性收入(元/月)", 2_400);
    check("单位：元/月", "工资性收入(万元)", 24_000_000);
    check("", "*工资收入（近12个月）", 200);
}

#[test]
fn a_unit_that_is_not_known_refuses_the_file_instead_of_guessing() {
    for unit in ["美元", "千元", "元/季", "元/天", "月均", "角"] {
        let headings = VILLAGE_HEADINGS.replace("工资性收入(元/年)", &format!("工资性收入({unit})"));
        let reason = refusal(&csv(&[&headings]));
        assert!(matches!(reason, FileRefusalReason::UnknownUnit { .. }), "{unit}: {reason:?}");
    }
    let cash = VILLAGE_HEADINGS.replace("货币财产(元)", "货币财产(元/月)");
    assert!(matches!(refusal(&csv(&[&cash])), FileRefusalReason::UnknownUnit { .. }));
}

#[test]
fn a_row_of_units_below_the_headings_is_read_as_units() {
    let headings = VILLAGE_HEADINGS.replace("工资性收入(元/年)", "工资性收入");
    let row = reported("A1", "王小二", number("1970-01-01", 1).reveal(), &[("工资性收入", "2"), ("务工月数", "12")]);
    let reading = reading(&csv(&[&headings, ",,,,,,,(万元/年)", &row]));
    assert_eq!((wages(&reading), reading.complaints.len()), (vec![2_000_000], 0));
}

#[test]
fn headings_in_two_rows_are_read_with_the_unit_of_their_group() {
    let headings: Vec<&str> = VILLAGE_HEADINGS.split(',').collect();
    let is_income = |at: usize| (7..=18).contains(&at) && at != 8;
    let upper: Vec<String> = (0..headings.len())
        .map(|at| {
            if at == 7 {
                "收入情况（万元/年）".to_owned()
            } else if (8..=18).contains(&at) {
                String::new()
            } else {
                headings[at].to_owned()
            }
        })
        .collect();
    let lower: Vec<&str> = (0..headings.len())
        .map(|at| if is_income(at) || at == 8 { headings[at].split('(').next().unwrap_or_default() } else { "" })
        .collect();
    let row = reported("A1", "王小二", number("1970-01-01", 1).reveal(), &[("工资性收入", "2"), ("务工月数", "12")]);
    let reading = reading(&csv(&[&upper.join(","), &lower.join(","), &row]));
    assert_eq!(wages(&reading), [2_000_000]);
    assert_eq!((reading.recognised.len(), reading.unrecognised.len(), reading.rows_seen), (34, 0, 1));
}

#[test]
fn a_file_without_the_headings_is_refused_with_those_that_lack() {
    let reason = refusal(&csv(&["姓名,身份证号,户号,与户主关系", "王小二,,A1,户主"]));
    let FileRefusalReason::NoHeadings { missing } = reason else { panic!("{reason:?}") };
    assert_eq!(missing[0], ("公安户籍名册".to_owned(), vec!["户口性质".to_owned(), "村（居）代码".to_owned()]));
    assert_eq!(missing[1].0, "村级申报核对表");
}

#[test]
fn two_columns_that_state_the_same_refuse_the_file() {
    let headings = format!("{REGISTER_HEADINGS},身份证号");
    let reason = refusal(&csv(&["", &headings]));
    let FileRefusalReason::HeadingTwice { heading, sheet: 0, row: 2, questions } = reason else { panic!("{reason:?}") };
    assert_eq!(heading, "公民身份号码");
    let asked: Vec<(u16, &str)> = questions.iter().map(|question| (question.column, question.heading.as_str())).collect();
    assert_eq!(asked, [(2, "公民身份号码"), (11, "身份证号")]);
}

#[test]
fn headings_that_fit_two_layouts_alike_refuse_the_file_and_more_columns_decide() {
    let like_register = include_str!("../../../../departments/household_register.toml").replace("number = 1", "number = 9");
    let small = Layout::parse(
        "small.toml",
        "number = 8\ncode = \"deaths\"\nname = \"死亡名单\"\nkind = \"pushed\"\nneeds_authorisation = false\nrank = 20\n\
         [[columns]]\nfield = \"name\"\nheading = \"姓名\"\nrequired = true\nblank = \"complaint\"\n\
         [[columns]]\nfield = \"citizen_id\"\nheading = \"公民身份号码\"\nrequired = true\nblank = \"complaint\"\n",
    )
    .expect("a layout");
    let twin = Layout::parse("twin.toml", &like_register).expect("a layout");
    let [one, _] = two_residents();
    let file = csv(&[REGISTER_HEADINGS, &one]);
    let with = |other: &Layout| read(&file, "样例", &[embedded_layouts(), vec![other.clone()]].concat());
    assert_eq!(with(&small).map(|reading| reading.department).ok(), Some(1));
    let reason = with(&twin).expect_err("two layouts fit").reason;
    assert_eq!(reason, FileRefusalReason::SeveralLayouts { names: vec!["公安户籍名册".into(), "公安户籍名册".into()] });
}

#[test]
fn columns_come_in_any_order_and_unknown_ones_are_told() {
    let [one, _] = two_residents();
    let turned = |line: &str| line.split(',').rev().chain(["备注一列"]).collect::<Vec<&str>>().join(",");
    let reading = reading(&csv(&[&turned(REGISTER_HEADINGS), &turned(&one)]));
    assert_eq!(names(&reading), ["王小二"]);
    assert_eq!(reading.unrecognised.len(), 1);
    assert_eq!((reading.unrecognised[0].column, reading.unrecognised[0].heading.as_str()), (11, "备注一列"));
    let number = reading.recognised.iter().find(|column| column.field == Field::Identity(IdentityField::CitizenId));
    assert_eq!(number.map(|column| column.column), Some(8));
    assert_eq!(reading.rows[0].identity.citizen_id.map(|(_, column)| column), Some(8));
}

#[test]
fn a_merged_household_number_belongs_to_every_member_and_a_merged_amount_to_one() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let lines = [
        VILLAGE_HEADINGS.to_owned(),
        reported("A1", "王小二", number("1970-01-01", 1).reveal(), &[("其他收入", "900")]),
        reported("", "李三娘", number("1972-02-02", 2).reveal(), &[("其他收入", "")]),
    ];
    for (row, line) in (0u32..).zip(&lines) {
        for (column, cell) in (0u16..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    for column in [0, 16] {
        let text = lines[1].split(',').nth(column).expect("a cell");
        sheet.merge_range(1, column as u16, 2, column as u16, text, &Format::new()).expect("a merged cell");
    }
    let reading = reading(&book.save_to_buffer().expect("a workbook"));
    let households: Vec<Option<&str>> = reading.rows.iter().map(|row| row.identity.household_number.as_deref()).collect();
    assert_eq!(households, [Some("A1"), Some("A1")]);
    let others =
        |at: usize| reading.rows[at].facts.iter().find(|fact| fact.kind == FactKind::OtherIncome).map(|fact| fact.value.0);
    assert_eq!((others(0), others(1)), (Some(90_000), None));
    assert_eq!(reading.complaints.iter().map(|complaint| complaint.kept).collect::<Vec<_>>(), [Consequence::CellLeftOut]);
}

#[test]
fn hidden_sheets_and_sheets_without_the_headings_are_not_read() {
    let [one, two] = two_residents();
    let mut book = Workbook::new();
    for (name, line) in [("说明", None), ("名册", Some(&one)), ("旧名册", Some(&two))] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        sheet.write_string(0, 0, "样例").expect("a cell");
        for (row, line) in (0u32..).zip(line.map(|line| [REGISTER_HEADINGS, line]).into_iter().flatten()) {
            for (column, cell) in (0u16..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
        if name == "旧名册" {
            sheet.set_hidden(true);
        }
    }
    let reading = reading(&book.save_to_buffer().expect("a workbook"));
    let left_out = |name: &str, reason| SheetLeftOut { name: name.to_owned(), reason };
    let expected = [left_out("说明", SheetLeftOutReason::NoHeadings), left_out("旧名册", SheetLeftOutReason::Hidden)];
    assert_eq!((names(&reading), reading.sheets_left_out.as_slice()), (vec!["王小二"], &expected[..]));
    assert_eq!((reading.rows[0].sheet, reading.rows[0].row), (1, 2));
}

#[test]
fn a_list_without_persons_is_a_list() {
    let reading = reading(&csv(&[REGISTER_HEADINGS]));
    assert_eq!((reading.rows_seen, reading.rows.len(), reading.complaints.len()), (0, 0, 0));
}

#[test]
fn what_is_no_whole_table_is_refused() {
    let [one, _] = two_residents();
    let whole = xlsx(&[REGISTER_HEADINGS, &one]);
    assert_eq!(refusal(b""), FileRefusalReason::Empty);
    assert_eq!(refusal(&xlsx(&[])), FileRefusalReason::Empty);
    assert_eq!(refusal(&whole[..whole.len() / 2]), FileRefusalReason::Broken);
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n garbage"), FileRefusalReason::NotATable(Found::Picture));
    assert_eq!(refusal(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), FileRefusalReason::NotATable(Found::Archive));
    assert_eq!(refusal(&vec![b'a'; registry::intake::BYTES_MAX + 1]), FileRefusalReason::TooLarge(SizeLimit::Bytes));
}

#[test]
fn the_file_name_states_the_month_where_no_title_does() {
    let month = |name: &str| {
        let reading = read(&csv(&[REGISTER_HEADINGS]), name, &embedded_layouts()).expect("a file of a known layout");
        reading.month.map(|month| month.to_string())
    };
    assert_eq!(month("户籍名册2022年10月.csv").as_deref(), Some("2022-10"));
    assert_eq!(month("户籍名册.csv"), None);
}
