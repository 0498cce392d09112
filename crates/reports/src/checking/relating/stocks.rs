//! Opening + new − left = closing.

use super::super::figure::{StatedFigure, StatedUnit};
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::{Reading, name, shared, sum_formulas};

const OPENING: [&str; 15] = [
    "月初",
    "年初",
    "上月末",
    "上月底",
    "上年末",
    "上年底",
    "去年底",
    "去年末",
    "年底",
    "期初",
    "上季度末",
    "上季末",
    "上月在册",
    "季初",
    "上期",
];
const NEW: [&str; 12] =
    ["入院", "迁入", "新入住", "新收住", "新增", "新纳入", "新审批", "新批准", "新认定", "新确认", "新办理", "新进"];
const LEFT: [&str; 15] =
    ["迁出", "离院", "出院", "退住", "死亡", "去世", "退出", "清退", "停发", "停保", "取消", "注销", "核减", "核销", "减少"];
const CLOSING: [&str; 13] =
    ["现在院", "月末", "月底", "期末", "年末", "季末", "季度末", "现有", "截至", "目前", "现在册", "实有", "截止"];

/// Figures a stock account may run over.
const SPAN_MAX: usize = 8;

pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    reading
        .figures
        .iter()
        .filter(|figure| !figure.context.cell && opens(figure))
        .filter_map(|opening| account(reading, opening))
        .chain(reading.figures.windows(2).filter_map(|pair| around_flows(reading, &pair[0], &pair[1])))
        .chain(reading.figures.iter().filter_map(|closing| money_account(reading, closing)))
        .collect()
}

/// Money: what was there, what came in, what went out, what is there; each said once in the sentence.
fn money_account(reading: &Reading<'_>, closing: &StatedFigure) -> Option<StatedRelation> {
    const KEPT: [&str; 4] = ["结余", "结存", "余额", "滚存"];
    const BEFORE: [&str; 6] = ["初", "上年", "上月", "上期", "去年", "上季"];
    const IN: [&str; 5] = ["收入", "拨入", "到位", "下达", "筹集"];
    const OUT: [&str; 3] = ["支出", "使用", "发放"];
    let says = |figure: &StatedFigure, words: &[&str]| words.iter().any(|word| figure.label.contains(word));
    let is_money = |figure: &StatedFigure| figure.unit == StatedUnit::Yuan && !figure.context.cell;
    if !is_money(closing) || !says(closing, &KEPT) || says(closing, &BEFORE) {
        return None;
    }
    let one = |wanted: &dyn Fn(&StatedFigure) -> bool| {
        let mut all = reading.figures.iter().filter(|figure| {
            figure.id.abs_diff(closing.id) <= AROUND
                && reading.same_sentence(figure, closing)
                && is_money(figure)
                && wanted(figure)
        });
        all.next().filter(|_| all.next().is_none())
    };
    let opening = one(&|figure| says(figure, &KEPT) && says(figure, &BEFORE))?;
    let income = one(&|figure| says(figure, &IN) && !says(figure, &KEPT))?;
    let spent = one(&|figure| says(figure, &OUT) && !says(figure, &KEPT))?;
    let formulas = sum_formulas(closing, &[(opening, 1), (income, 1), (spent, -1)]);
    judged(RelationKind::Stock, "期初结余加收入减支出等于期末结余".to_owned(), formulas, WhenOff::Fails, reading.figures)
}

/// Figures around 新增 and 退出 the two stocks are looked for among.
const AROUND: usize = 4;

/// `截至6月底……，新增……，退出……；3月底在册……`: the stocks stand around their flows in another order.
fn around_flows(reading: &Reading<'_>, one: &StatedFigure, other: &StatedFigure) -> Option<StatedRelation> {
    let (new, left) = match (role(one)?, role(other)?) {
        (Role::New, Role::Left) => (one, other),
        (Role::Left, Role::New) => (other, one),
        _ => return None,
    };
    if one.context.cell || !reading.same_sentence(one, other) || shared(&[one, other]).is_empty() {
        return None;
    }
    let from = one.id.saturating_sub(AROUND);
    let stocks: Vec<&StatedFigure> = reading
        .figures
        .get(from..)?
        .iter()
        .take(2 * AROUND + 2)
        .filter(|figure| figure.unit.is_count() && is_stock(figure))
        .filter(|figure| reading.same_paragraph(figure, one) && shared(&[figure, one]) == shared(&[one, other]))
        .collect();
    let [first, second] = stocks.as_slice() else { return None };
    let said = stocks.iter().filter(|figure| role(figure).is_some()).count();
    if said == 0 || (first.id < one.id && second.id < one.id) {
        return None;
    }
    let account = |opening: &StatedFigure, closing: &StatedFigure| {
        let statement = format!("{}：期初加新增减退出等于期末", name(opening));
        let formulas = sum_formulas(closing, &[(opening, 1), (new, 1), (left, -1)]);
        judged(RelationKind::Stock, statement, formulas, WhenOff::Slip, reading.figures)
    };
    // In order it was judged by itself.
    let in_order = first.id < one.id && second.id > other.id && opens(first) && role(second) == Some(Role::Closing);
    (!in_order).then(|| account(second, first)).flatten()
}

/// Whether a figure can be a stock: no flow, no difference.
fn is_stock(figure: &StatedFigure) -> bool {
    let differs = ["比", "较", "净", "增", "减", "占"].iter().any(|word| figure.label.contains(word));
    !differs && !matches!(role(figure), Some(Role::New | Role::Left))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opening,
    New,
    Left,
    Closing,
}

fn role(figure: &StatedFigure) -> Option<Role> {
    let says = |words: &[&str]| words.iter().any(|word| figure.label.contains(word));
    if figure.unit == StatedUnit::Percent || figure.unit == StatedUnit::Yuan {
        return None;
    }
    // 较年初减少 is a difference, not a stock.
    if ["比", "较", "净"].iter().any(|word| figure.label.contains(word)) {
        return None;
    }
    if says(&NEW) {
        Some(Role::New)
    } else if says(&LEFT) {
        Some(Role::Left)
    } else if says(&OPENING) && !figure.label.contains("截至") && !figure.label.contains("截止") {
        Some(Role::Opening)
    } else if says(&CLOSING) || is_of_a_day(figure) {
        Some(Role::Closing)
    } else {
        None
    }
}

/// 6月30日在册: a stock of a day.
fn is_of_a_day(figure: &StatedFigure) -> bool {
    let says = |word: &str| figure.label.contains(word);
    says("日") && (says("在册") || says("在院") || says("在保"))
}

/// An opening stock, or the closing one of an earlier month (6月末……9月末).
fn opens(figure: &StatedFigure) -> bool {
    match role(figure) {
        Some(Role::Opening) => true,
        Some(Role::Closing) => {
            ["月末", "月底", "季度末", "季末"].iter().any(|word| figure.label.contains(word)) || is_of_a_day(figure)
        }
        Some(Role::New | Role::Left) | None => false,
    }
}

fn account(reading: &Reading<'_>, opening: &StatedFigure) -> Option<StatedRelation> {
    let mut flows: Vec<(&StatedFigure, i8)> = Vec::new();
    let mut closing = None;
    for figure in
        reading.figures.iter().skip(opening.id + 1).take(SPAN_MAX).take_while(|figure| reading.same_paragraph(figure, opening))
    {
        let other_programme = figure
            .context
            .own_programme
            .is_some_and(|own| opening.context.programme.is_some_and(|programme| !super::words_agree(own, programme)));
        if other_programme {
            return None;
        }
        if !figure.unit.is_count()
            || reading.letters.open(figure.start) != reading.letters.open(opening.start)
            || reading.list_of(figure.id).is_some()
        {
            continue;
        }
        match role(figure) {
            Some(Role::New) => flows.push((figure, 1)),
            Some(Role::Left) => flows.push((figure, -1)),
            Some(Role::Closing) => {
                closing = Some(figure);
                break;
            }
            Some(Role::Opening) => return None,
            None => {}
        }
    }
    let closing = closing.filter(|_| flows.iter().any(|flow| flow.1 > 0) && flows.iter().any(|flow| flow.1 < 0))?;
    if closing.context.place != opening.context.place && closing.context.place.is_some() && opening.context.place.is_some() {
        return None;
    }
    let mut parts = vec![(opening, 1)];
    parts.extend(flows);
    let statement = format!("{}：期初加新增减退出等于期末", name(opening));
    judged(RelationKind::Stock, statement, sum_formulas(closing, &parts), WhenOff::Fails, reading.figures)
}
