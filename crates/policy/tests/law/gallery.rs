//! Policy files that are refused, each with its exact message. A file of `tests/law/gallery/` is one slip that somebody
//! who enters values may make; what they read is written below.

use std::path::PathBuf;

use policy::PolicyBook;

/// The gallery's files with their texts, in the order of their names.
#[expect(clippy::disallowed_methods, reason = "only the test reads files; the crate takes texts")]
fn files() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/law/gallery");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the gallery").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let named = |path: PathBuf| {
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("a gallery file"))
    };
    paths.into_iter().map(named).collect()
}

#[test]
fn every_bad_file_is_refused_with_the_message_that_stands_in_the_gallery() {
    let files = files();
    let mut messages = String::new();
    for (name, text) in &files {
        let faults = PolicyBook::parse(&[(name, text)]).expect_err(name);
        for fault in faults {
            messages += &format!("{fault}\n");
        }
    }
    insta::assert_snapshot!(messages, @r#"
        01-not-toml.toml: 第1行: 不是合法的 TOML（unclosed table, expected `]`）；请按其他条目的写法改正该行
        02-line-of-the-slip.toml: 第9行: 不是合法的 TOML（string values must be quoted, expected literal string）；请按其他条目的写法改正该行
        03-name-misspelt.toml: dibao.rural.standrad: 系统没有这个名称的数值；请核对名称是否写错（名称见政策数值页面），或删去该条目
        04-outside-any-value.toml: dibao.rural.standard: 该字段不属于任何数值；请写在带有 values 的条目之下，或删去
        05-unit-in-yuan.toml: dibao.rural.standard: 单位“yuan/person/month”不对；该数值的单位是“fen/person/month”
        06-no-label.toml: dibao.rural.standard: 缺少字段“label”或其不是文字；请补写 label = "…"
        07-no-source.toml: dibao.rural.standard: 缺少字段“source”或其不是文字；请补写 source = "…"
        08-blank-source.toml: dibao.rural.standard: 缺少字段“source”或其不是文字；请补写 source = "…"
        09-no-confidence.toml: dibao.rural.standard: 缺少字段“confidence”或其不是文字；请补写 confidence = "…"
        10-field-unknown.toml: dibao.rural.standard: 未知字段“author”；可用字段：label、unit、source、confidence、values
        11-no-versions.toml: dibao.rural.standard: values 应为至少一项的列表：values = [{ region = …, from = …, amount = … }]
        12-versions-not-a-list.toml: dibao.rural.standard: values 应为至少一项的列表：values = [{ region = …, from = …, amount = … }]
        13-version-not-a-table.toml: dibao.rural.standard 第1项: 应写作 { region = …, from = …, amount = … }
        14-version-field-unknown.toml: dibao.rural.standard 第1项: 未知字段“note”；可用字段：region、from、until、amount、source、confidence
        15-no-region.toml: dibao.rural.standard 第1项: 缺少 region 或其不是文字；请写区划代码，如 region = "620521"，全国写 "CN"
        16-region-is-no-code.toml: dibao.rural.standard 第1项: region“清水县”不是区划代码：区划代码应为2、4、6、9或12位数字；全国写 "CN"
        17-region-as-a-number.toml: dibao.rural.standard 第1项: 缺少 region 或其不是文字；请写区划代码，如 region = "620521"，全国写 "CN"
        18-no-first-day.toml: dibao.rural.standard 第1项: 缺少 from 或其未加引号；请写 from = "2022-01-01"
        19-day-that-does-not-exist.toml: dibao.rural.standard 第1项: from“2023-02-29”：该日期不存在；请写作 2022-01-01
        20-day-without-quotes.toml: dibao.rural.standard 第1项: 缺少 from 或其未加引号；请写 from = "2022-01-01"
        21-ends-before-it-begins.toml: dibao.rural.standard 第1项: until 不晚于 from，没有一天适用；until 应为不再适用的第一天
        22-ends-on-its-first-day.toml: dibao.rural.standard 第1项: until 不晚于 from，没有一天适用；until 应为不再适用的第一天
        23-two-on-one-day.toml: dibao.rural.standard: 620521在2023-07-01有两个数值；请给较早的一项写上 until
        24-no-amount.toml: dibao.rural.standard 第1项: 缺少 amount；尚不知道的写 amount = "UNKNOWN"
        25-amount-in-yuan-with-a-point.toml: dibao.rural.standard 第1项: amount = 460.5 不合要求；应为零至一亿的整数，单位为分（439元写 43900），尚不知道的写 "UNKNOWN"
        26-amount-below-zero.toml: dibao.rural.standard 第1项: amount = -1 不合要求；应为零至一亿的整数，单位为分（439元写 43900），尚不知道的写 "UNKNOWN"
        27-amount-above-a-million-yuan.toml: dibao.rural.standard 第1项: amount = 100000001 不合要求；应为零至一亿的整数，单位为分（439元写 43900），尚不知道的写 "UNKNOWN"
        28-amount-as-text.toml: dibao.rural.standard 第1项: amount = "46000" 不合要求；应为零至一亿的整数，单位为分（439元写 43900），尚不知道的写 "UNKNOWN"
        29-unknown-in-small-letters.toml: dibao.rural.standard 第1项: amount = "unknown" 不合要求；应为零至一亿的整数，单位为分（439元写 43900），尚不知道的写 "UNKNOWN"
        30-ratio-with-five-decimals.toml: dibao.margin.income_ratio 第1项: amount = "1.50001" 不合要求；应为比例，如 "1.5"、"20%"，最多四位小数，尚不知道的写 "UNKNOWN"
        31-ratio-below-zero.toml: dibao.margin.income_ratio 第1项: amount = "-1.5" 不合要求；应为比例，如 "1.5"、"20%"，最多四位小数，尚不知道的写 "UNKNOWN"
        32-ratio-in-words.toml: dibao.margin.income_ratio 第1项: amount = "一点五" 不合要求；应为比例，如 "1.5"、"20%"，最多四位小数，尚不知道的写 "UNKNOWN"
        33-count-in-words.toml: dibao.age.adult 第1项: amount = "十八" 不合要求；应为零至一万的整数，尚不知道的写 "UNKNOWN"
        34-count-too-large.toml: dibao.age.adult 第1项: amount = 10001 不合要求；应为零至一万的整数，尚不知道的写 "UNKNOWN"
        35-yes-no-as-a-number.toml: dibao.rules_in_force 第1项: amount = 1 不合要求；应为true（是）或 false（否），尚不知道的写 "UNKNOWN"
        36-many-faults-at-once.toml: dibao.rural.standard: 未知字段“author”；可用字段：label、unit、source、confidence、values
        36-many-faults-at-once.toml: dibao.rural.standard: 缺少字段“source”或其不是文字；请补写 source = "…"
        36-many-faults-at-once.toml: dibao.rural.standard: 单位“yuan”不对；该数值的单位是“fen/person/month”
        "#);
    assert!(files.len() >= 30, "only {} bad files", files.len());
}

#[test]
fn one_bad_file_among_good_ones_leaves_no_book() {
    for (name, text) in &files() {
        let mut all = crate::model_files();
        all.push((name, text));
        assert!(PolicyBook::parse(&all).is_err(), "{name} was taken");
    }
}
