//! The reader of policy files: its messages, its overlays, and the files this system comes with.

use policy::dibao::{DibaoValues, category_supplement};
use policy::{Amount, Key, PolicyBook};
use vocabulary::{Date, Fen, Month, Ratio, RegionCode, WorkingCalendar};

fn region(text: &str) -> RegionCode {
    RegionCode::parse(text).expect("a region")
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// A file with one value, in the form of the files.
fn file(name: &str, unit: &str, values: &str) -> String {
    format!("[{name}]\nlabel = \"标\"\nunit = \"{unit}\"\nsource = \"某文件\"\nconfidence = \"seen\"\nvalues = [{values}]\n")
}

fn standard(values: &str) -> String {
    file("dibao.rural.standard", "fen/person/month", values)
}

fn faults(text: &str) -> String {
    let faults = PolicyBook::parse(&[("county.toml", text)]).expect_err("a faulty file");
    faults.iter().map(|fault| fault.to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_fault_says_where_what_and_what_to_do() {
    insta::assert_snapshot!(faults("[dibao\nx"), @"county.toml: 第1行: 不是合法的 TOML（unclosed table, expected `]`）；请按其他条目的写法改正该行");
    insta::assert_snapshot!(faults(&file("dibao.rural.standrad", "fen/person/month", "")), @"county.toml: dibao.rural.standrad: 系统没有这个名称的数值；请核对名称是否写错（名称见政策数值页面），或删去该条目");
    insta::assert_snapshot!(faults("[dibao.rural]\nstandard = 43900\n"), @"county.toml: dibao.rural.standard: 该字段不属于任何数值；请写在带有 values 的条目之下，或删去");
    insta::assert_snapshot!(faults("[dibao.rural.standard]\nunit = \"yuan\"\nauthor = \"某人\"\nvalues = []\n"), @r#"
        county.toml: dibao.rural.standard: 未知字段“author”；可用字段：label、unit、source、confidence、values
        county.toml: dibao.rural.standard: 缺少字段“label”或其不是文字；请补写 label = "…"
        county.toml: dibao.rural.standard: 缺少字段“source”或其不是文字；请补写 source = "…"
        county.toml: dibao.rural.standard: 缺少字段“confidence”或其不是文字；请补写 confidence = "…"
        county.toml: dibao.rural.standard: 单位“yuan”不对；该数值的单位是“fen/person/month”
        "#);
    insta::assert_snapshot!(faults(&standard("")), @"county.toml: dibao.rural.standard: values 应为至少一项的列表：values = [{ region = …, from = …, amount = … }]");
    insta::assert_snapshot!(faults(&standard("{ region = \"62052X\", from = \"2022-02-30\", amount = 439.5, note = \"\" }")), @r#"
        county.toml: dibao.rural.standard 第1项: 未知字段“note”；可用字段：region、from、until、amount、source、confidence
        county.toml: dibao.rural.standard 第1项: region“62052X”不是区划代码：区划代码应为2、4、6、9或12位数字；全国写 "CN"
        county.toml: dibao.rural.standard 第1项: from“2022-02-30”：该日期不存在；请写作 2022-01-01
        county.toml: dibao.rural.standard 第1项: amount = 439.5 不合要求；应为零至一亿的整数，单位为分（439元写 43900），尚不知道的写 "UNKNOWN"
        "#);
    insta::assert_snapshot!(faults(&standard("{ region = 620521, from = 2022-01-01, amount = -1 }, 43900, { region = \"CN\" }")), @r#"
        county.toml: dibao.rural.standard 第1项: 缺少 region 或其不是文字；请写区划代码，如 region = "620521"，全国写 "CN"
        county.toml: dibao.rural.standard 第1项: 缺少 from 或其未加引号；请写 from = "2022-01-01"
        county.toml: dibao.rural.standard 第1项: amount = -1 不合要求；应为零至一亿的整数，单位为分（439元写 43900），尚不知道的写 "UNKNOWN"
        county.toml: dibao.rural.standard 第2项: 应写作 { region = …, from = …, amount = … }
        county.toml: dibao.rural.standard 第3项: 缺少 from 或其未加引号；请写 from = "2022-01-01"
        county.toml: dibao.rural.standard 第3项: 缺少 amount；尚不知道的写 amount = "UNKNOWN"
        "#);
    insta::assert_snapshot!(faults(&standard("{ region = \"CN\", from = \"2022-01-01\", until = \"2022-01-01\", amount = 1 }")), @"county.toml: dibao.rural.standard 第1项: until 不晚于 from，没有一天适用；until 应为不再适用的第一天");
    insta::assert_snapshot!(faults(&standard("{ region = \"CN\", from = \"2021-01-01\", amount = 1 }, { region = \"CN\", from = \"2022-01-01\", amount = 2 }")), @"county.toml: dibao.rural.standard: CN在2022-01-01有两个数值；请给较早的一项写上 until");
    insta::assert_snapshot!(faults(&file("dibao.margin.income_ratio", "ratio", "{ region = \"CN\", from = \"2022-01-01\", amount = \"1.50001\" }")), @r#"county.toml: dibao.margin.income_ratio 第1项: amount = "1.50001" 不合要求；应为比例，如 "1.5"、"20%"，最多四位小数，尚不知道的写 "UNKNOWN""#);
    insta::assert_snapshot!(faults(&file("dibao.age.adult", "years", "{ region = \"CN\", from = \"2022-01-01\", amount = \"十八\" }")), @r#"county.toml: dibao.age.adult 第1项: amount = "十八" 不合要求；应为零至一万的整数，尚不知道的写 "UNKNOWN""#);
    insta::assert_snapshot!(faults(&file("dibao.rules_in_force", "yes/no", "{ region = \"CN\", from = \"2022-01-01\", amount = 1 }")), @r#"county.toml: dibao.rules_in_force 第1项: amount = 1 不合要求；应为true（是）或 false（否），尚不知道的写 "UNKNOWN""#);
}

#[test]
fn the_faults_of_all_files_are_given_at_once() {
    let bad = standard("");
    let faults = PolicyBook::parse(&[("one.toml", &bad), ("two.toml", &bad)]).expect_err("two faulty files");
    assert_eq!(faults.iter().map(|fault| fault.file.as_str()).collect::<Vec<_>>(), ["one.toml", "two.toml"]);
}

#[test]
fn an_unknown_value_is_refused_by_name() {
    let text = standard("{ region = \"CN\", from = \"2022-01-01\", amount = \"UNKNOWN\" }");
    let book = PolicyBook::parse(&[("law.toml", &text)]).expect("a book");
    let unknown = book.value(Key::STANDARD, region("620521"), day("2022-05-01")).expect_err("UNKNOWN");
    insta::assert_snapshot!(unknown, @"政策数值“dibao.rural.standard”（620521，2022-05-01）未知，须由有权机关录入");
    assert!(book.value(Key::STANDARD, region("620521"), day("2021-12-31")).is_err(), "no value before the first day");
}

#[test]
fn the_most_exact_region_of_the_day_wins() {
    let text = standard(
        "{ region = \"CN\", from = \"2022-01-01\", amount = 1 }, { region = \"62\", from = \"2022-01-01\", amount = 2 }, \
         { region = \"620521\", from = \"2022-02-01\", until = \"2022-03-01\", amount = 3 }",
    );
    let book = PolicyBook::parse(&[("law.toml", &text)]).expect("a book");
    let at = |place: &str, today: &str| book.money(Key::STANDARD, region(place), day(today)).map(|(money, _)| money.as_fen());
    assert_eq!(at("620521100001", "2022-01-31"), Ok(2));
    assert_eq!(at("620521100001", "2022-02-01"), Ok(3));
    assert_eq!(at("620521", "2022-02-28"), Ok(3));
    assert_eq!(at("620521", "2022-03-01"), Ok(2));
    assert_eq!(at("620522", "2022-02-01"), Ok(2));
    assert_eq!(at("61", "2022-02-01"), Ok(1));
}

#[test]
fn a_later_file_takes_the_place_of_an_earlier_one_only_for_its_days() {
    let law = standard("{ region = \"620521\", from = \"2022-01-01\", until = \"2024-01-01\", amount = \"UNKNOWN\" }");
    let county = standard("{ region = \"620521\", from = \"2022-07-01\", until = \"2023-01-01\", amount = 5 }");
    let book = PolicyBook::parse(&[("law.toml", &law), ("county.toml", &county)]).expect("a book");
    let days: Vec<(String, Option<String>, bool)> = book
        .values()
        .map(|value| (value.from.to_string(), value.until.map(|until| until.to_string()), value.amount.is_some()))
        .collect();
    assert_eq!(
        days,
        [
            ("2022-01-01".to_owned(), Some("2022-07-01".to_owned()), false),
            ("2022-07-01".to_owned(), Some("2023-01-01".to_owned()), true),
            ("2023-01-01".to_owned(), Some("2024-01-01".to_owned()), false),
        ]
    );
}

#[test]
fn the_category_supplement_is_paid_for_each_person_and_refused_while_unknown() {
    let text = file(
        "dibao.rural.category_supplement",
        "fen/person/month",
        "{ region = \"620521\", from = \"2022-01-01\", amount = 5000 }, { region = \"CN\", from = \"2022-01-01\", amount = \"UNKNOWN\" }",
    );
    let book = PolicyBook::parse(&[("county.toml", &text)]).expect("a book");
    let month = Month::new(2022, 6).expect("a month");
    assert_eq!(category_supplement(&book, region("620521"), 3, month), Ok(Fen::yuan(150)));
    let unknown = category_supplement(&book, region("620522"), 3, month).expect_err("UNKNOWN");
    assert_eq!(unknown.key.0, "dibao.rural.category_supplement");
}

#[test]
fn a_later_file_for_the_same_days_leaves_nothing_of_the_earlier_one() {
    for days in ["from = \"2022-01-01\"", "from = \"2022-01-01\", until = \"2023-01-01\""] {
        let law = standard(&format!("{{ region = \"620521\", {days}, amount = 4 }}"));
        let county = standard(&format!("{{ region = \"620521\", {days}, amount = 5 }}"));
        let book = PolicyBook::parse(&[("law.toml", &law), ("county.toml", &county)]).expect("a book");
        let amounts: Vec<Option<Amount>> = book.values().map(|value| value.amount).collect();
        assert_eq!(amounts, [Some(Amount::Money(Fen::new(5)))], "{days}");
    }
}

#[test]
fn ratios_keep_their_digits_however_they_are_written() {
    for written in ["\"1.2345\"", "1.2345", "\"123.45%\""] {
        let text = file(
            "dibao.margin.income_ratio",
            "ratio",
            &format!("{{ region = \"CN\", from = \"2022-01-01\", amount = {written} }}"),
        );
        let book = PolicyBook::parse(&[("law.toml", &text)]).expect("a book");
        let value = book.value(Key::MARGIN_INCOME_RATIO, RegionCode::NATION, day("2022-01-01")).expect("a value");
        assert_eq!(value.amount, Some(Amount::Ratio(Ratio::ten_thousandths(12_345))), "{written}");
    }
}

#[test]
fn the_files_of_this_system_are_read_and_set_every_value() {
    let book = PolicyBook::parse(&crate::model_files()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    // No source tells urban disposable income, and the model county assumes none.
    let not_assumed = [Key::URBAN_DISPOSABLE_INCOME];
    for key in Key::ALL {
        assert!(!book.versions(key.name).is_empty(), "no file sets {}", key.name);
        let known = ["2022-10-31", "2026-10-31"].map(|today| book.value(*key, region("620521"), day(today)).is_ok());
        assert_eq!(known.contains(&true), !not_assumed.contains(key), "{} in the model county", key.name);
    }
    assert!(book.values().all(|value| !value.source.is_empty() && !value.label.is_empty()));
    assert_eq!(book.money(Key::STANDARD, region("620521"), day("2022-10-31")).map(|(money, _)| money), Ok(Fen::yuan(439)));
    WorkingCalendar::parse(policy::working_days()).expect("the calendar");
}

#[test]
fn the_day_picks_the_version_of_the_rules() {
    let book = PolicyBook::parse(&crate::model_files()).expect("a book");
    let version = |today: &str| DibaoValues::at(&book, region("620521"), day(today)).ok().and_then(|values| values.version());
    for (first, last) in [
        ("2021-07-01", "2022-10-19"),
        ("2022-10-20", "2023-10-18"),
        ("2023-10-19", "2024-12-31"),
        ("2025-01-01", "2026-06-30"),
        ("2026-07-01", "2030-01-01"),
    ] {
        assert_eq!([version(first), version(last)], [Some(day(first)); 2]);
    }
    assert_eq!(version("2021-06-30"), None);
}

#[test]
fn what_the_model_county_assumes_is_marked_as_its_assumption() {
    let (_, text) = policy::model_county();
    let book = PolicyBook::parse(&[("model-county.toml", text)]).expect("a book");
    assert!(book.values().all(|value| value.confidence == "assumption" && value.region == region("620521")));
}
