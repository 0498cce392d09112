//! Accounts of money in one sentence: what was due, what was done, what is left; a budget with what was added to it.

use super::super::figure::{StatedFigure, StatedUnit};
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::{Reading, name, says, sum_formulas};

const DUE: [&str; 12] = ["应", "预算", "下达", "计划", "安排", "拨入", "收入", "核定", "筹集", "到位资金", "总额", "配套"];
const DONE: [&str; 12] = ["已", "实", "到账", "拨付", "支出", "执行", "发放", "追回", "使用", "兑付", "收回", "到位"];
const LEFT: [&str; 12] = ["尚有", "尚欠", "尚未", "仍有", "结存", "结余", "余额", "缺口", "还有", "还欠", "剩余", "未"];
/// Words of money that was there before: then the account has a fourth figure.
const BEFORE: [&str; 7] = ["结转", "期初", "年初结", "上年结", "上月结", "滚存", "累计结"];
/// Words of what is no sum of an account.
const NO_SUM: [&str; 10] = ["每", "均", "标准", "增长", "下降", "同比", "其中", "比上", "较上", "占"];
const ADDED: [&str; 4] = ["追加", "增拨", "调增", "增加预算"];
const AFTER: [&str; 5] = ["可用", "调整后", "总预算", "合计", "共计"];

/// The accounts of a text.
pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let accounts = reading.figures.windows(3).filter_map(|three| {
        let [first, second, third] = three else { return None };
        let yuan = |figure: &&StatedFigure| {
            figure.unit == StatedUnit::Yuan
                && figure.unit_printed == third.unit_printed
                && !figure.context.cell
                && !figure.approximate
                && !says(figure, &NO_SUM)
                && reading.same_sentence(figure, third)
                && reading.letters.open(figure.start) == reading.letters.open(third.start)
        };
        three.iter().all(|figure| yuan(&figure)).then(|| account(reading, first, second, third))?
    });
    accounts.collect()
}

fn account(reading: &Reading<'_>, first: &StatedFigure, second: &StatedFigure, third: &StatedFigure) -> Option<StatedRelation> {
    if says(second, &ADDED) && says(third, &AFTER) && says(first, &["预算", "安排", "下达"]) {
        let statement = format!("{}等于原数加追加数", name(third));
        return judged(
            RelationKind::Sum,
            statement,
            sum_formulas(third, &[(first, 1), (second, 1)]),
            WhenOff::Fails,
            reading.figures,
        );
    }
    let said = reading.letters.between(reading.letters.sentence_start(first.start), third.end);
    let left = says(third, &LEFT) || reading.letters.between(third.end, third.end + 3).contains(['未', '缺', '结']);
    let roles = says(first, &DUE) && says(second, &DONE) && left;
    if !roles || BEFORE.iter().any(|word| said.contains(word)) || says(second, &["应", "未"]) {
        return None;
    }
    // Of a year's income 结余 may hold money of the years before.
    let off = if says(first, &["收入", "拨入"]) { WhenOff::Slip } else { WhenOff::Fails };
    let statement = format!("{}等于已办数与未办数之和", name(first));
    judged(RelationKind::Sum, statement, sum_formulas(first, &[(second, 1), (third, 1)]), off, reading.figures)
}
