//! Files of a chosen length for measuring how fast files are read: a wide workbook of declarations, and a long register as text.
//!
//! Holds: the same number of rows gives the same bytes on every machine; every row is right. Absent on purpose: faults, and
//! any sense in the amounts. The people are invented.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use vocabulary::{CitizenId, Date, Sex};

use crate::names::{full_name, surname};
use crate::random::Random;

/// Columns of the workbook of declarations.
const DECLARATION_COLUMNS: [&str; 20] = [
    "户号",
    "姓名",
    "身份证号",
    "授权书签署日期",
    "工资性收入",
    "务工月数",
    "经营净收入",
    "财产净收入",
    "赡养抚养费收入",
    "职工养老金",
    "基础养老金",
    "高龄津贴",
    "其他转移净收入",
    "其他收入",
    "不计入收入款项",
    "支出赡养费及社保",
    "货币财产",
    "住房套数",
    "机动车辆数",
    "商铺企业数",
];
/// Villages the register names in turn.
const VILLAGES: [u64; 4] = [620_521_100_001, 620_521_101_201, 620_521_102_203, 620_521_103_204];
/// The county of birth in the numbers.
const AREA: u32 = 620_521;
/// Numbers that can be given out for births of one day.
const BIRTHS_OF_A_DAY: usize = 999;
/// Persons who share a 户号.
const HOUSEHOLD_SIZE: usize = 4;

/// Persons by place: the number of each is its own.
fn number(place: usize) -> CitizenId {
    let born = Date::new(1940, 1, 1).expect("a day").plus_days(i32::try_from(place / BIRTHS_OF_A_DAY).expect("few days"));
    let sequence = u16::try_from(place % BIRTHS_OF_A_DAY + 1).expect("a sequence has three digits");
    CitizenId::compose(AREA, born, sequence).expect("area and sequence are in bounds")
}

fn household(place: usize) -> String {
    format!("H{:08}", place / HOUSEHOLD_SIZE)
}

/// A 村级申报核对表 of so many rows and twenty columns, as xlsx.
pub fn declarations_workbook(rows: usize) -> Vec<u8> {
    workbook(rows).expect("twenty columns and a chosen number of rows fit a sheet")
}

fn workbook(rows: usize) -> Result<Vec<u8>, XlsxError> {
    let mut random = Random::from_seed(20);
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2022, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0u16..).zip(DECLARATION_COLUMNS) {
        sheet.write_string(0, column, heading)?;
    }
    for (row, place) in (1u32..).zip(0..rows) {
        let citizen = number(place);
        let name = full_name(&mut random, surname_of(place), citizen.sex(), citizen.birth().year());
        sheet.write_string(row, 0, household(place))?;
        sheet.write_string(row, 1, name)?;
        sheet.write_string(row, 2, citizen.reveal())?;
        sheet.write_string(row, 3, "2022-01-05")?;
        let months = random.between(0, 12);
        sheet.write_number(row, 4, (months * random.between(800, 4_000)) as f64)?;
        sheet.write_number(row, 5, months as f64)?;
        for column in 6u16..17 {
            sheet.write_number(row, column, random.between(0, 2_000_000) as f64 / 100.0)?;
        }
        for column in 17u16..20 {
            sheet.write_number(row, column, random.between(0, 1) as f64)?;
        }
    }
    workbook.save_to_buffer()
}

/// Surnames repeat as they do in a village.
fn surname_of(place: usize) -> &'static str {
    surname(&mut Random::from_seed(u64::try_from(place / HOUSEHOLD_SIZE).expect("a place is small")))
}

/// A 公安户籍名册 of so many rows, as comma-separated text in GB18030.
pub fn register_text(rows: usize) -> Vec<u8> {
    use std::fmt::Write as _;
    let mut random = Random::from_seed(18);
    let mut text = String::from("户号,姓名,公民身份号码,性别,出生日期,与户主关系,户口性质,村（居）代码,手机号码\r\n");
    for place in 0..rows {
        let citizen = number(place);
        let name = full_name(&mut random, surname_of(place), citizen.sex(), citizen.birth().year());
        let (relation, sex) = match (place % HOUSEHOLD_SIZE, citizen.sex()) {
            (0, sex) => ("户主", sex),
            (_, Sex::Male) => ("子", Sex::Male),
            (_, Sex::Female) => ("女", Sex::Female),
        };
        let village = VILLAGES[place / HOUSEHOLD_SIZE % VILLAGES.len()];
        let (household, birth, phone) = (household(place), citizen.birth(), random.between(0, 99_999_999));
        let number = citizen.reveal();
        let sex = sex.label();
        write!(text, "{household},{name},{number},{sex},{birth},{relation},农业户口,{village},142{phone:08}\r\n")
            .expect("writing to a text cannot fail");
    }
    encoding_rs::GB18030.encode(&text).0.into_owned()
}
