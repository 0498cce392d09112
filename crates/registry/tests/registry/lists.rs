//! Every source as an office sends it: headings, ranks, several rows of a person, totals, corrections, long lists.

use std::num::NonZeroUsize;

use registry::intake::{ComplaintCode, Field, IdentityField, Reader, Reading, embedded_layouts, read};
use registry::{FactKind, FactValue, Picked};
use vocabulary::{DisabilityLevel, PaymentPurpose, PaymentResult, Schooling};

use crate::files::{REGISTER_HEADINGS, VILLAGE_HEADINGS, csv, day, number, reading, reported, resident, xlsx};
use crate::recording::{County, county, head, stated, wife};

fn lines(headings: &str, rows: &[String]) -> Vec<String> {
    std::iter::once(headings.to_owned()).chain(rows.iter().cloned()).collect()
}

fn read_lines(lines: &[String]) -> Reading {
    reading(&csv(&lines.iter().map(String::as_str).collect::<Vec<&str>>()))
}

#[test]
fn every_source_is_known_by_its_own_headings_and_by_any_of_its_synonyms() {
    let layouts = embedded_layouts();
    for layout in &layouts {
        let most = layout.columns.iter().map(|column| column.synonyms.len()).max().unwrap_or_default();
        for spelling in 0..=most {
            let heading = |column: &registry::intake::LayoutColumn| match spelling {
                0 => column.heading.clone(),
                _ => column.synonyms.get((spelling - 1) % column.synonyms.len().max(1)).unwrap_or(&column.heading).clone(),
            };
            let headings: Vec<String> = layout.columns.iter().map(heading).collect();
            for bytes in [csv(&[&headings.join(",")]), xlsx(&[&headings.join(",")])] {
                let reading = read(&bytes, "名单", &layouts).unwrap_or_else(|refusal| panic!("{} {refusal}", layout.code));
                assert_eq!((reading.layout_code.as_str(), reading.unrecognised.len()), (layout.code.as_str(), 0), "{spelling}");
                assert_eq!(reading.recognised.len(), layout.columns.len(), "{} {spelling}", layout.code);
            }
        }
    }
}

#[test]
fn every_source_is_known_by_its_required_headings_alone() {
    let layouts = embedded_layouts();
    for layout in &layouts {
        let headings = layout.required_headings().join(",");
        let reading = read(&csv(&[&headings]), "名单", &layouts).unwrap_or_else(|refusal| panic!("{} {refusal}", layout.code));
        assert_eq!(reading.layout_code, layout.code);
    }
}

#[test]
fn no_source_that_needs_no_authorisation_states_incomes_or_property() {
    let is_economic = |kind: FactKind| (1..=19).contains(&kind.number()) || (40..=49).contains(&kind.number());
    for layout in embedded_layouts().iter().filter(|layout| layout.kind == registry::intake::LayoutKind::Pushed) {
        // Officials write down on a visit what the family shows and tells them.
        let stated = layout.columns.iter().filter(|column| matches!(column.field, Field::Fact(kind) if is_economic(kind)));
        assert!(layout.number == 14 || stated.count() == 0, "{}", layout.code);
    }
}

#[test]
fn a_wage_a_month_is_kept_a_year() {
    let row = format!("HD-1,A1,王小二,{},是,3000", head().reveal());
    let reading = read_lines(&lines("核对批次号,户号,姓名,身份证号,是否财政供养,月工资", &[row]));
    let wage = reading.rows[0].facts.iter().find(|fact| fact.kind == FactKind::PublicWage).map(|fact| fact.value);
    assert_eq!((reading.department, wage), (11, Some(FactValue(3_600_000))));
    assert_eq!(reading.rows[0].identity.query_batch.as_deref(), Some("HD-1"));
    assert!(reading.recognised.iter().any(|column| column.field == Field::Identity(IdentityField::QueryBatch)));
}

const PAYMENTS: &str = "姓名,身份证号,一卡通账号,发放项目,发放金额,发放结果,发放日期,失败原因";

fn paid(purpose: &str, amount: &str, result: &str, on: &str) -> String {
    format!("王小二,{},6217000012345678,{purpose},{amount},{result},{on},", head().reveal())
}

fn payments(county: &County) -> Vec<(Option<PaymentPurpose>, Option<i64>, Option<PaymentResult>)> {
    let register = county.register();
    let value = |row: &[&registry::Fact], kind| row.iter().find(|fact| fact.kind == kind).map(|fact| fact.value);
    let rows = register.stated_rows(county.person(head()), 25);
    let of = |row: &Vec<&registry::Fact>| {
        let purpose = value(row, FactKind::PaymentPurpose).and_then(FactValue::as_code);
        let result = value(row, FactKind::PaymentResult).and_then(FactValue::as_code);
        (purpose, value(row, FactKind::PaymentAmount).map(|value| value.0), result)
    };
    rows.iter().map(of).collect()
}

#[test]
fn a_person_has_a_row_for_each_purpose_and_day_of_payment() {
    let mut county = county();
    let first =
        lines(PAYMENTS, &[paid("农村低保金", "439", "成功", "2022-10-20"), paid("残疾人护理补贴", "100", "失败", "2022-10-20")]);
    let (lawful, statement, _) = county.receive("2022-10", &first);
    assert_eq!((lawful.reading().complaints.len(), statement.clues.len(), statement.facts.len()), (0, 0, 8));
    let dibao = (Some(PaymentPurpose::RuralDibao), Some(43_900), Some(PaymentResult::Paid));
    let failed = (Some(PaymentPurpose::DisabilityNursing), Some(10_000), Some(PaymentResult::Failed));
    assert_eq!(payments(&county), [dibao, failed]);
    assert_eq!(county.receive("2022-10", &first).1.facts.len(), 0, "the same rows again are no news");
    // The bank pays the returned money in the same month after all: a payment of its own beside the one that came back.
    county.receive("2022-10", &lines(PAYMENTS, &[paid("残疾人护理补贴", "100", "成功", "2022-10-27")]));
    let nursing = (Some(PaymentPurpose::DisabilityNursing), Some(10_000), Some(PaymentResult::Paid));
    assert_eq!(payments(&county), [dibao, failed, nursing]);
    // What the bank says anew of the same payment of the same day corrects it.
    county.receive("2022-10", &lines(PAYMENTS, &[paid("残疾人护理补贴", "110", "失败", "2022-10-20")]));
    let corrected = (Some(PaymentPurpose::DisabilityNursing), Some(11_000), Some(PaymentResult::Failed));
    assert_eq!(payments(&county), [dibao, nursing, corrected]);
    county.receive("2022-11", &lines(PAYMENTS, &[paid("农村低保金", "439", "成功", "2022-11-20")]));
    assert_eq!(payments(&county), [dibao, nursing, corrected, dibao], "November is a payment of its own");
}

#[test]
fn the_same_purpose_twice_with_other_amounts_is_told() {
    let rows = [paid("农村低保金", "439", "成功", "2022-10-20"), paid("农村低保金", "440", "成功", "2022-10-20")];
    let reading = read_lines(&lines(PAYMENTS, &rows));
    let codes: Vec<ComplaintCode> = reading.complaints.iter().map(|complaint| complaint.code).collect();
    assert_eq!((reading.rows.len(), codes), (0, vec![ComplaintCode::DoubledOtherwise; 2]));
}

const VISIT: &str = "户号,核实姓名,核实身份证号,入户日期,死亡日期,残疾类别,残疾等级,在读学段,人员去向";

#[test]
fn a_visit_form_outranks_the_lists_and_its_blanks_take_nothing_back() {
    let mut county = county();
    let certificate = format!("王小二,{id},{id}42,肢体,二级", id = head().reveal());
    county.receive("2022-10", &lines("姓名,身份证号,残疾人证号,残疾类别,残疾等级", &[certificate]));
    county.receive("2022-10", &lines("姓名,身份证号,在读学段", &[format!("王小二,{},本科", head().reveal())]));
    let visited = format!("A1,王小二,{},2022-10-18,,肢体,一级,,", head().reveal());
    let (_, statement, _) = county.receive("2022-10", &lines(VISIT, &[visited]));
    let kinds: Vec<FactKind> = statement.facts.iter().map(|fact| fact.kind).collect();
    assert_eq!(kinds, [FactKind::DisabilityKind, FactKind::DisabilityLevel, FactKind::VisitDay]);
    assert_eq!(stated(&county, FactKind::DisabilityLevel, "2022-10-31"), Some(FactValue::code(DisabilityLevel::One)));
    assert_eq!(stated(&county, FactKind::Schooling, "2022-10-31"), Some(FactValue::code(Schooling::Undergraduate)));
    let register = county.register();
    let conflicts = register.conflicts(county.person(head()), day("2022-10-31"));
    let told: Vec<_> = conflicts.iter().map(|conflict| (conflict.kind, conflict.used.department, conflict.rule.code())).collect();
    assert_eq!(told, [(FactKind::DisabilityLevel, 14, "RG-01")]);
    assert_eq!(conflicts[0].statements.iter().map(|fact| fact.department).collect::<Vec<_>>(), [14, 4]);
    // A visit of the next month that finds nothing to correct leaves the last one's findings standing.
    county.receive("2022-11", &lines(VISIT, &[format!("A1,王小二,{},2022-11-18,,,,,", head().reveal())]));
    assert_eq!(stated(&county, FactKind::DisabilityLevel, "2022-11-30"), Some(FactValue::code(DisabilityLevel::One)));
}

#[test]
fn a_list_of_changes_says_nothing_about_who_is_not_in_it() {
    let mut county = county();
    let ill = |name: &str, id: &str| format!("{name},{id},90000,60000,是");
    let headings = "姓名,身份证号,医疗总费用,个人自付费用,重特大疾病";
    let both = [ill("王小二", head().reveal()), ill("李三娘", wife().reveal())];
    county.receive("2022-10", &lines(headings, &both));
    let (_, statement, _) = county.receive("2022-11", &lines(headings, &[ill("李三娘", wife().reveal())]));
    assert_eq!(statement.facts, []);
    assert_eq!(stated(&county, FactKind::IllnessSpending, "2022-11-30"), Some(FactValue(6_000_000)));
}

#[test]
fn a_corrected_file_that_comes_months_later_changes_its_own_month_and_not_the_later_ones() {
    let mut county = county();
    let of = |spending: &str| format!("王小二,{},90000,{spending},否", head().reveal());
    let headings = "姓名,身份证号,医疗总费用,个人自付费用,重特大疾病";
    county.receive("2022-10", &lines(headings, &[of("10000")]));
    county.receive("2022-11", &lines(headings, &[of("30000")]));
    let (_, corrected, _) = county.receive("2022-10", &lines(headings, &[of("20000")]));
    assert_eq!(corrected.facts.iter().map(|fact| fact.supersedes.is_some()).collect::<Vec<_>>(), [true]);
    assert_eq!(stated(&county, FactKind::IllnessSpending, "2022-10-31"), Some(FactValue(2_000_000)));
    assert_eq!(stated(&county, FactKind::IllnessSpending, "2022-11-30"), Some(FactValue(3_000_000)));
}

#[test]
fn a_certificate_that_says_another_level_leaves_the_disability_open() {
    let mut county = county();
    let certificate = format!("王小二,{id},{id}41,肢体,二级", id = head().reveal());
    county.receive("2022-10", &lines("姓名,身份证号,残疾人证号,残疾类别,残疾等级", &[certificate]));
    assert_eq!(stated(&county, FactKind::DisabilityLevel, "2022-10-31"), Some(FactValue::UNREADABLE));
}

fn totals(rows: &[(&str, &str)]) -> Vec<(u32, Option<u16>)> {
    let row = |(at, (first, wages)): (u16, &(&str, &str))| {
        if first.is_empty() {
            let cells = [("工资性收入", *wages), ("务工月数", "12")];
            reported("A1", "王小二", number("1970-01-01", at).reveal(), &cells)
        } else {
            format!("{first},,,,,,,{wages}")
        }
    };
    let rows: Vec<String> = (1u16..).zip(rows).map(row).collect();
    let reading = read_lines(&lines(VILLAGE_HEADINGS, &rows));
    let told = reading.complaints.iter().filter(|complaint| complaint.code == ComplaintCode::TotalDiffers);
    told.map(|complaint| (complaint.row, complaint.column)).collect()
}

#[test]
fn a_total_is_the_sum_of_its_rows() {
    assert_eq!(totals(&[("", "100"), ("", "200"), ("合计", "300")]), []);
    assert_eq!(totals(&[("", "100"), ("", "200"), ("合计", "301")]), [(4, Some(7))]);
    assert_eq!(totals(&[("合计", "300"), ("", "100"), ("", "200")]), [], "totals may stand above");
    let parts = [("", "100"), ("小计", "100"), ("", "200"), ("小计", "200"), ("总计", "300")];
    assert_eq!(totals(&parts), []);
    let wrong = [("", "100"), ("小计", "100"), ("", "200"), ("小计", "250"), ("总计", "300")];
    assert_eq!(totals(&wrong), [(5, Some(7))]);
}

#[test]
fn a_total_over_a_cell_that_could_not_be_read_is_told_only_where_it_cannot_be_right() {
    assert_eq!(totals(&[("", "100"), ("", "约两百"), ("合计", "300")]), []);
    assert_eq!(totals(&[("", "100"), ("", "约两百"), ("合计", "99")]), [(4, Some(7))]);
    assert_eq!(totals(&[("", "100"), ("", "约两百"), ("合计", "100")]), []);
}

#[test]
fn a_total_of_counts_may_be_beyond_what_one_person_can_have() {
    let told = |total: &str| {
        let row = |at: u16| format!("A1,王小二,{},HD-1,900,0", number("1970-01-01", at).reveal());
        let rows = [row(1), row(3), format!("合计,,,,{total},0")];
        let reading = read_lines(&lines("户号,姓名,身份证号,核对批次号,住房套数,商业用房数", &rows));
        reading.complaints.iter().map(|complaint| (complaint.code, complaint.row)).collect::<Vec<_>>()
    };
    assert_eq!(told("1800"), []);
    assert_eq!(told("1801"), [(ComplaintCode::TotalDiffers, 4)]);
}

#[test]
fn rows_that_were_left_out_are_counted_into_the_total() {
    let row = reported("A1", "王小二", number("1970-01-01", 1).reveal(), &[("工资性收入", "100"), ("务工月数", "12")]);
    let rows = [row.clone(), row, "合计,,,,,,,200".to_owned()];
    let reading = read_lines(&lines(VILLAGE_HEADINGS, &rows));
    assert_eq!((reading.rows.len(), reading.rows_seen), (1, 2));
    assert_eq!(reading.complaints.iter().map(|complaint| complaint.code).collect::<Vec<_>>(), [ComplaintCode::DoubledSame]);
}

#[test]
fn a_long_list_is_read_alike_on_one_thread_and_on_several() {
    let layouts = embedded_layouts();
    let born = |at: u16| day("1950-01-01").plus_days(i32::from(at)).to_string();
    let row = |at: u16| {
        let relation = if at.is_multiple_of(97) { "邻居" } else { "户主" };
        resident(&format!("A{at}"), "王小二", number(&born(at), 1), relation)
    };
    let mut lines = vec![REGISTER_HEADINGS.to_owned()];
    lines.extend((0..9_000).map(row));
    lines.push(row(5));
    let bytes = csv(&lines.iter().map(String::as_str).collect::<Vec<&str>>());
    let read = |threads| {
        let threads = NonZeroUsize::new(threads).expect("a number of threads");
        Reader { threads, ..Reader::new(&layouts) }.read(&bytes, "名册.csv").expect("a household register")
    };
    let one = read(1);
    assert_eq!((one.rows.len(), one.rows_seen, one.complaints.len()), (9_000, 9_001, 94));
    for threads in [2, 3] {
        assert_eq!(read(threads), one);
    }
}

#[test]
fn the_police_register_comes_before_the_list_of_deaths() {
    let mut county = county();
    county.receive("2022-10", &lines("姓名,身份证号,死亡日期,火化日期", &[format!("王小二,{},2022-10-03,", head().reveal())]));
    let mut roll = crate::recording::roll();
    roll[1].push_str("2022-10-02");
    county.receive("2022-10", &roll);
    let register = county.register();
    let picked = register.pick(county.person(head()), FactKind::Death, day("2022-10-31"));
    let Picked::Conflict { chosen, other, rule } = picked else { panic!("{picked:?}") };
    assert_eq!((chosen.value.0, other.value.0, rule.code()), (20_221_002, 20_221_003, "RG-01"));
}
