//! Hand-made views for the tests of pages: one unit, a few gap lines, a few figures. Nobody in them exists.

use casework::GapKind;
use operations::views::{
    AwardView, ConflictView, DecisionView, DeterminationView, FactView, FieldWeightView, FigureRowView, FigureView, FiguresView,
    GapLists, GapState, GapView, HouseholdView, LinkCandidateView, LinkDecisionView, LinkQuestionView, LinkSideView, MemberView,
    PaymentView, RelationView, SourceView, StepView,
};
use vocabulary::{CitizenId, Date, FactId, Fen, GapId, HouseholdId, Month, PersonId};

use crate::pages::frame::Reader;

/// A day.
pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// January 2022.
pub fn month() -> Month {
    Month::parse("2022-01").expect("a month")
}

/// The official who looks.
pub fn reader() -> Reader {
    Reader { office: "样例县民政局".into(), name: "刘玉梅".into(), role: "县级业务人员", day: day("2022-01-31") }
}

/// A gap line with that number on that list, due that day.
pub fn gap(number: i64, kind: GapKind, state: GapState, deadline: &str) -> GapView {
    GapView {
        id: GapId::new(number).expect("an id"),
        kind,
        unit: HouseholdId::new(9_000 + number).expect("an id"),
        unit_number: format!("HH{number:04}/1"),
        applicant: format!("申请人{number}"),
        village: if number % 2 == 0 { "永清村".into() } else { "白驼村".into() },
        reason: "人均收入低于标准".into(),
        clause: "DB-101 第四条".into(),
        should: "二类 3人".into(),
        is: "—".into(),
        since: day("2022-01-01"),
        deadline: day(deadline),
        overdue: state.is_open() && day(deadline) < day("2022-01-31"),
        state,
        case: None,
    }
}

/// Five lines: one overdue, one open, one proposed, one closed, one that cannot be determined.
pub fn lists() -> GapLists {
    let proposed = GapState::Proposed { by: "陈志强".into(), on: day("2022-01-12") };
    GapLists {
        month: month(),
        lines: vec![
            gap(1, GapKind::Uncovered, GapState::Open, "2022-01-20"),
            gap(2, GapKind::Uncovered, GapState::Open, "2022-02-20"),
            gap(3, GapKind::Overstayed, proposed, "2022-02-10"),
            gap(4, GapKind::Misgraded, GapState::Closed("核查不符".into()), "2022-01-15"),
            gap(5, GapKind::Undetermined, GapState::Open, "2022-02-01"),
        ],
    }
}

/// A row in which a name was heard wrongly, open or settled.
pub fn link_question(is_open: bool) -> LinkQuestionView {
    let side = |place: &str, name: &str, number: &str| LinkSideView {
        place: place.into(),
        name: name.into(),
        number: number.into(),
        sex: "女",
        birth: "1949-12-31".into(),
        village: "永清村".into(),
        household: "0001".into(),
    };
    let field =
        |field: &str, finding: &str, millibits| FieldWeightView { field: field.into(), finding: finding.into(), millibits };
    let decision =
        LinkDecisionView {
            person: 7, verdict: "同一人", by: "刘玉梅".into(), on: day("2022-01-20"), why: "入户核实".into()
        };
    LinkQuestionView {
        id: 31,
        is_open,
        reason: "号码缺失、有误或查无此号，其余各项合起来与此人相近。".into(),
        subject: side("申报.csv 第1表第2行", "王桂蓝", "—"),
        candidates: vec![LinkCandidateView {
            person: 7,
            side: side("登记人员 7", "王桂兰", "110105********002X"),
            probability_millionths: 970_000,
            prior_millibits: -18_000,
            fields: vec![field("姓名", "音同", 9_800), field("住处", "同户或同址同号", 13_200)],
        }],
        decisions: if is_open { Vec::new() } else { vec![decision] },
    }
}

/// A member of the family; the number is masked as everywhere.
fn member(person: i64, name: &str, number: &str, counted: bool) -> MemberView {
    let number = CitizenId::parse(number).expect("a number that checks");
    MemberView {
        person: PersonId::new(person).expect("an id"),
        name: name.into(),
        number: number.to_string(),
        sex: "女",
        birth: day("1949-12-31"),
        age: 72,
        relation: "户主",
        counted,
    }
}

fn fact(number: i64, conflict: bool) -> FactView {
    FactView {
        id: FactId::new(number).expect("an id"),
        person: PersonId::new(1).expect("an id"),
        name: "王<script>alert(1)</script>".into(),
        label: "务工收入",
        value: "月 1,850.00 元".into(),
        from: day("2022-01-01"),
        conflict: conflict
            .then_some(ConflictView { rule: "RG-01", sentence: "按来源次序采用在先的一个。", is_used: true }),
        source: SourceView {
            department: "民政局".into(), file: None, place: format!("入户核查_2022-01.csv 第1表 H{number}")
        },
    }
}

/// A unit whose first member's name is an attack on the page.
pub fn household() -> HouseholdView {
    let step = |rule: &str, sentence: &str, facts: &[i64]| StepView {
        rule: rule.into(),
        sentence: sentence.into(),
        clause: "民发〔2021〕57号 第四条".into(),
        facts: facts.iter().map(|number| FactId::new(*number).expect("an id")).collect(),
    };
    HouseholdView {
        unit: HouseholdId::new(9_001).expect("an id"),
        number: "HH0001/1".into(),
        village: "白驼村".into(),
        kind: "整户",
        members: vec![member(1, "王<script>alert(1)</script>", FULL_NUMBER, true), member(2, "李秀英", FULL_NUMBER, false)],
        facts: vec![fact(12, false), fact(13, true)],
        determination: DeterminationView {
            day: day("2022-01-31"),
            answer: "符合条件，二类，1人".into(),
            monthly: Some(Fen::new(123_400)),
            steps: vec![step("DB-110", "家庭月收入合计 1,850.00 元。", &[12, 13]), step("DB-101", "低于标准。", &[99])],
        },
        awards: vec![
            award("三类", "2021-07", Some("2022-01")),
            award("二类", "2022-01", Some("2022-03")),
            award("一类", "2022-03", None),
        ],
        decisions: vec![DecisionView {
            kind: "确认纳入".into(),
            reasons: "公示无异议".into(),
            proposed: "陈志强 2021-06-08".into(),
            confirmed: "刘玉梅 2021-06-22".into(),
            effective: Month::parse("2021-07").expect("a month"),
        }],
        payments: vec![payment("2021-12", 40_000), payment("2022-01", 60_050)],
        gaps: vec![gap(1, GapKind::Misgraded, GapState::Open, "2022-01-20")],
    }
}

/// The identity number of the specimen in GB 11643, of nobody.
pub const FULL_NUMBER: &str = "11010519491231002X";

fn award(class: &'static str, from: &str, until: Option<&str>) -> AwardView {
    let month = |text: &str| Month::parse(text).expect("a month");
    AwardView { class, heads: 1, from: month(from), until: until.map(month), monthly: Some(Fen::yuan(400)) }
}

fn payment(text: &str, fen: i64) -> PaymentView {
    let month = Month::parse(text).expect("a month");
    PaymentView { month, purpose: "当月保障金", heads: 1, amount: Fen::new(fen) }
}

/// Two figures, one of money; one relation holds and one does not.
pub fn figures() -> FiguresView {
    let figure = |code: &str, label: &str, value: &str, amount: Option<Fen>| FigureView {
        code: code.into(),
        label: label.into(),
        unit: if amount.is_some() { "元".into() } else { "户".into() },
        definition: "当月在保的户。".into(),
        clause: "DB-101".into(),
        value: value.into(),
        rows: vec![
            FigureRowView {
                unit: HouseholdId::new(9_001).expect("an id"),
                unit_number: "HH0001/1".into(),
                village: "白驼村".into(),
                name: "王建国".into(),
                detail: "二类 1人".into(),
                amount,
            };
            2
        ],
    };
    let relation = |statement: &str, computed: &str, holds: bool| RelationView {
        statement: statement.into(),
        computed: computed.into(),
        stated: "2".into(),
        holds,
    };
    FiguresView {
        month: month(),
        figures: vec![figure("units", "低保户数", "2", None), figure("paid", "发放金额", "1,000.50", Some(Fen::new(50_025)))],
        relations: vec![relation("各类户数之和＝低保户数", "2", true), relation("上月＋新增－停发＝低保户数", "3", false)],
    }
}

/// Asserts that no identity number stands in full on a page: no eighteen signs in a row read as one.
pub fn assert_no_full_number(page: &str) {
    let signs: Vec<char> = page.chars().collect();
    for window in signs.windows(18) {
        if window.iter().all(|sign| sign.is_ascii_digit() || matches!(sign, 'X' | 'x')) {
            let text: String = window.iter().collect();
            assert!(CitizenId::parse(&text).is_err(), "a full identity number stands on the page");
        }
    }
}
