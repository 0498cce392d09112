//! Small files of the model kind: written here, read by the tests.

use registry::intake::{Reading, embedded_layouts, read};
use rust_xlsxwriter::Workbook;
use vocabulary::{CitizenId, Date};

/// Headings of the household register.
pub const REGISTER_HEADINGS: &str =
    "户号,姓名,公民身份号码,性别,出生日期,与户主关系,户口性质,村（居）代码,村（居）名称,手机号码,死亡注销日期";
/// Headings of the village report.
pub const VILLAGE_HEADINGS: &str = "户号,姓名,身份证号,村（居）代码,申请日期,申请方式,授权书签署日期,工资性收入(元/年),务工月数,经营净收入(元/年),财产净收入(元/年),赡养抚养费收入(元/年),职工养老金(元/年),基础养老金(元/年),高龄津贴(元/年),其他转移净收入(元/年),其他收入(元/年),不计入收入款项(元/年),支出赡养费及社保(元/年),劳动能力,残疾类别,残疾等级,重特大疾病,自付医疗支出(元/年),在读情况,就业状况,人员去向,去向起始日,货币财产(元),住房套数,机动车辆数,商铺企业数,因就业增收,一卡通账号";

pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// The number of who was born on that day, as the sequence says a man (odd) or a woman (even).
pub fn number(birth: &str, sequence: u16) -> CitizenId {
    CitizenId::compose(620_521, day(birth), sequence).expect("an identity number")
}

/// A row of the household register in village 620521100001.
pub fn resident(household: &str, name: &str, number: CitizenId, relation: &str) -> String {
    let (sex, birth) = (number.sex().label(), number.birth());
    format!("{household},{name},{},{sex},{birth},{relation},农业,620521100001,样例村,13800001234,", number.reveal())
}

/// A row of the village report by the headings it fills in; incomes and property are zero where nothing is said.
pub fn reported(household: &str, name: &str, number: &str, cells: &[(&str, &str)]) -> String {
    let stated = |heading: &str| cells.iter().find(|(known, _)| heading.starts_with(known)).map(|(_, cell)| *cell);
    let cell = |heading: &str| match heading {
        "户号" => household.to_owned(),
        "姓名" => name.to_owned(),
        "身份证号" => number.to_owned(),
        "村（居）代码" => "620521100001".to_owned(),
        heading => stated(heading).unwrap_or(if is_amount(heading) { "0" } else { "" }).to_owned(),
    };
    VILLAGE_HEADINGS.split(',').map(cell).collect::<Vec<String>>().join(",")
}

fn is_amount(heading: &str) -> bool {
    let counts = ["住房套数", "机动车辆数", "商铺企业数"];
    counts.contains(&heading) || heading.contains("(元") && !heading.starts_with("自付")
}

/// A csv of these lines.
pub fn csv(lines: &[&str]) -> Vec<u8> {
    (lines.join("\n") + "\n").into_bytes()
}

/// An xlsx with the cells of these lines, all of them text.
pub fn xlsx(lines: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0u32..).zip(lines) {
        for (column, cell) in (0u16..).zip(line.split(',')) {
            if !cell.is_empty() {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// What is read of a file that is none to be refused.
pub fn reading(bytes: &[u8]) -> Reading {
    read(bytes, "样例.csv", &embedded_layouts()).expect("a file of a known layout")
}

/// An xls (BIFF8) with the cells of these lines in one sheet, all of them text. There is no writer of this old format at
/// hand, so its few records are put together here: MS-XLS 2.4.21, 2.4.28, 2.4.148; MS-CFB 2.2, 2.3, 2.6.
pub fn xls(lines: &[&str]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let sheet_record = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let globals_length = begin(5).len() + sheet_record(0).len() + end.len();
    let sheet_at = u32::try_from(globals_length).expect("a short stream");
    let mut stream = [begin(5), sheet_record(sheet_at), end.clone(), begin(16)].concat();
    for (row, line) in (0u16..).zip(lines) {
        for (column, cell) in (0u16..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            let units: Vec<u8> = cell.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let count = u16::try_from(units.len() / 2).expect("a short cell");
            let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0], count.to_le_bytes()].concat();
            stream.extend(record(0x0204, &[&place[..], &[1], &units].concat()));
        }
    }
    stream.extend(end);
    compound(&stream)
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
}

/// A compound file with one stream named Workbook: sector 0 the table of sectors, sector 1 the directory, then the stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().next_multiple_of(512).max(4096), 0);
    let last = 1 + u32::try_from(stream.len() / 512).expect("a short stream");
    assert!(last < 128, "one sector of the table is enough");
    let mut head = vec![0u8; 512];
    head[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    for (at, half) in [(0x18, 0x3Eu16), (0x1A, 3), (0x1C, 0xFFFE), (0x1E, 9), (0x20, 6)] {
        head[at..at + 2].copy_from_slice(&half.to_le_bytes());
    }
    for (at, word) in [(0x2C, 1u32), (0x30, 1), (0x38, 4096), (0x3C, END), (0x44, END), (0x4C, 0)] {
        head[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }
    head[0x50..].fill(0xFF);
    let next = |sector: u32| match sector {
        0 => 0xFFFF_FFFD,
        1 => END,
        sector if sector < last => sector + 1,
        sector if sector == last => END,
        _ => FREE,
    };
    let table: Vec<u8> = (0..128).flat_map(|sector| next(sector).to_le_bytes()).collect();
    let size = u32::try_from(stream.len()).expect("a short stream");
    let directory = [entry("Root Entry", 5, END, 0), entry("Workbook", 2, 2, size), vec![0; 256]].concat();
    [head, table, directory, stream].concat()
}

fn entry(name: &str, kind: u8, first: u32, size: u32) -> Vec<u8> {
    let mut entry = vec![0u8; 128];
    let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    entry[..units.len()].copy_from_slice(&units);
    entry[64] = u8::try_from(units.len()).expect("a short name");
    entry[66] = kind;
    for (at, word) in [(68, u32::MAX), (72, u32::MAX), (76, if kind == 5 { 1 } else { u32::MAX }), (116, first), (120, size)] {
        entry[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }
    entry
}
