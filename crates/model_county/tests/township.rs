//! What the model county writes, read back as anyone would read it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use model_county::{
    AnswerKey, DefectKind, Ground, OutFile, Outcome, PEOPLE_MAX, PEOPLE_MIN, Plan, PlanFault, Story, write, write_with_key,
};
use vocabulary::{
    ApplicationKind, CitizenId, Coded, Date, DibaoClass, Employment, Fen, LabourCapacity, MoneyUnit, Month, PhoneNumber,
    RegionCode, Registration, Relation, Schooling, Whereabouts,
};

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

fn plan(people: u32, seed: u64) -> Plan {
    Plan::new(people, seed, vec![month("2022-01"), month("2022-02"), month("2022-03")]).expect("a plan")
}

/// The rows of a file as text, the title first.
fn rows(file: &OutFile) -> Vec<Vec<String>> {
    if file.path.ends_with(".xlsx") {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.as_slice())).expect("a workbook");
        let range = workbook.worksheet_range_at(0).expect("a sheet").expect("a readable sheet");
        range.rows().map(|row| row.iter().map(cell_text).collect()).collect()
    } else {
        let (text, _, wrong) = encoding_rs::GB18030.decode(&file.bytes);
        assert!(!wrong, "{} is GB18030", file.path);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
    }
}

fn cell_text(cell: &Data) -> String {
    if let Data::Float(number) = cell { format!("{number}") } else { cell.to_string() }
}

fn column(rows: &[Vec<String>], heading: &str) -> usize {
    rows[1].iter().position(|known| known == heading).unwrap_or_else(|| panic!("{heading} stands in the header"))
}

fn is_register(file: &OutFile) -> bool {
    file.path.contains("户籍信息")
}

fn people_rows(file: &OutFile) -> Vec<Vec<String>> {
    let all = rows(file);
    let foot = usize::from(is_register(file));
    all[2..all.len() - foot].to_vec()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_other_people() {
    let files = write(&plan(300, 7));
    assert_eq!(files, write(&plan(300, 7)));
    let (_, mine) = write_with_key(&plan(300, 7));
    let (_, other) = write_with_key(&plan(300, 8));
    let numbers: HashSet<CitizenId> = mine.residents.iter().map(|resident| resident.number).collect();
    let shared = other.residents.iter().filter(|resident| numbers.contains(&resident.number)).count();
    assert!(shared < 3, "{shared} numbers in common");
}

#[test]
fn each_month_has_one_register_and_a_check_of_each_village() {
    let files = write(&plan(400, 1));
    let paths: Vec<&str> = files.iter().take(7).map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "2022-01/户籍信息_2022-01.xlsx",
            "2022-01/入户核查_山门居委会_2022-01.xlsx",
            "2022-01/入户核查_刘崖村_2022-01.csv",
            "2022-01/入户核查_南山村_2022-01.csv",
            "2022-01/入户核查_什字村_2022-01.xlsx",
            "2022-01/入户核查_高桥村_2022-01.csv",
            "2022-01/入户核查_关山村_2022-01.csv",
        ]
    );
    assert_eq!(files.len(), 21);
    let register = rows(&files[0]);
    assert_eq!(register[0][0], "清水县公安局户籍信息表（2022年1月）");
    assert_eq!(register.last().map(|row| row[0].as_str()), Some("合计"));
    assert_eq!(rows(&files[2])[0][0], "清水县山门镇刘崖村低收入家庭入户核查表（2022年1月）");
}

#[test]
fn no_two_persons_share_a_number() {
    for people in [PEOPLE_MIN, 2_000, 20_000] {
        let (_, key) = write_with_key(&plan(people, 11));
        let numbers: BTreeSet<CitizenId> = key.residents.iter().map(|resident| resident.number).collect();
        assert_eq!(numbers.len(), key.residents.len(), "{people} people");
    }
}

#[test]
fn the_first_register_has_the_people_asked_for_and_those_born_in_the_month() {
    for people in [200u32, 777, 2_000] {
        let (files, key) = write_with_key(&plan(people, 3));
        let added = key
            .defects
            .iter()
            .filter(|defect| defect.path == files[0].path)
            .filter(|defect| matches!(defect.kind, DefectKind::DoubledRow | DefectKind::OtherCounty))
            .count();
        let first_day = month("2022-01").first_day();
        let next_month = month("2022-02").first_day();
        let born = key.residents.iter().filter(|resident| (first_day..next_month).contains(&resident.number.birth())).count();
        assert_eq!(people_rows(&files[0]).len(), people as usize + born + added);
    }
}

/// Every cell of a form that is not a planted fault reads as what its column states.
fn check_register_row(header: &[String], row: &[String]) -> Result<(), String> {
    for (heading, text) in header.iter().zip(row) {
        let right = match heading.as_str() {
            "公民身份号码" => CitizenId::parse(text).is_ok() && text.len() == 18,
            "户口性质" => Registration::parse(text).is_some(),
            "与户主关系" => Relation::parse(text).is_some(),
            "村（居）代码" => RegionCode::parse(text).is_ok_and(|code| code.to_string().starts_with("620521105")),
            "出生日期" => text.len() == 10 && Date::parse(text).is_ok(),
            "死亡注销日期" => text.is_empty() || Date::parse(text).is_ok(),
            "手机号码" => text.is_empty() || PhoneNumber::parse(text).is_ok(),
            "性别" => text == "男" || text == "女",
            _text => !text.is_empty(),
        };
        if !right {
            return Err(format!("{heading}: {text}"));
        }
    }
    Ok(())
}

fn check_check_row(header: &[String], row: &[String]) -> Result<(), String> {
    for (heading, text) in header.iter().zip(row) {
        let right = match heading.as_str() {
            "身份证号" => CitizenId::parse(text).is_ok() && text.len() == 18,
            "村（居）代码" => RegionCode::parse(text).is_ok_and(|code| code.to_string().starts_with("620521105")),
            "劳动能力" => LabourCapacity::parse(text).is_some(),
            "残疾类别" => text.is_empty() || vocabulary::DisabilityKind::parse(text).is_some(),
            "残疾等级" => text.is_empty() || vocabulary::DisabilityLevel::parse(text).is_some(),
            "在读情况" => Schooling::parse(text).is_some(),
            "就业状况" => Employment::parse(text).is_some(),
            "人员去向" => Whereabouts::parse(text).is_some(),
            "申请方式" => text.is_empty() || ApplicationKind::parse(text).is_some(),
            "重特大疾病" | "因就业增收" => text == "是" || text == "否",
            "申请日期" | "授权书签署日期" | "去向起始日" => {
                text.is_empty() || (text.len() == 10 && Date::parse(text).is_ok())
            }
            "一卡通账号" => text.is_empty() || vocabulary::AccountNumber::parse(text).is_ok(),
            money if money.contains('元') => {
                Fen::parse(text, MoneyUnit::Yuan).is_ok() && !text.contains(',') && !text.contains('元')
            }
            "务工月数" | "住房套数" | "机动车辆数" | "商铺企业数" => text.parse::<i64>().is_ok(),
            _text => !text.is_empty(),
        };
        if !right {
            return Err(format!("{heading}: {text}"));
        }
    }
    Ok(())
}

#[test]
fn every_cell_is_right_except_the_planted_faults_and_every_fault_stands_where_the_key_says() {
    for people in [200, 2_000] {
        let (files, key) = write_with_key(&plan(people, 5));
        let mut faulty: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for defect in &key.defects {
            faulty.entry(defect.path.as_str()).or_default().insert(defect.row);
        }
        for file in &files {
            let rows = rows(file);
            let foot = usize::from(is_register(file));
            for (index, row) in rows.iter().enumerate().take(rows.len() - foot).skip(2) {
                let row_number = u32::try_from(index + 1).expect("a row");
                let planted = faulty.get(file.path.as_str()).is_some_and(|rows| rows.contains(&row_number));
                let result = if is_register(file) { check_register_row(&rows[1], row) } else { check_check_row(&rows[1], row) };
                assert!(planted || result.is_ok(), "{} row {row_number}: {result:?}", file.path);
            }
            for defect in key.defects.iter().filter(|defect| defect.path == file.path) {
                let cell = &rows[defect.row as usize - 1][usize::from(defect.column)];
                assert_eq!(cell, &defect.written, "{defect:?}");
            }
        }
    }
}

#[test]
fn every_kind_of_fault_stands_in_every_month_and_faults_are_two_or_three_rows_in_a_hundred() {
    let (files, key) = write_with_key(&plan(2_000, 9));
    for month in ["2022-01", "2022-02", "2022-03"] {
        let kinds: BTreeSet<DefectKind> =
            key.defects.iter().filter(|defect| defect.month.to_string() == month).map(|defect| defect.kind).collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), DefectKind::ALL);
        let rows: usize = files.iter().filter(|file| file.path.starts_with(month)).map(|file| people_rows(file).len()).sum();
        let faults = key.defects.iter().filter(|defect| defect.month.to_string() == month).count();
        assert!((20..=30).contains(&(faults * 1000 / rows)), "{faults} faults in {rows} rows");
    }
}

#[test]
fn a_wrong_digit_and_lost_digits_are_no_numbers_and_the_harmless_forms_are() {
    let (_, key) = write_with_key(&plan(2_000, 13));
    for defect in &key.defects {
        match defect.kind {
            DefectKind::WrongDigit | DefectKind::LostDigits => assert!(CitizenId::parse(&defect.written).is_err(), "{defect:?}"),
            DefectKind::FullWidthNumber | DefectKind::SpacedNumber | DefectKind::SmallX | DefectKind::OldNumber => {
                assert_eq!(CitizenId::parse(&defect.written), Ok(defect.number), "{defect:?}");
            }
            DefectKind::ThousandsCommas | DefectKind::YuanBehind => {
                let amount = |text: &str| Fen::parse(text, MoneyUnit::Yuan).expect("an amount");
                assert_eq!(amount(&defect.written), amount(&defect.meant));
                assert_ne!(defect.written, defect.meant);
            }
            DefectKind::DayForm => {
                let day =
                    Date::parse(&defect.written).ok().or_else(|| Date::from_spreadsheet_serial(defect.written.parse().ok()?));
                assert_eq!(day, Date::parse(&defect.meant).ok(), "{defect:?}");
            }
            DefectKind::BlankIncome => assert_eq!(defect.written, ""),
            DefectKind::NameByEar | DefectKind::UnknownWord => assert_ne!(defect.written, defect.meant),
            DefectKind::OtherCounty | DefectKind::DoubledRow => assert_eq!(defect.written, defect.meant),
        }
    }
}

#[test]
fn about_one_family_in_ten_applies_and_two_thirds_of_them_are_eligible_a_quarter_alone() {
    let (files, key) = write_with_key(&plan(20_000, 2));
    let register = people_rows(&files[0]);
    let all = rows(&files[0]);
    let number = column(&all, "户号");
    let families: BTreeSet<&String> = register.iter().map(|row| &row[number]).collect();
    let march: Vec<_> = key.units.iter().filter(|unit| unit.month == month("2022-03")).collect();
    let in_a_hundred = |part: usize, of: usize| part * 100 / of;
    assert!((9..=12).contains(&in_a_hundred(march.len(), families.len())), "{} of {}", march.len(), families.len());
    let eligible: Vec<_> = march.iter().filter(|unit| matches!(unit.outcome, Outcome::Eligible { .. })).collect();
    assert!((60..=70).contains(&in_a_hundred(eligible.len(), march.len())), "{} of {}", eligible.len(), march.len());
    let alone = eligible.iter().filter(|unit| unit.kind == ApplicationKind::SinglePerson).count();
    assert!((20..=30).contains(&in_a_hundred(alone, eligible.len())), "{alone} of {}", eligible.len());
}

/// What the rules make of a story in the month it is told.
fn expected(story: Story) -> Result<&'static [DibaoClass], Ground> {
    use DibaoClass::{Four, One, Three, Two};
    match story {
        Story::NoLabourNoIncome | Story::AloneWithoutIncome => Ok(&[One]),
        Story::NearlyNoIncome
        | Story::AtAFifth
        | Story::OldAgeAllowance
        | Story::AloneSeverelyDisabled
        | Story::AloneLevelThree
        | Story::AloneSeriouslyIll
        | Story::AloneClergy => Ok(&[Two]),
        Story::JustAboveAFifth
        | Story::LowIncome
        | Story::AtFourFifths
        | Story::LossInBusiness
        | Story::CappedEmploymentCost
        | Story::Undergraduate
        | Story::Postgraduate
        | Story::Prison
        | Story::Detoxification
        | Story::Missing
        | Story::ClergyForLong
        | Story::ClergyForShort
        | Story::SupportPaid
        | Story::SavingsAtTheLimit => Ok(&[Three]),
        Story::JustAboveFourFifths | Story::BelowTheLine | Story::JustBelowTheLine | Story::EmploymentCost => Ok(&[Four]),
        Story::AtTheLine | Story::AboveTheLine | Story::EmployeePension => Err(Ground::Income),
        Story::MotorCar | Story::SecondDwelling | Story::Shop | Story::SavingsAboveTheLimit => Err(Ground::Property),
        Story::UrbanRegistration => Err(Ground::UrbanRegistration),
        Story::AloneAtTheMargin => Err(Ground::NotAMarginFamily),
        Story::AlonePhysicalLevelThree => Err(Ground::NoGroundToApplyAlone),
        Story::AloneWithOwnIncome => Err(Ground::OwnIncome),
    }
}

#[test]
fn every_story_is_told_by_two_thousand_people_and_comes_out_as_it_should() {
    for seed in 1..=12 {
        let (_, key) = write_with_key(&plan(2_000, seed));
        let mut told = BTreeSet::new();
        for unit in key.units.iter().filter(|unit| unit.day.in_month() == unit.month) {
            told.insert(unit.story);
            let right = match (unit.outcome, expected(unit.story)) {
                (Outcome::Eligible { class, .. }, Ok(classes)) => classes.contains(&class),
                (Outcome::NotEligible(ground), Err(expected)) => ground == expected,
                (Outcome::Eligible { .. }, Err(_)) | (Outcome::NotEligible(_), Ok(_)) => false,
            };
            assert!(right, "seed {seed}: {unit:?}");
        }
        assert!(told.len() >= 36, "seed {seed}: only {} stories: {told:?}", told.len());
    }
}

fn by_unit(key: &AnswerKey, month: Month) -> BTreeMap<(&str, CitizenId), Outcome> {
    key.units
        .iter()
        .filter(|unit| unit.month == month)
        .map(|unit| ((unit.household.as_str(), unit.applicant), unit.outcome))
        .collect()
}

#[test]
fn families_come_leave_and_change_class_from_month_to_month() {
    let (_, key) = write_with_key(&plan(2_000, 2));
    for (earlier, later) in [("2022-01", "2022-02"), ("2022-02", "2022-03")] {
        let (before, after) = (by_unit(&key, month(earlier)), by_unit(&key, month(later)));
        assert!(after.keys().any(|unit| !before.contains_key(unit)), "someone new applies");
        let changes: Vec<(Outcome, Outcome)> =
            before.iter().filter_map(|(unit, outcome)| after.get(unit).map(|now| (*outcome, *now))).collect();
        let left = |(was, is): &(Outcome, Outcome)| {
            matches!((was, is), (Outcome::Eligible { .. }, Outcome::NotEligible(Ground::Income)))
        };
        assert!(changes.iter().any(left), "work lifts someone above the line");
        let regraded = |(was, is): &(Outcome, Outcome)| match (was, is) {
            (Outcome::Eligible { class: was, .. }, Outcome::Eligible { class: is, .. }) => was != is,
            (Outcome::Eligible { .. } | Outcome::NotEligible(_), Outcome::Eligible { .. } | Outcome::NotEligible(_)) => false,
        };
        assert!(changes.iter().any(regraded), "a disability changes a class");
        assert!(key.deaths.iter().any(|death| death.month == month(later)));
    }
}

#[test]
fn rows_without_an_authorisation_stand_where_the_key_says_and_nowhere_else() {
    let (files, key) = write_with_key(&plan(2_000, 4));
    let mut found = 0;
    for file in files.iter().filter(|file| !is_register(file)) {
        let rows = rows(file);
        let (household, signed) = (column(&rows, "户号"), column(&rows, "授权书签署日期"));
        let signers: BTreeSet<&String> =
            rows[2..].iter().filter(|row| !row[signed].is_empty()).map(|row| &row[household]).collect();
        for (index, row) in rows.iter().enumerate().skip(2).filter(|(_, row)| !signers.contains(&row[household])) {
            let row_number = u32::try_from(index + 1).expect("a row");
            let in_key = key.unsigned.iter().any(|unsigned| unsigned.path == file.path && unsigned.row == row_number);
            let stranger = key
                .defects
                .iter()
                .any(|defect| defect.path == file.path && defect.row == row_number && defect.kind == DefectKind::OtherCounty);
            assert!(in_key || stranger, "{} row {row_number}: {row:?}", file.path);
            found += usize::from(in_key);
        }
    }
    assert_eq!(found, key.unsigned.len());
    assert!(found > 0);
}

#[test]
fn families_in_which_nothing_happened_repeat_the_same_answers() {
    let (files, key) = write_with_key(&plan(2_000, 6));
    let answers = |month: &str| -> BTreeMap<String, Vec<String>> {
        let of_month = files.iter().filter(|file| file.path.starts_with(month) && !is_register(file));
        of_month
            .flat_map(|file| {
                let soiled: BTreeSet<u32> =
                    key.defects.iter().filter(|defect| defect.path == file.path).map(|defect| defect.row).collect();
                let clean = (3u32..).zip(people_rows(file)).filter(move |(row, _)| !soiled.contains(row));
                clean.map(|(_, row)| (row[4].clone(), row[1..].to_vec())).collect::<Vec<_>>()
            })
            .collect()
    };
    let (january, february) = (answers("2022-01"), answers("2022-02"));
    let both: Vec<&String> = january.keys().filter(|number| february.contains_key(*number)).collect();
    let same = both.iter().filter(|number| january[**number] == february[**number]).count();
    assert!(same * 100 >= both.len() * 93, "{same} of {}", both.len());
}

#[test]
fn a_small_township_lives_through_a_year_from_any_seed() {
    let year: Vec<Month> = (0..12).map(|after| month("2022-01").plus(after)).collect();
    for seed in 0..40 {
        let (files, key) = write_with_key(&Plan::new(PEOPLE_MIN, seed, year.clone()).expect("a plan"));
        assert_eq!(files.len(), 84);
        assert!(year.iter().all(|month| key.units.iter().any(|unit| unit.month == *month)), "seed {seed}");
    }
}

#[test]
fn a_plan_out_of_bounds_is_refused_with_what_to_write_instead() {
    let months = || vec![month("2022-01")];
    assert_eq!(Plan::new(PEOPLE_MIN - 1, 1, months()), Err(PlanFault::People(PEOPLE_MIN - 1)));
    assert_eq!(Plan::new(PEOPLE_MAX + 1, 1, months()), Err(PlanFault::People(PEOPLE_MAX + 1)));
    assert!(Plan::new(PEOPLE_MIN, 1, months()).is_ok());
    assert_eq!(Plan::new(300, 1, Vec::new()), Err(PlanFault::Months));
    assert_eq!(Plan::new(300, 1, vec![month("2022-02"), month("2022-01")]), Err(PlanFault::Months));
    assert_eq!(PlanFault::People(5).to_string(), "样例人口5人超出范围，请填写200至200000之间的人数");
}
