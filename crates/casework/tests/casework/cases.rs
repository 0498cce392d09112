//! The steps of a case: each allowed one and each refused one.

use casework::{
    Award, Basis, Case, CaseAct, CaseRefusal, CaseState, Confirmation, Decision, DecisionKind, DecisionLaw, Gap, GapKind,
    GapLine, Heard, Proposal, takes_away,
};
use policy::RuleId;
use policy::deadlines::ExitGrace;
use policy::dibao::{DibaoAnswer, Entitlement};
use vocabulary::{CaseId, DateRange, DecisionId, DibaoClass, FactId, GapId, Programme};

use crate::{award, day, determination, month, official, terms, unit};

/// One walk from opening to decision. Each test bends one thing of a walk that succeeds.
#[derive(Clone)]
struct Walk {
    answer: DibaoAnswer,
    current: Option<Award>,
    raised: Option<FactId>,
    proposal: Proposal,
    confirmation: Confirmation,
}

fn law() -> DecisionLaw {
    DecisionLaw {
        notice_days: 7,
        payment_start_months: 1,
        hearing_from: day("2026-07-01"),
        gradual_exit: ExitGrace { least: 1, most: 6 },
    }
}

fn opened() -> Case {
    let line = GapLine {
        kind: GapKind::Uncovered,
        unit: unit(1),
        programme: Programme::RuralDibao,
        should: None,
        is: None,
        rule: RuleId::INCOME_TEST,
        reason: "符合条件，尚未纳入。".to_owned(),
        since: day("2022-10-01"),
        deadline: day("2022-11-18"),
    };
    let gap = Gap { id: GapId::new(1).expect("an id"), month: month("2022-10"), line };
    Case::open(CaseId::new(12).expect("an id"), &gap, day("2022-10-02")).expect("a case")
}

fn eligible(class: DibaoClass, persons: &[i64]) -> DibaoAnswer {
    DibaoAnswer::Eligible(Entitlement { class, counted: terms(class, persons).counted })
}

fn not_eligible() -> DibaoAnswer {
    DibaoAnswer::NotEligible(RuleId::INCOME_TEST)
}

fn walk(kind: DecisionKind, answer: DibaoAnswer, current: Option<Award>) -> Walk {
    let heard = if takes_away(&kind, current.as_ref()) { Heard::BeforeTheLaw } else { Heard::NothingTaken };
    Walk {
        answer,
        current,
        raised: Some(FactId::new(7).expect("an id")),
        proposal: Proposal {
            kind,
            determination: determination(5),
            reasons: "经入户调查核实。".to_owned(),
            by: official(1),
            on: day("2022-10-10"),
            heard,
        },
        confirmation: Confirmation {
            decision: DecisionId::new(9).expect("an id"),
            by: official(2),
            on: day("2022-10-20"),
            noticed: DateRange::new(day("2022-10-11"), Some(day("2022-10-19"))),
        },
    }
}

fn grant() -> Walk {
    walk(DecisionKind::Grant(terms(DibaoClass::Three, &[1, 2])), eligible(DibaoClass::Three, &[1, 2]), None)
}

fn change(class: DibaoClass, persons: &[i64]) -> Walk {
    let current = award(terms(DibaoClass::Two, &[1, 2]));
    walk(DecisionKind::Change(terms(class, persons)), eligible(class, persons), Some(current))
}

fn stop() -> Walk {
    walk(DecisionKind::Stop, not_eligible(), Some(award(terms(DibaoClass::Three, &[1, 2]))))
}

fn exit(ends: &str) -> Walk {
    let kind = DecisionKind::GradualExit { ends: month(ends) };
    walk(kind, not_eligible(), Some(award(terms(DibaoClass::Three, &[1, 2]))))
}

fn deny() -> Walk {
    walk(DecisionKind::Deny, not_eligible(), None)
}

fn run(walk: &Walk) -> Result<(Case, Decision), CaseRefusal> {
    let basis = Basis {
        determination: determination(5),
        answer: &walk.answer,
        current: walk.current.as_ref(),
        raised_by_employment: walk.raised,
    };
    opened().propose(walk.proposal.clone(), &basis, &law())?.confirm(walk.confirmation, &basis, &law())
}

/// The walk ends in a decision, or in the refusal with that code.
fn check(walk: &Walk, expected: Result<(), &str>) {
    match (run(walk), expected) {
        (Ok((case, decision)), Ok(())) => {
            assert_eq!(case.state, CaseState::Decided);
            assert_eq!(decision.kind, walk.proposal.kind);
            assert_eq!(decision.effective, walk.confirmation.on.in_month().next());
            assert_ne!(decision.proposed_by, decision.confirmed_by);
        }
        (Err(refusal), Err(code)) => assert_eq!(refusal.code(), code, "{refusal}"),
        (result, expected) => panic!("expected {expected:?}, found {result:?}"),
    }
}

#[test]
fn every_kind_of_decision_can_be_made_where_the_determination_supports_it() {
    for walk in [grant(), change(DibaoClass::One, &[1, 2]), change(DibaoClass::Three, &[1, 2]), stop(), exit("2023-01"), deny()] {
        check(&walk, Ok(()));
    }
}

#[test]
fn no_kind_of_decision_is_made_on_an_undetermined_answer() {
    for walk in [grant(), change(DibaoClass::One, &[1, 2]), stop(), exit("2023-01"), deny()] {
        check(&Walk { answer: DibaoAnswer::Undetermined(vec![]), ..walk }, Err("CW-107"));
    }
}

#[test]
fn a_grant_and_a_change_stand_only_on_the_terms_the_law_gives() {
    for answer in [not_eligible(), eligible(DibaoClass::Four, &[1, 2]), eligible(DibaoClass::Three, &[1])] {
        check(&Walk { answer, ..grant() }, Err("CW-107"));
    }
    for answer in [not_eligible(), eligible(DibaoClass::Four, &[1, 2]), eligible(DibaoClass::One, &[1])] {
        check(&Walk { answer, ..change(DibaoClass::One, &[1, 2]) }, Err("CW-107"));
    }
}

#[test]
fn a_stop_a_gradual_exit_and_a_denial_stand_only_where_the_law_gives_nothing() {
    for walk in [stop(), exit("2023-01"), deny()] {
        check(&Walk { answer: eligible(DibaoClass::Three, &[1, 2]), ..walk }, Err("CW-107"));
    }
}

#[test]
fn what_is_awarded_decides_which_kinds_are_open() {
    let covered = Some(award(terms(DibaoClass::Two, &[1, 2])));
    check(&Walk { current: covered.clone(), ..grant() }, Err("CW-107"));
    check(&Walk { current: covered, ..deny() }, Err("CW-107"));
    check(&Walk { current: None, ..change(DibaoClass::One, &[1, 2]) }, Err("CW-107"));
    check(&Walk { current: None, ..stop() }, Err("CW-107"));
    check(&Walk { current: None, ..exit("2023-01") }, Err("CW-107"));
    check(&change(DibaoClass::Two, &[2, 1]), Err("CW-107"));
}

#[test]
fn an_award_whose_end_is_decided_can_be_stopped_earlier_or_continued_but_not_exited_again() {
    let ending =
        |walk: Walk| Walk { current: walk.current.map(|award| Award { until: Some(month("2023-03")), ..award }), ..walk };
    check(&ending(stop()), Ok(()));
    check(&ending(change(DibaoClass::Two, &[1, 2])), Ok(()));
    check(&ending(exit("2023-04")), Err("CW-107"));
}

#[test]
fn who_proposed_does_not_confirm() {
    let mut same = grant();
    same.confirmation.by = same.proposal.by;
    check(&same, Err("CW-102"));
}

#[test]
fn nothing_is_decided_without_reasons() {
    for reasons in ["", "  \u{3000}"] {
        let mut walk = grant();
        walk.proposal.reasons = reasons.to_owned();
        check(&walk, Err("CW-103"));
    }
}

#[test]
fn a_decision_rests_on_the_determination_and_the_award_of_the_unit() {
    let mut walk = grant();
    walk.proposal.determination = determination(6);
    check(&walk, Err("CW-105"));
    let other = Award { unit: unit(2), ..award(terms(DibaoClass::Three, &[1, 2])) };
    check(&Walk { current: Some(other), ..stop() }, Err("CW-106"));
}

#[test]
fn days_follow_one_another() {
    let mut early = grant();
    early.proposal.on = day("2022-10-01");
    check(&early, Err("CW-104"));
    let mut same_day = stop();
    same_day.proposal.on = day("2022-10-02");
    same_day.confirmation.on = day("2022-10-02");
    check(&same_day, Ok(()));
    let mut before_the_proposal = stop();
    before_the_proposal.confirmation.on = day("2022-10-09");
    check(&before_the_proposal, Err("CW-104"));
}

#[test]
fn a_grant_waits_until_the_notice_of_seven_days_is_over() {
    let noticed = |from: &str, until: Option<&str>, confirmed: &str| {
        let mut walk = grant();
        walk.confirmation.noticed = DateRange::new(day(from), until.map(day));
        walk.confirmation.on = day(confirmed);
        walk
    };
    // The day of posting is not counted: put up on the 11th, the seventh day is the 18th.
    check(&noticed("2022-10-11", Some("2022-10-18"), "2022-10-20"), Err("CW-201"));
    check(&noticed("2022-10-11", Some("2022-10-19"), "2022-10-18"), Err("CW-201"));
    check(&noticed("2022-10-11", Some("2022-10-19"), "2022-10-19"), Ok(()));
    check(&noticed("2022-10-10", Some("2022-10-19"), "2022-10-20"), Ok(()));
    check(&noticed("2022-10-09", Some("2022-10-19"), "2022-10-20"), Err("CW-201"));
    check(&noticed("2022-10-11", None, "2022-10-20"), Err("CW-201"));
    let mut without = grant();
    without.confirmation.noticed = None;
    check(&without, Err("CW-201"));
}

#[test]
fn decisions_that_are_no_grant_need_no_notice() {
    for mut walk in [change(DibaoClass::One, &[1, 2]), stop(), exit("2023-01"), deny()] {
        walk.confirmation.noticed = None;
        check(&walk, Ok(()));
    }
}

/// A walk of which proposal and decision lie in 2026, with that hearing.
fn heard(mut walk: Walk, heard: Heard, confirmed: &str) -> Walk {
    walk.proposal.on = day("2026-06-20");
    walk.proposal.heard = heard;
    walk.confirmation.on = day(confirmed);
    if let DecisionKind::GradualExit { ends } = &mut walk.proposal.kind {
        *ends = month("2026-10");
    }
    walk
}

fn opinion(on: &str) -> Heard {
    Heard::On(day(on), "本人同意。".to_owned())
}

#[test]
fn from_the_first_day_of_the_law_who_loses_is_heard_before_the_decision() {
    for walk in [stop(), exit("2026-10"), change(DibaoClass::Three, &[1, 2]), change(DibaoClass::Two, &[1])] {
        check(&heard(walk.clone(), Heard::BeforeTheLaw, "2026-06-30"), Ok(()));
        check(&heard(walk.clone(), Heard::BeforeTheLaw, "2026-07-01"), Err("CW-202"));
        check(&heard(walk.clone(), Heard::NothingTaken, "2026-06-30"), Err("CW-202"));
        check(&heard(walk.clone(), Heard::NothingTaken, "2026-07-01"), Err("CW-202"));
        check(&heard(walk.clone(), opinion("2026-06-20"), "2026-07-01"), Ok(()));
        check(&heard(walk.clone(), opinion("2026-06-20"), "2026-06-30"), Ok(()));
        check(&heard(walk.clone(), Heard::On(day("2026-06-20"), " ".to_owned()), "2026-07-01"), Err("CW-202"));
        check(&heard(walk.clone(), opinion("2026-06-21"), "2026-07-01"), Err("CW-104"));
        check(&heard(walk, opinion("2022-10-01"), "2026-07-01"), Err("CW-104"));
    }
}

#[test]
fn who_loses_nothing_need_not_be_heard() {
    for walk in [change(DibaoClass::One, &[1, 2]), change(DibaoClass::Two, &[1, 2, 3]), deny()] {
        check(&heard(walk.clone(), Heard::NothingTaken, "2026-07-01"), Ok(()));
        check(&heard(walk, opinion("2026-06-20"), "2026-07-01"), Ok(()));
    }
}

#[test]
fn a_gradual_exit_follows_only_employment_and_lasts_one_to_six_months() {
    check(&Walk { raised: None, ..exit("2023-01") }, Err("CW-203"));
    check(&exit("2022-10"), Err("CW-204"));
    check(&exit("2022-11"), Err("CW-204"));
    check(&exit("2022-12"), Ok(()));
    check(&exit("2023-05"), Ok(()));
    check(&exit("2023-06"), Err("CW-204"));
}

fn act(on: &str, why: &str) -> CaseAct {
    CaseAct { by: official(3), on: day(on), why: why.to_owned() }
}

fn proposed() -> Case {
    let walk = grant();
    let basis = Basis { determination: determination(5), answer: &walk.answer, current: None, raised_by_employment: None };
    opened().propose(walk.proposal, &basis, &law()).expect("a proposal that stands")
}

#[test]
fn a_case_opens_no_earlier_than_its_gap_is_known() {
    let Case { id, .. } = opened();
    let line = GapLine {
        kind: GapKind::Overstayed,
        unit: unit(1),
        programme: Programme::RuralDibao,
        should: None,
        is: None,
        rule: RuleId::INCOME_TEST,
        reason: String::new(),
        since: day("2022-10-01"),
        deadline: day("2022-12-01"),
    };
    let gap = Gap { id: GapId::new(1).expect("an id"), month: month("2022-10"), line };
    assert!(Case::open(id, &gap, day("2022-10-01")).is_ok());
    assert_eq!(Case::open(id, &gap, day("2022-09-30")).expect_err("too early").code(), "CW-104");
}

#[test]
fn a_proposal_goes_back_to_the_township_with_the_reason_and_can_be_made_again() {
    let returned = proposed().return_to_township(act("2022-10-12", "公示期有异议，重新调查。")).expect("goes back");
    assert_eq!(returned.case.state, CaseState::Open);
    assert_eq!(returned.proposal.by, official(1));
    let walk = grant();
    let basis = Basis { determination: determination(5), answer: &walk.answer, current: None, raised_by_employment: None };
    assert!(returned.case.propose(walk.proposal, &basis, &law()).is_ok());
    assert_eq!(proposed().return_to_township(act("2022-10-12", "")).expect_err("no reason").code(), "CW-103");
    assert_eq!(proposed().return_to_township(act("2022-10-09", "有异议")).expect_err("too early").code(), "CW-104");
}

#[test]
fn an_open_case_closes_with_a_reason() {
    let closed = opened().close(act("2022-10-02", "本人书面放弃申请。")).expect("closes");
    assert!(matches!(&closed.state, CaseState::Closed { why, .. } if why == "本人书面放弃申请。"));
    assert_eq!(opened().close(act("2022-10-03", " ")).expect_err("no reason").code(), "CW-103");
    assert_eq!(opened().close(act("2022-10-01", "放弃")).expect_err("too early").code(), "CW-104");
}

#[test]
fn each_step_starts_from_its_own_state_only() {
    let walk = grant();
    let basis = Basis { determination: determination(5), answer: &walk.answer, current: None, raised_by_employment: None };
    let decided = run(&walk).expect("a decision").0;
    let closed = opened().close(act("2022-10-02", "放弃")).expect("closes");
    let refused = |result: Result<Case, CaseRefusal>| assert_eq!(result.expect_err("the wrong state").code(), "CW-101");
    for case in [proposed(), decided.clone(), closed.clone()] {
        refused(case.clone().propose(walk.proposal.clone(), &basis, &law()));
        refused(case.close(act("2022-10-20", "放弃")));
    }
    for case in [opened(), decided, closed] {
        refused(case.clone().confirm(walk.confirmation, &basis, &law()).map(|(case, _)| case));
        refused(case.return_to_township(act("2022-10-20", "有异议")).map(|returned| returned.case));
    }
}

#[test]
fn every_refusal_says_what_where_why_and_what_next() {
    let mut same = grant();
    same.confirmation.by = same.proposal.by;
    let mut silent = grant();
    silent.proposal.reasons.clear();
    let mut early = grant();
    early.proposal.on = day("2022-10-01");
    let mut other = grant();
    other.proposal.determination = determination(6);
    let mut unposted = grant();
    unposted.confirmation.noticed = None;
    let foreign = Award { unit: unit(2), ..award(terms(DibaoClass::Three, &[1])) };
    let walks = [
        same,
        silent,
        early,
        other,
        Walk { current: Some(foreign), ..stop() },
        Walk { answer: not_eligible(), ..grant() },
        unposted,
        heard(stop(), Heard::BeforeTheLaw, "2026-07-01"),
        Walk { raised: None, ..exit("2023-01") },
        exit("2023-06"),
    ];
    let mut texts: Vec<String> = walks.iter().map(|walk| run(walk).expect_err("refused").to_string()).collect();
    texts.push(proposed().close(act("2022-10-20", "放弃")).expect_err("refused").to_string());
    insta::assert_snapshot!(texts.join("\n"), @r"
    CW-102：案件12：不能确认。初审人与确认人是同一人（1），经办与确认须由不同人员进行。请由另一名有权人员确认
    CW-103：案件12：不能办理。没有写明理由，决定和办结都须说明理由。请补写理由后再提交
    CW-104：案件12：日期有误。初审日为2022-10-01，不得早于2022-10-02。请核对日期后再提交
    CW-105：案件12：不能办理。初审依据的是认定6，现给出的是认定5。请退回乡镇按新的认定重新初审
    CW-106：案件12：不能办理。保障1不是保障户1在本项目下的保障。请核对保障户后再提交
    CW-107：案件12：不能作出“确认纳入”决定。认定结果为不符合条件。请按认定结果提出决定，或补充事实后重新认定
    CW-201：案件12：不能确认纳入。没有公示记录，初审意见须在村（社区）公示7天且已期满（《最低生活保障审核确认办法》第十九条）。请公示期满后再确认
    CW-202：案件12：不能作出“停发”决定。决定日该法已施行；自2026-07-01起减少或停止救助前须听取本人意见（《社会救助法》第四十八条）。请听取并记录意见后再提交
    CW-203：案件12：不能渐退。没有因就业增收的调查结论，渐退期只给予因就业增收的家庭（《最低生活保障审核确认办法》第三十三条）。请补录调查结论，或作停发决定
    CW-204：案件12：不能渐退。渐退期为7个月，应为1至6个月。请改正截止月份
    CW-101：案件12：不能办理这一步。案件现为“已初审”，这一步只能从“办理中”进行。请刷新后按现状态办理
    ");
}
