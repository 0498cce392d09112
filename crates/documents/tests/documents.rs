//! Documents and tables, read back as another program reads them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use documents::docx::official_document;
use documents::xlsx::{Cell, ReceivedSheet, Sheet, SheetFault, marked_up, table};
use documents::{Alignment, Block, Document, DocumentFault, Run, Table};
use registry::intake::{Complaint, ComplaintCode, Consequence};
use reports::{FigureCode, ReportContent, ReportHead, Section, Span};
use vocabulary::{Date, Fen, Month};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn words(text: &str) -> Run {
    Run::Text(text.to_owned())
}

fn figure(code: &str, text: &str) -> Run {
    Run::Figure { code: code.to_owned(), text: text.to_owned() }
}

fn letter() -> Document {
    let township = |name: &str, households: &str, persons: &str| {
        vec![
            vec![words(name)],
            vec![figure("dibao.rural.households", households)],
            vec![figure("dibao.rural.persons", persons)],
            vec![figure("dibao.rural.paid.month", "23.4567")],
        ]
    };
    Document {
        issuer: "清水县民政局".to_owned(),
        number: "清民发〔2022〕251号".to_owned(),
        title: "清水县民政局关于2022年10月农村低保动态管理情况的报告".to_owned(),
        addressee: "县乡村振兴局".to_owned(),
        blocks: vec![
            Block::Paragraph(vec![words("现将全县2022年10月农村最低生活保障动态管理情况报告如下，请予审阅。")]),
            Block::Heading1("一、基本情况".to_owned()),
            Block::Paragraph(vec![
                words("截至2022年10月，全县农村低保对象"),
                figure("dibao.rural.households", "8576户"),
                figure("dibao.rural.persons", "25697人"),
                words("，本月列发保障金"),
                figure("dibao.rural.paid.month", "628.9881万元"),
                words("。各乡镇对新申请家庭逐户核查，对人员死亡、就业增收等变化及时办理。"),
            ]),
            Block::Heading2("（一）各乡镇情况".to_owned()),
            Block::Table(Table {
                caption: "各乡镇农村低保对象".to_owned(),
                header: vec![
                    ("乡镇".to_owned(), Alignment::Left),
                    ("户数".to_owned(), Alignment::Right),
                    ("人数".to_owned(), Alignment::Right),
                    ("当月保障金（万元）".to_owned(), Alignment::Right),
                ],
                rows: vec![
                    township("永清镇", "812", "2301"),
                    township("山门镇", "455", "1387"),
                    township("合计", "1267", "3688"),
                ],
            }),
            Block::Heading1("二、下一步打算".to_owned()),
            Block::Paragraph(vec![words(&"继续按月比对部门数据，做到应保尽保、应退尽退。".repeat(18))]),
        ],
        signature: "清水县民政局".to_owned(),
        date: day("2022-10-25"),
    }
}

/// The text of each paragraph, also those in tables.
fn paragraphs(bytes: &[u8]) -> Vec<String> {
    let docx = docx_rs::read_docx(bytes).expect("a docx");
    let mut texts = Vec::new();
    for child in &docx.document.children {
        if let docx_rs::DocumentChild::Paragraph(paragraph) = child {
            texts.push(paragraph.raw_text());
        } else if let docx_rs::DocumentChild::Table(table) = child {
            texts.extend(table.rows.iter().map(row_text));
        } else {
            panic!("a letter holds paragraphs and tables only: {child:?}");
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn row_text(docx_rs::TableChild::TableRow(row): &docx_rs::TableChild) -> String {
    let cells = row.cells.iter().map(|docx_rs::TableRowChild::TableCell(cell)| {
        let of_cell = cell.children.iter().map(|content| {
            let docx_rs::TableCellContent::Paragraph(paragraph) = content else { panic!("a cell holds paragraphs only") };
            paragraph.raw_text()
        });
        of_cell.collect::<String>()
    });
    cells.collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_letter_has_its_parts_in_the_order_of_the_standard() {
    let bytes = official_document(&letter()).expect("a letter");
    let texts = paragraphs(&bytes);
    assert_eq!(
        texts[..6],
        [
            "清水县民政局文件",
            "清民发〔2022〕251号",
            "清水县民政局关于2022年10月",
            "农村低保动态管理情况的报告",
            "县乡村振兴局：",
            "现将全县2022年10月农村最低生活保障动态管理情况报告如下，请予审阅。",
        ]
        .map(str::to_owned)
    );
    let place = |wanted: &str| texts.iter().position(|text| text == wanted).unwrap_or_else(|| panic!("{wanted} is there"));
    assert!(place("一、基本情况") < place("（一）各乡镇情况"));
    assert!(place("各乡镇农村低保对象") < place("乡镇 | 户数 | 人数 | 当月保障金（万元）"));
    assert!(place("山门镇 | 455 | 1387 | 23.4567") < place("二、下一步打算"));
    assert!(place("清水县民政局") < place("2022年10月25日"));
}

#[test]
fn every_figure_has_a_mark_and_its_code_in_the_list_once() {
    let bytes = official_document(&letter()).expect("a letter");
    let texts = paragraphs(&bytes);
    assert!(texts.iter().any(|text| text.contains("8576户[1]25697人[2]，本月列发保障金628.9881万元[3]。")), "{texts:#?}");
    assert!(texts.contains(&"本表指标见附注[1][2][3]".to_owned()));
    let list = texts.iter().position(|text| text == "（附注：文中数字的指标代码）").expect("a list");
    assert_eq!(
        texts[list + 1..],
        ["[1] dibao.rural.households", "[2] dibao.rural.persons", "[3] dibao.rural.paid.month"].map(str::to_owned)
    );
}

#[test]
fn paper_margins_and_lines_are_those_of_the_standard() {
    let bytes = official_document(&letter()).expect("a letter");
    let docx = docx_rs::read_docx(&bytes).expect("a docx");
    let json = docx.json();
    for part in [
        "\"w\": 11906",
        "\"h\": 16838",
        // 37, 28, 26 and 35 mm in twentieths of a point.
        "\"top\": 2097",
        "\"left\": 1587",
        "\"right\": 1474",
        "\"bottom\": 1984",
        "\"line\": 580",
        "\"lineRule\": \"exact\"",
        "\"eastAsia\": \"方正小标宋简体\"",
        "\"eastAsia\": \"黑体\"",
        "\"eastAsia\": \"楷体\"",
        "\"eastAsia\": \"仿宋\"",
        // Two signs of 16 points.
        "\"val\": 640",
    ] {
        assert!(json.contains(part), "{part}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(official_document(&letter()).expect("a letter"), official_document(&letter()).expect("a letter"));
}

#[test]
fn a_letter_with_a_part_missing_is_refused_with_what_to_do() {
    let blank = Document { addressee: " ".to_owned(), ..letter() };
    let fault = official_document(&blank).expect_err("no addressee");
    assert_eq!(fault.to_string(), "公文缺少主送机关，未生成。请填写主送机关后重新出具");
    let number = Document { number: "清民发[2022]251号".to_owned(), ..letter() };
    let fault = official_document(&number).expect_err("square brackets");
    insta::assert_snapshot!(fault.to_string(), @"发文字号“清民发[2022]251号”格式不符，公文未生成。年份用六角括号括入、序号不编虚位，如“清民发〔2022〕251号”，请更正后重新出具");
    let mut ragged = letter();
    ragged.blocks.push(Block::Table(Table {
        caption: "表".to_owned(),
        header: vec![("乡镇".to_owned(), Alignment::Left), ("人数".to_owned(), Alignment::Right)],
        rows: vec![vec![vec![words("永清镇")]]],
    }));
    let fault = official_document(&ragged).expect_err("a cell is missing");
    assert!(matches!(fault, DocumentFault::TableShape { row: 1, found: 1, expected: 2, .. }), "{fault}");
    insta::assert_snapshot!(fault.to_string(), @"表“表”第1行有1格，表头有2格，公文未生成。请按表头补齐后重新出具");
}

#[test]
fn a_report_becomes_a_letter_with_its_figures_as_figures() {
    let persons = || Span::Figure { code: FigureCode("dibao.rural.persons"), township: None, text: "3人".to_owned() };
    let content = ReportContent {
        head: ReportHead {
            issuer: "清水县民政局".to_owned(),
            number: "清民发〔2022〕1号".to_owned(),
            title: "关于农村低保情况的报告".to_owned(),
            addressee: "县人民政府".to_owned(),
            date: day("2022-02-03"),
        },
        at: Month::parse("2022-01").expect("a month"),
        sections: vec![Section {
            heading: "一、基本情况".to_owned(),
            blocks: vec![
                reports::Block::Paragraph(vec![Span::Text("共".to_owned()), persons()]),
                reports::Block::Table {
                    caption: "各乡镇".to_owned(),
                    columns: vec!["乡镇".to_owned(), "人数".to_owned()],
                    rows: vec![vec![vec![Span::Text("山门镇".to_owned())], vec![persons()]]],
                },
            ],
        }],
    };
    let document = Document::from(&content);
    assert_eq!(document.signature, "清水县民政局");
    assert_eq!(document.blocks[1], Block::Paragraph(vec![words("共"), figure("dibao.rural.persons", "3人")]));
    let Block::Table(table) = &document.blocks[2] else { panic!("a table") };
    assert_eq!(table.header, [("乡镇".to_owned(), Alignment::Left), ("人数".to_owned(), Alignment::Right)]);
    assert!(official_document(&document).is_ok());
}

fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    workbook.worksheet_range(sheet).expect("the sheet").rows().map(<[Data]>::to_vec).collect()
}

fn export() -> Sheet {
    Sheet {
        name: "发放名册".to_owned(),
        title: "2022年1月农村低保发放名册".to_owned(),
        header: ["姓名", "公民身份号码", "人数", "金额（元）", "确认日期"].map(str::to_owned).to_vec(),
        rows: vec![
            vec![
                Cell::Text("王建国".to_owned()),
                Cell::Text("620521198001010013".to_owned()),
                Cell::Integer(3),
                Cell::Money(Fen::new(131_705)),
                Cell::Day(day("2022-01-20")),
            ],
            vec![
                Cell::Text("=1+1".to_owned()),
                Cell::Blank,
                Cell::Integer(620_521_198_001_010_013),
                Cell::Money(Fen::ZERO),
                Cell::Blank,
            ],
        ],
        day: day("2022-02-01"),
    }
}

#[test]
fn an_export_keeps_texts_amounts_and_days_as_they_are() {
    let bytes = table(&export()).expect("a workbook");
    let rows = cells(&bytes, "发放名册");
    assert_eq!(rows[0][0], Data::String("2022年1月农村低保发放名册".to_owned()));
    assert_eq!(rows[1][1], Data::String("公民身份号码".to_owned()));
    assert_eq!(rows[2][1], Data::String("620521198001010013".to_owned()));
    assert_eq!((&rows[2][2], &rows[2][3]), (&Data::Float(3.0), &Data::Float(1317.05)));
    let Data::DateTime(date) = &rows[2][4] else { panic!("a day: {:?}", rows[2][4]) };
    assert_eq!(Date::from_spreadsheet_serial(date.as_f64() as i64), Some(day("2022-01-20")));
}

#[test]
fn an_export_runs_no_formula_and_loses_no_digit() {
    let rows = cells(&table(&export()).expect("a workbook"), "发放名册");
    assert_eq!(rows[3][0], Data::String("=1+1".to_owned()));
    assert_eq!(rows[3][2], Data::String("620521198001010013".to_owned()));
    assert_eq!(table(&export()).expect("a workbook"), table(&export()).expect("a workbook"));
}

#[test]
fn a_row_that_does_not_fit_the_header_is_a_fault() {
    let mut sheet = export();
    sheet.rows[0].pop();
    assert!(matches!(table(&sheet), Err(SheetFault::Shape { row: 1, found: 4, expected: 5, .. })));
    let named = Sheet { name: "一".repeat(32), ..export() };
    insta::assert_snapshot!(table(&named).expect_err("too long a name").to_string(), @"电子表格未能写成：超出表格格式的限度。请缩小导出范围后重试；仍不成功时请将此信息报系统管理员");
}

fn complaint(row: u32, column: Option<u16>, code: ComplaintCode, what: &str, kept: Consequence) -> Complaint {
    Complaint { sheet: 0, row, column, code, what: what.to_owned(), next_step: code.next_step(), kept }
}

#[test]
fn a_returned_table_is_a_copy_with_a_list_of_what_to_correct() {
    let received = [ReceivedSheet {
        sheet: 0,
        name: String::new(),
        rows: [
            vec!["入户核查表"],
            vec!["姓名", "身份证号", "工资性收入"],
            vec!["王建国", "62052119800101001X", "１，２元"],
            vec![],
        ]
        .map(|row| row.into_iter().map(str::to_owned).collect())
        .to_vec(),
    }];
    let complaints = [
        complaint(3, Some(1), ComplaintCode::NumberFault, "校验位不符。", Consequence::RowLeftOut),
        complaint(3, Some(2), ComplaintCode::NotAnAmount, "“1,2元”不是金额。", Consequence::CellLeftOut),
        complaint(3, None, ComplaintCode::DoubledSame, "与第2行重复。", Consequence::OneKept),
        complaint(9, Some(0), ComplaintCode::NameBlank, "姓名为空。", Consequence::ClueOnly),
    ];
    let bytes = marked_up(&received, &complaints, day("2022-02-01")).expect("a workbook");
    let copy = cells(&bytes, "原表");
    assert_eq!(copy[2][..3], ["王建国", "62052119800101001X", "１，２元"].map(|text| Data::String(text.to_owned())));
    let list = cells(&bytes, "问题清单");
    assert_eq!(list[0][0], Data::String("问题清单（共4条）".to_owned()));
    let line: Vec<String> = list[2].iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(line.join(" | "), @"1 | 原表 | B3 | 校验位不符。 | 本行未录入。 | 请对照居民身份证或户口簿更正后重新上传；已录入的行不会重复。 | IN-101");
    assert_eq!(list[4][2], Data::String("第3行".to_owned()));
    assert_eq!(list.len(), 6);
}
