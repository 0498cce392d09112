//! `doudi bench check`: milliseconds in which a report of 10,000 characters is checked.

use std::time::Instant;

use crate::output::Output;

/// Characters of the report.
const CHARACTERS: usize = 10_000;
/// Runs of which the middle one is told.
const RUNS: usize = 9;
/// An invented passage with lost separators, parts, shares and money.
const PASSAGE: &str = "全县农村低保对象912427310人，其中一二类601213900人（一类14122400人，二类460011500人），三四类311213410人\
    （三类291212510人，四类200900人），占农业人口9.10%。特困人员1020人，其中集中供养60人、分散供养960人，\
    发放资金812.4600万元，比上年增加12.5万元。临时救助8105户17020人，支出1904.2200万元。\n";

/// Checks the report several times.
pub fn run(output: &Output) {
    let text: String = PASSAGE.chars().cycle().take(CHARACTERS).collect();
    let mut took: Vec<f64> = Vec::new();
    let mut found = 0;
    for _ in 0..RUNS {
        let since = Instant::now();
        found = reports::checking::check(&text).figures.len();
        took.push(since.elapsed().as_secs_f64() * 1_000.0);
    }
    took.sort_by(f64::total_cmp);
    let middle = took.get(RUNS / 2).copied().unwrap_or_default();
    output.result(&serde_json::json!({ "characters": CHARACTERS, "milliseconds": middle, "figures": found }), |output| {
        output.note(
            &format!("报告核对：{CHARACTERS}字，{found}个数字，{middle:.1} 毫秒"),
            &format!("checker: {CHARACTERS} characters, {found} figures, {middle:.1} ms"),
        );
    });
}
