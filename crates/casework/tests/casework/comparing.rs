//! Should be against is: every pair of answer and award.

use casework::{Award, Compared, GapDeadlines, GapKind, GapLine, compare};
use policy::RuleId;
use policy::dibao::{DibaoAnswer, Entitlement, Missing};
use vocabulary::{DibaoClass, Programme};

use crate::{award, day, month, person, terms, unit};

fn eligible(class: DibaoClass, persons: &[i64]) -> DibaoAnswer {
    DibaoAnswer::Eligible(Entitlement { class, counted: persons.iter().copied().map(person).collect() })
}

fn missing() -> DibaoAnswer {
    DibaoAnswer::Undetermined(vec![Missing::Fact(person(2), "劳动能力"), Missing::Value("dibao.rural.standard".to_owned())])
}

fn gap(answer: &DibaoAnswer, award: Option<&Award>) -> Option<GapLine> {
    let deadlines = GapDeadlines { since: day("2022-10-08"), confirm_by: day("2022-11-18"), adjust_by: day("2023-01-08") };
    let compared = Compared { unit: unit(1), programme: Programme::RuralDibao, deadlines };
    compare(&compared, answer, award, |person| {
        ["张甲", "李乙", "王丙"][usize::try_from(person.number() - 1).expect("small")].to_owned()
    })
}

fn check(answer: &DibaoAnswer, award: Option<&Award>, expected: Option<GapKind>) {
    let found = gap(answer, award);
    assert_eq!(found.as_ref().map(|line| line.kind), expected, "{answer:?} against {award:?}");
    if let Some(line) = found {
        assert!(!line.reason.is_empty() && line.since == day("2022-10-08") && line.deadline > line.since);
        assert_eq!(line.is, award.map(|award| award.terms.clone()));
    }
}

#[test]
fn there_is_no_gap_where_law_and_award_agree() {
    check(&eligible(DibaoClass::Three, &[1, 2]), Some(&award(terms(DibaoClass::Three, &[1, 2]))), None);
    check(&eligible(DibaoClass::Three, &[1, 2]), Some(&award(terms(DibaoClass::Three, &[2, 1]))), None);
    check(&DibaoAnswer::NotEligible(RuleId::INCOME_TEST), None, None);
}

#[test]
fn who_should_be_covered_and_is_not_is_uncovered() {
    for class in [DibaoClass::One, DibaoClass::Two, DibaoClass::Three, DibaoClass::Four] {
        check(&eligible(class, &[1]), None, Some(GapKind::Uncovered));
    }
}

#[test]
fn who_is_covered_and_should_not_be_is_overstayed_until_the_end_is_decided() {
    let not_eligible = DibaoAnswer::NotEligible(RuleId::INCOME_TEST);
    check(&not_eligible, Some(&award(terms(DibaoClass::Three, &[1]))), Some(GapKind::Overstayed));
    let ending = Award { until: Some(month("2023-01")), ..award(terms(DibaoClass::Three, &[1])) };
    check(&not_eligible, Some(&ending), None);
}

#[test]
fn another_class_or_other_persons_are_misgraded() {
    let classes = [DibaoClass::One, DibaoClass::Two, DibaoClass::Three, DibaoClass::Four];
    for should in classes {
        for is in classes {
            let expected = (should != is).then_some(GapKind::Misgraded);
            check(&eligible(should, &[1, 2]), Some(&award(terms(is, &[1, 2]))), expected);
            check(&eligible(should, &[1, 2]), Some(&award(terms(is, &[1]))), Some(GapKind::Misgraded));
            check(&eligible(should, &[1]), Some(&award(terms(is, &[1, 2]))), Some(GapKind::Misgraded));
            check(&eligible(should, &[1]), Some(&award(terms(is, &[2]))), Some(GapKind::Misgraded));
        }
    }
}

#[test]
fn what_cannot_be_determined_is_a_gap_of_its_own_with_and_without_an_award() {
    check(&missing(), None, Some(GapKind::Undetermined));
    check(&missing(), Some(&award(terms(DibaoClass::Two, &[1]))), Some(GapKind::Undetermined));
    check(&DibaoAnswer::Undetermined(vec![]), None, Some(GapKind::Undetermined));
}

#[test]
fn the_deadline_is_that_of_the_kind() {
    let deadline = |answer: &DibaoAnswer, award: Option<&Award>| gap(answer, award).expect("a gap").deadline;
    let covered = award(terms(DibaoClass::Two, &[1]));
    assert_eq!(deadline(&eligible(DibaoClass::One, &[1]), None), day("2022-11-18"));
    assert_eq!(deadline(&missing(), None), day("2022-11-18"));
    assert_eq!(deadline(&eligible(DibaoClass::One, &[1]), Some(&covered)), day("2023-01-08"));
    assert_eq!(deadline(&DibaoAnswer::NotEligible(RuleId::INCOME_TEST), Some(&covered)), day("2023-01-08"));
}

#[test]
fn the_reason_says_what_by_which_rule_and_what_is_missing() {
    let reason = |answer: &DibaoAnswer, award: Option<&Award>| gap(answer, award).expect("a gap").reason;
    let covered = award(terms(DibaoClass::Three, &[1, 2]));
    insta::assert_snapshot!(reason(&eligible(DibaoClass::Two, &[1, 2, 3]), None), @"符合农村低保条件（二类3人），尚未纳入保障。依据DB-101“人均收入是否低于最低生活保障标准”（社会救助暂行办法第九条；民发〔2021〕57号第二条）。");
    insta::assert_snapshot!(reason(&DibaoAnswer::NotEligible(RuleId::PROPERTY_TEST), Some(&covered)), @"按现有事实不再符合农村低保条件，仍在保障（三类2人）。依据DB-31“家庭财产是否符合当地规定”（民发〔2021〕57号第十四条）。");
    insta::assert_snapshot!(reason(&DibaoAnswer::NotEligible(RuleId("XX-1")), Some(&covered)), @"按现有事实不再符合农村低保条件，仍在保障（三类2人）。依据XX-1。");
    insta::assert_snapshot!(reason(&eligible(DibaoClass::Two, &[1, 3]), Some(&covered)), @"应为二类2人，现为三类2人；应计入：王丙；不应计入：李乙。依据DB-502“属于哪一类”（民发〔2021〕57号第二十三条；甘肃省农村低保分类办法）。");
    insta::assert_snapshot!(reason(&eligible(DibaoClass::Three, &[1]), Some(&covered)), @"应为三类1人，现为三类2人；不应计入：李乙。依据DB-11“是否为共同生活的家庭成员”（民发〔2021〕57号第七条）。");
    insta::assert_snapshot!(reason(&missing(), None), @"尚不能认定：李乙缺少“劳动能力”；政策数值“dibao.rural.standard”未录入。请补齐后重新认定。依据RD-10“已有一项条件确不符合的，缺少其他事实是否影响结论”（社会救助暂行办法第九条（本系统读法））。");
}
