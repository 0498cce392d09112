//! The monthly report as text, and what stands against issuing it.

use casework::{AwardTerms, DecisionKind, GapKind};
use ledger::Purpose;
use reports::{
    Block, CATALOGUE, ClassRates, Figure, FigureInputs, MonthlyInputs, PaidLine, ReportContent, ReportHead, ReportRefusal, Span,
    TownshipFigures, compute_all, monthly_report,
};
use vocabulary::{Date, DibaoClass, Fen, Month};

use crate::{award, decision, gap, line, month};

const RATES: ClassRates = ClassRates { of_classes: [Fen::yuan(439), Fen::yuan(417), Fen::yuan(84), Fen::yuan(58)] };

fn head() -> ReportHead {
    ReportHead {
        issuer: "样例县民政局".to_owned(),
        number: "样民报〔2022〕10号".to_owned(),
        title: "样例县2022年10月农村低保动态管理情况的报告".to_owned(),
        addressee: "样例县人民政府".to_owned(),
        date: Date::parse("2022-10-31").expect("a day"),
    }
}

/// Figures of the units with these numbers: 1 and 2 lie in one township, 3 and 4 in the other.
fn figures(units: &[i64], at: Month) -> Vec<Figure> {
    let of = |number: i64| units.contains(&number);
    let awards = [
        award(1, DibaoClass::One, &[1]),
        award(2, DibaoClass::Two, &[2, 3]),
        award(3, DibaoClass::Three, &[4, 5, 6]),
        award(4, DibaoClass::Four, &[7]),
    ];
    let awards: Vec<_> = awards.into_iter().filter(|award| of(award.unit.number())).collect();
    let lines =
        [(1, 439), (2, 834), (3, 252), (4, 58)].map(|(number, yuan)| line(number, "2022-10", Purpose::Regular, Fen::yuan(yuan)));
    let lines: Vec<_> = lines
        .iter()
        .filter(|line| of(line.order.unit.number()))
        .map(|line| PaidLine { line, paid_in: month("2022-10") })
        .collect();
    let gaps = [gap(1, GapKind::Misgraded), gap(3, GapKind::Overstayed), gap(4, GapKind::Undetermined)];
    let gaps: Vec<_> = gaps.into_iter().filter(|gap| of(gap.line.unit.number())).collect();
    let terms = AwardTerms { class: DibaoClass::Two, counted: vec![] };
    let decisions = [decision(2, DecisionKind::Grant(terms), "2022-10-12"), decision(3, DecisionKind::Stop, "2022-10-20")];
    let decisions: Vec<_> = decisions.into_iter().filter(|decision| of(decision.unit.number())).collect();
    compute_all(&FigureInputs { at, awards: &awards, lines: &lines, gaps: &gaps, decisions: &decisions })
}

fn townships() -> Vec<TownshipFigures> {
    let at = month("2022-10");
    vec![
        TownshipFigures { name: "永清镇".to_owned(), figures: figures(&[1, 2], at) },
        TownshipFigures { name: "红堡镇".to_owned(), figures: figures(&[3, 4], at) },
    ]
}

fn report(
    figures: &[Figure],
    townships: &[TownshipFigures],
    rates: Option<&ClassRates>,
    head: ReportHead,
) -> Result<ReportContent, ReportRefusal> {
    monthly_report(&MonthlyInputs { at: month("2022-10"), figures, townships, rates }, head)
}

fn check(figures: &[Figure], townships: &[TownshipFigures], rates: &ClassRates, head: ReportHead) -> String {
    report(figures, townships, Some(rates), head).expect_err("refused").to_string()
}

fn county() -> Vec<Figure> {
    figures(&[1, 2, 3, 4], month("2022-10"))
}

#[test]
fn the_report_reads_as_an_office_writes_it() {
    let content = report(&county(), &townships(), Some(&RATES), head()).expect("a report");
    insta::assert_snapshot!(content.plain_text(), @r"
    样民报〔2022〕10号
    样例县2022年10月农村低保动态管理情况的报告
    样例县人民政府：
    一、基本情况
    截至2022年10月，全县农村低保对象4户、7人。其中：一类1户、1人，二类1户、2人，三类1户、3人，四类1户、1人。
    各乡镇农村低保对象
    乡镇 | 户数 | 人数 | 一类人数 | 二类人数 | 三类人数 | 四类人数
    永清镇 | 2 | 3 | 1 | 2 | 0 | 0
    红堡镇 | 2 | 4 | 0 | 0 | 3 | 1
    合计 | 4 | 7 | 1 | 2 | 3 | 1
    二、本月动态调整
    经比对，清单上未办结事项：应保未保0件，应退未退1件，标准不符1件，无法认定1件，均已列明理由、依据和办理期限。
    本月确认纳入1件，调整0件，停发1件，渐退0件，不予确认0件。以上决定自次月起执行。
    各乡镇未办结事项
    乡镇 | 应保未保 | 应退未退 | 标准不符 | 无法认定
    永清镇 | 0 | 0 | 1 | 0
    红堡镇 | 0 | 1 | 0 | 1
    合计 | 0 | 1 | 1 | 1
    三、资金发放
    本月列发农村低保当月保障金0.1583万元；当年累计列发农村低保资金0.1583万元，含补发资金。
    四、数据勾稽
    本报告所列指标均由明细计算，出具前逐项核对勾稽关系，结果如下。
    勾稽关系核对结果
    编号 | 勾稽关系 | 报告数 | 结果
    RL-01 | 农村低保户数等于一至四类户数之和 | 4户 | 相符
    RL-02 | 农村低保人数等于一至四类人数之和 | 7人 | 相符
    RL-03 | 农村低保人数不少于户数 | 7人 | 相符
    RL-04 | 一类人数不少于户数 | 1人 | 相符
    RL-05 | 二类人数不少于户数 | 2人 | 相符
    RL-06 | 三类人数不少于户数 | 3人 | 相符
    RL-07 | 四类人数不少于户数 | 1人 | 相符
    RL-08 | 当月保障金等于各类人数与当月标准乘积之和 | 0.1583万元 | 相符
    RL-09 | 累计发放资金不少于当月保障金 | 0.1583万元 | 相符
    样例县民政局
    2022年10月31日
    ");
}

#[test]
fn a_report_without_townships_and_rates_has_no_tables_of_townships() {
    let content = report(&county(), &[], None, head()).expect("a report");
    let tables = content.sections.iter().flat_map(|section| &section.blocks).filter(|block| matches!(block, Block::Table { .. }));
    assert_eq!(tables.count(), 1, "the relations alone");
}

#[test]
fn no_number_is_printed_that_is_not_a_figure() {
    let content = report(&county(), &townships(), Some(&RATES), head()).expect("a report");
    for span in content.sections.iter().flat_map(|section| &section.blocks).flat_map(spans) {
        match span {
            Span::Text(text) => {
                let words = text.replace("2022年10月", "").replace("RL-0", "");
                let is_code = text.starts_with("RL-");
                assert!(is_code || !words.chars().any(|c| c.is_ascii_digit()), "{text}");
            }
            Span::Figure { code, township, text } => {
                let figures =
                    townships().into_iter().find(|of| Some(&of.name) == township.as_ref()).map_or(county(), |of| of.figures);
                let figure = figures.into_iter().find(|figure| figure.code() == code).expect("a figure of the catalogue");
                assert!(text == figure.text() || text == figure.value().text(), "{code}: {text}");
            }
        }
    }
}

fn spans(block: &Block) -> Vec<Span> {
    match block {
        Block::Paragraph(spans) => spans.clone(),
        Block::Table { rows, .. } => rows.iter().flatten().flatten().cloned().collect(),
    }
}

#[test]
fn a_report_with_a_failing_relation_is_refused() {
    let other = ClassRates { of_classes: [Fen::yuan(439), Fen::yuan(417), Fen::yuan(84), Fen::yuan(59)] };
    insta::assert_snapshot!(check(&county(), &[], &other, head()), @"RP-201：月报2022-10：不能出具。勾稽关系不符：RL-08“当月保障金等于各类人数与当月标准乘积之和”（表内1583.00元，推算1584.00元）。请打开所列指标核对明细，更正后重新出具");
}

#[test]
fn a_person_counted_in_two_classes_stops_the_report() {
    let awards = [award(1, DibaoClass::One, &[1]), award(2, DibaoClass::Two, &[1])];
    let figures = compute_all(&FigureInputs { at: month("2022-10"), awards: &awards, lines: &[], gaps: &[], decisions: &[] });
    assert!(matches!(report(&figures, &[], None, head()), Err(ReportRefusal::RelationFails { .. })));
}

#[test]
fn townships_that_do_not_make_the_county_are_refused() {
    let mut townships = townships();
    townships.pop();
    insta::assert_snapshot!(check(&county(), &townships, &RATES, head()), @"RP-202：月报2022-10：不能出具。指标“dibao.rural.households”各乡镇之和与全县数不符。请核对各乡镇明细，更正后重新出具");
}

#[test]
fn a_missing_figure_is_named() {
    for left_out in 0..CATALOGUE.len() {
        let mut figures = county();
        let code = figures.remove(left_out).code();
        assert!(check(&figures, &[], &RATES, head()).contains(code.0));
    }
    insta::assert_snapshot!(check(&[], &[], &RATES, head()), @"RP-203：月报2022-10：不能出具。缺少指标“dibao.rural.households”。请计算全部指标后重新出具");
}

#[test]
fn figures_of_another_month_are_refused() {
    insta::assert_snapshot!(check(&figures(&[1, 2, 3, 4], month("2022-09")), &[], &RATES, head()), @"RP-204：月报2022-10：不能出具。指标“dibao.rural.households”是2022-09的数。请按报告月重新计算");
}

#[test]
fn a_heading_with_a_blank_part_is_refused() {
    let blank: [fn(&mut ReportHead); 4] = [
        |head| head.issuer.clear(),
        |head| head.number.clear(),
        |head| head.title.clear(),
        |head| head.addressee = " ".to_owned(),
    ];
    let texts = blank.map(|blank| {
        let mut head = head();
        blank(&mut head);
        check(&county(), &[], &RATES, head)
    });
    insta::assert_snapshot!(texts.join("\n"), @r"
    RP-205：月报2022-10：不能出具。发文机关为空。请填写后重新出具
    RP-205：月报2022-10：不能出具。发文字号为空。请填写后重新出具
    RP-205：月报2022-10：不能出具。标题为空。请填写后重新出具
    RP-205：月报2022-10：不能出具。主送机关为空。请填写后重新出具
    ");
}
