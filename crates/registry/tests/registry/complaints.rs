//! Every complaint as an official reads it.

use registry::intake::{ComplaintCode, Reader, Reading, embedded_layouts};
use rust_xlsxwriter::{Formula, Workbook};
use vocabulary::RegionCode;

use crate::files::{REGISTER_HEADINGS, VILLAGE_HEADINGS, csv, number, reading, reported, resident};

fn shown(readings: &[&Reading], codes: &[ComplaintCode]) -> String {
    let complaints = readings.iter().flat_map(|reading| &reading.complaints);
    let lines: Vec<String> = complaints.filter(|complaint| codes.contains(&complaint.code)).map(ToString::to_string).collect();
    lines.join("\n")
}

/// A household register with a fault in every row.
fn register() -> Reading {
    let id = |sequence| number("1970-01-01", sequence);
    let plain = |sequence| resident("A1", "王小二", id(sequence), "户主");
    let wrong_check_digit = plain(1).replace(id(1).reveal(), "110105194912310021");
    let without_number = plain(3).replace(id(3).reveal(), "");
    let lines = [
        REGISTER_HEADINGS.to_owned(),
        wrong_check_digit,
        plain(1).replace(id(1).reveal(), "6.20521E+17"),
        without_number,
        plain(5).replace(id(5).reveal(), "").replace("王小二", ""),
        plain(7).replace("王小二", "王2"),
        plain(9).replace("王小二", ""),
        plain(11).replace("A1", ""),
        plain(13).replace("户主", "邻居"),
        plain(15).replace("620521100001", "620521"),
        plain(17).replace("13800001234", "138"),
        plain(19).replace("男", "女"),
        plain(21).replace("1970-01-01", "1970-01-02"),
        plain(23) + "2022-02-30",
        plain(25),
        plain(25),
        plain(27),
        plain(27).replace("户主", "妻"),
    ];
    reading(&csv(&lines.iter().map(String::as_str).collect::<Vec<&str>>()))
}

/// A village report with a fault in every row.
fn village() -> Reading {
    let row = |sequence, cells: &[(&str, &str)]| reported("A1", "王小二", number("1970-01-01", sequence).reveal(), cells);
    let lines = [
        VILLAGE_HEADINGS.to_owned(),
        row(1, &[("经营净收入", "")]),
        row(3, &[("经营净收入", "约两千")]),
        row(5, &[("住房套数", "1.5")]),
        row(7, &[("重特大疾病", "也许")]),
        row(9, &[("财产净收入", "-1")]),
        row(11, &[("残疾类别", "肢体")]),
        row(13, &[("残疾等级", "二级")]),
        row(15, &[("工资性收入", "12000")]),
        row(17, &[("工资性收入", "12000"), ("务工月数", "13")]),
        row(19, &[("申请方式", "整户")]),
    ];
    reading(&csv(&lines.iter().map(String::as_str).collect::<Vec<&str>>()))
}

/// A workbook with a number typed as a number and with an error of the spreadsheet.
fn workbook() -> Reading {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0u16..).zip(REGISTER_HEADINGS.split(',')) {
        sheet.write_string(0, column, heading).expect("a heading");
    }
    for (column, cell) in (0u16..).zip(resident("A1", "王小二", number("1970-01-01", 1), "户主").split(',')) {
        sheet.write_string(1, column, cell).expect("a cell");
    }
    sheet.write_number(1, 2, 6.205_211_970_010_1e17).expect("a number");
    sheet.write_formula(1, 8, Formula::new("=#REF!").set_result("#REF!")).expect("a formula");
    reading(&book.save_to_buffer().expect("a workbook"))
}

/// A row of the household register about a village of another county.
fn elsewhere() -> Reading {
    let layouts = embedded_layouts();
    let county = RegionCode::parse("620522").ok();
    let row = resident("A1", "王小二", number("1970-01-01", 1), "邻居");
    let reader = Reader { county, ..Reader::new(&layouts) };
    reader.read(&csv(&[REGISTER_HEADINGS, &row]), "名册.csv").expect("a household register")
}

/// Certificates whose numbers say another level and another person than their rows.
fn certificates() -> Reading {
    let (one, other) = (number("1970-01-01", 1), number("1972-02-02", 2));
    let of = |number: &str| format!("王小二,{},{number},肢体,二级,2022-01-05", one.reveal());
    let rows = [of(&format!("{}41", one.reveal())), of(&format!("{}42", other.reveal()))];
    reading(&csv(&["姓名,身份证号,残疾人证号,残疾类别,残疾等级,发证日期", &rows[0], &rows[1].replace("王小二", "李三娘")]))
}

/// A hardship without its day.
fn events() -> Reading {
    let row = format!("王小二,{},火灾,,", number("1970-01-01", 1).reveal());
    reading(&csv(&["姓名,身份证号,突发事项,发生日期,人员去向", &row]))
}

/// An opening roll with a month that is none and a total that is wrong.
fn roll() -> Reading {
    let line = |sequence, name: &str, since: &str| {
        format!("B1,{name},{},户主,整户,二类,439,{since}", number("1970-01-01", sequence).reveal())
    };
    let rows = [line(1, "王小二", "2021年"), line(3, "李三", "2021-07")];
    let headings = "保障户编号,姓名,身份证号,与户主关系,施保方式,低保类别,月保障金额,享受起始年月";
    reading(&csv(&[headings, &rows[0], &rows[1], "合计,,,,,,900"]))
}

#[test]
fn each_complaint_says_what_where_what_became_of_it_and_the_next_step() {
    let (register, village, workbook) = (register(), village(), workbook());
    let (elsewhere, certificates, events, roll) = (elsewhere(), certificates(), events(), roll());
    let all = [&register, &village, &workbook, &elsewhere, &certificates, &events, &roll];
    for code in ComplaintCode::ALL {
        let is_told = all.iter().flat_map(|reading| &reading.complaints).any(|complaint| complaint.code == code);
        assert!(is_told, "{} is not shown here", code.text());
    }
    insta::assert_snapshot!(shown(&all, &ComplaintCode::ALL), @r#"
    第1张表第2行C列：“公民身份号码”校验位不符。本行保留，但无法凭号码和姓名确认本人，只能作为线索。请对照居民身份证或户口簿更正后重新上传；已录入的行不会重复。（IN-101）
    第1张表第3行C列：“公民身份号码”的号码按数值录入，末尾几位已丢失。本行保留，但无法凭号码和姓名确认本人，只能作为线索。请将该列设为“文本”格式，重新录入完整号码后上传。（IN-102）
    第1张表第4行C列：“公民身份号码”为空。本行保留，但无法凭号码和姓名确认本人，只能作为线索。请补填公民身份号码后重新上传；已录入的行不会重复。（IN-103）
    第1张表第5行：本行没有可用的姓名和号码。本行未录入。如为真实人员，请补填姓名和公民身份号码后重新上传；否则请删除该行。（IN-104）
    第1张表第6行B列：“姓名”填的是“王2”，不是姓名。本行保留，但无法凭号码和姓名确认本人，只能作为线索。请按户口簿填写姓名后重新上传。（IN-105）
    第1张表第7行B列：“姓名”为空。本行保留，但无法凭号码和姓名确认本人，只能作为线索。请按户口簿填写姓名后重新上传。（IN-106）
    第1张表第8行A列：“户号”为空。该单元格未采用，本行其他内容保留。请补填；确实没有的金额或数量请填0，空白不等于零。（IN-201）
    第1张表第9行F列：“与户主关系”填的是“邻居”，不在选项内。该单元格未采用，本行其他内容保留。请从填表说明列出的选项中选填。（IN-204）
    第1张表第10行H列：“村(居)代码”填的是“620521”，不是村（居）代码。该单元格未采用，本行其他内容保留。请填写12位的村（居）统计用区划代码。（IN-207）
    第1张表第11行J列：“手机号码”的号码位数或字符不对。该单元格未采用，本行其他内容保留。请核对号码后重新填写，只填数字。（IN-208）
    第1张表第12行D列：性别“女”与公民身份号码不一致。本行保留，以公民身份号码为准。请对照户口簿核实：号码有误的更正号码，此列有误的更正此列。（IN-301）
    第1张表第13行E列：出生日期与公民身份号码不一致。本行保留，以公民身份号码为准。请对照户口簿核实：号码有误的更正号码，此列有误的更正此列。（IN-302）
    第1张表第14行K列：“死亡注销日期”填的是“2022-02-30”，该日期不存在。该单元格未采用，本行其他内容保留。请按“2022-10-31”的形式填写日期。（IN-203）
    第1张表第16行C列：与第1张表第15行是同一号码，内容相同。保留其中一行，本行未录入。无须更正；下次报送请删除重复行。（IN-401）
    第1张表第17行C列：与第1张表第18行是同一号码，内容不同。同一号码的各行均未录入。请核实后只保留正确的一行，重新上传。（IN-402）
    第1张表第18行C列：与第1张表第17行是同一号码，内容不同。同一号码的各行均未录入。请核实后只保留正确的一行，重新上传。（IN-402）
    第1张表第2行J列：“经营净收入(元/年)”为空，空白不等于零。该单元格未采用，本行其他内容保留。请补填；确实没有的金额或数量请填0，空白不等于零。（IN-201）
    第1张表第3行J列：“经营净收入(元/年)”填的是“约两千”，不是金额。该单元格未采用，本行其他内容保留。请填写最多两位小数的金额，单位以表头为准。（IN-202）
    第1张表第4行AD列：“住房套数”填的是“1.5”，不是可用的整数。该单元格未采用，本行其他内容保留。请填写不小于零的整数。（IN-205）
    第1张表第5行W列：“重特大疾病”填的是“也许”，既不是“是”也不是“否”。该单元格未采用，本行其他内容保留。请填“是”或“否”。（IN-206）
    第1张表第6行K列：“财产净收入(元/年)”填的是“-1”，小于零。该单元格未采用，本行其他内容保留。请核对金额；只有经营净收入可以为负数。（IN-210）
    第1张表第7行U列：有“残疾类别”而没有可用的“残疾等级”。该单元格未采用，本行其他内容保留。请按残疾人证将残疾类别和残疾等级同时填写。（IN-303）
    第1张表第8行V列：有“残疾等级”而没有可用的“残疾类别”。该单元格未采用，本行其他内容保留。请按残疾人证将残疾类别和残疾等级同时填写。（IN-303）
    第1张表第9行H列：有工资性收入而没有可用的务工月数。本行保留。请补填近12个月的务工月数。（IN-304）
    第1张表第10行I列：“务工月数”填的是“13”，超过12个月。该单元格未采用，本行其他内容保留。请填写近12个月内的务工月数，0至12。（IN-305）
    第1张表第11行F列：有“申请方式”而没有可用的“申请日期”。该单元格未采用，本行其他内容保留。请将申请日期和申请方式同时填写。（IN-306）
    第1张表第2行C列：“公民身份号码”的号码按数值录入，末尾几位已丢失。本行保留，但无法凭号码和姓名确认本人，只能作为线索。请将该列设为“文本”格式，重新录入完整号码后上传。（IN-102）
    第1张表第2行I列：“村(居)名称”的单元格是公式错误。该单元格未采用，本行其他内容保留。请打开表格修正该单元格的公式，或改填数值。（IN-209）
    第1张表第2行：村（居）代码不属于本县。本行未录入。如属本县人员，请更正村（居）代码后重新上传；外县人员无须报送。（IN-212）
    第1张表第2行C列：残疾人证号中的残疾等级与本行残疾等级不一致。本行所列事项均未采用。请对照残疾人证和身份证更正后重新上传。（IN-307）
    第1张表第3行C列：残疾人证号中的身份证号与本行身份证号不一致。本行保留，但无法凭号码和姓名确认本人，只能作为线索。请对照残疾人证和身份证更正后重新上传。（IN-307）
    第1张表第2行C列：有“突发事项”而没有可用的“突发事项发生日期”。该单元格未采用，本行其他内容保留。请将突发事项和发生日期同时填写。（IN-308）
    第1张表第2行H列：“享受起始年月”填的是“2021年”，不是年月。该单元格未采用，本行其他内容保留。请按“2022-10”的形式填写年月。（IN-211）
    第1张表第4行G列：“月保障金额”合计与明细不符：合计行填的是900.00元，以上各行（含未录入的行）之和是878.00元。本行保留。请核对明细行是否齐全、合计是否正确，有误的更正后重新上传。（IN-501）
    "#);
}

#[test]
fn no_complaint_repeats_a_number_of_a_person() {
    let text = shown(&[&register(), &village(), &workbook(), &certificates(), &roll()], &ComplaintCode::ALL);
    for secret in ["110105194912310021", "6205211970", "13800001234", "（138"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn a_bad_cell_costs_the_cell_and_a_row_without_name_and_number_costs_the_row() {
    let register = register();
    let rows: Vec<u32> = register.rows.iter().map(|row| row.row).collect();
    // Row 5 names nobody; row 16 repeats row 15; rows 17 and 18 contradict each other.
    assert_eq!(rows, [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    assert_eq!(register.rows_seen, 17);
    let without_number: Vec<u32> =
        register.rows.iter().filter(|row| row.identity.citizen_id.is_none()).map(|row| row.row).collect();
    assert_eq!(without_number, [2, 3, 4]);
}
