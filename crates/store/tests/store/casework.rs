//! Determinations, gaps, cases, decisions, awards.

use casework::{Award, AwardTerms, CaseState, DecisionKind, GapKind, Heard};
use policy::dibao::{DibaoAnswer, Entitlement, Missing};
use policy::{Input, InputValue, RuleId, Step, StepAnswer, Trace, ValueKey};
use store::{AnswerRecord, Determination, TraceRecord};
use vocabulary::{DibaoClass, Fen, Ratio};

use crate::engines::for_each_engine;
use crate::sample::*;

#[test]
fn what_was_decided_is_read_back_as_it_was() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.determination(id(1)).await.expect("read"), Some(determination(1)), "{}", engine.name);
        assert_eq!(view.determinations_of(id(1)).await.expect("read").len(), 1);
        assert_eq!(view.determination(id(9)).await.expect("read"), None);
        assert_eq!(view.gaps(month("2022-10")).await.expect("gaps"), [gap(1)]);
        assert_eq!(view.gaps(month("2022-09")).await.expect("gaps"), []);
        assert_eq!(view.decision(id(1)).await.expect("read"), Some(decision(1, 1)));
        assert_eq!(view.decisions(Some(id(1))).await.expect("read"), [decision(1, 1)]);
        assert_eq!(view.decisions(Some(id(2))).await.expect("read"), []);
        assert_eq!(view.awards(None).await.expect("awards"), [award(1, 1)]);
        let case = view.case(id(1)).await.expect("read").expect("a case");
        assert_eq!(case.state, CaseState::Decided);
        assert_eq!(view.open_cases().await.expect("cases"), []);
        let steps = view.steps(id(1)).await.expect("steps");
        assert_eq!(steps[0], step(1, 1, 1, CaseState::Proposed(proposal())));
    });
}

#[test]
fn every_shape_of_a_trace_and_of_an_answer_survives_storing() {
    let values = [
        InputValue::Money(Fen::yuan(12)),
        InputValue::Count(3, "人"),
        InputValue::Ratio(Ratio::ten_thousandths(5_000)),
        InputValue::Day(day("2022-10-01")),
        InputValue::Word("在家"),
        InputValue::Missing,
    ];
    let input = |value: &InputValue| Input {
        label: "收入",
        value: value.clone(),
        person: Some(id(1)),
        fact: Some(id(2)),
        policy: Some((ValueKey("dibao.rural.standard".to_owned()), day("2022-01-01"))),
    };
    let answers = [
        StepAnswer::Yes,
        StepAnswer::No,
        StepAnswer::CannotSay("缺少收入".to_owned()),
        StepAnswer::Value(InputValue::Money(Fen::yuan(5))),
    ];
    let step =
        |answer: &StepAnswer| Step { rule: RuleId("DB-101"), inputs: values.iter().map(input).collect(), answer: answer.clone() };
    let trace = TraceRecord::from(&Trace { steps: answers.iter().map(step).collect() });
    let entitlement = Entitlement { class: DibaoClass::Three, counted: vec![id(1)] };
    let answers = [
        DibaoAnswer::Eligible(entitlement),
        DibaoAnswer::NotEligible(RuleId("DB-201")),
        DibaoAnswer::Undetermined(vec![Missing::Fact(id(1), "工资性收入"), Missing::Value("dibao.rural.standard".to_owned())]),
    ];
    let all: Vec<Determination> = (1..)
        .zip(&answers)
        .map(|(key, answer)| Determination { answer: AnswerRecord::from(answer), trace: trace.clone(), ..determination(key) })
        .collect();
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "determinations", async |act| act.add_determinations(&all).await.map(|_| ())).await;
        let view = store.view(county()).await.expect("a view");
        for one in &all {
            assert_eq!(view.determination(one.id).await.expect("read").as_ref(), Some(one), "{}", engine.name);
        }
    });
}

#[test]
fn every_kind_of_decision_and_hearing_survives_storing() {
    let kinds = [
        DecisionKind::Grant(terms()),
        DecisionKind::Change(terms()),
        DecisionKind::Stop,
        DecisionKind::GradualExit { ends: month("2023-04") },
        DecisionKind::Deny,
    ];
    let hearings = [Heard::NothingTaken, Heard::BeforeTheLaw, Heard::On(day("2022-10-17"), "无异议".to_owned())];
    for_each_engine(async |engine| {
        let store = engine.store().await;
        let mut expected = Vec::new();
        commit(&store, "decisions", async |act| {
            act.add_determinations(&[determination(1)]).await?;
            for (key, (kind, heard)) in (1..).zip(kinds.iter().flat_map(|kind| hearings.iter().map(move |heard| (kind, heard)))) {
                let mut gap = gap(key);
                gap.line.unit = id(key);
                gap.line.kind =
                    [GapKind::Uncovered, GapKind::Overstayed, GapKind::Misgraded, GapKind::Undetermined][key as usize % 4];
                act.add_gaps(&[gap]).await?;
                act.add_cases(&[case(key, key)]).await?;
                let proposal = casework::Proposal { kind: kind.clone(), heard: heard.clone(), ..proposal() };
                let proposed = step(key, key, 1, CaseState::Proposed(proposal));
                act.add_case_steps(std::slice::from_ref(&proposed)).await?;
                let noticed = if key % 2 == 0 { None } else { decision(1, 1).noticed };
                let decision = casework::Decision { kind: kind.clone(), heard: heard.clone(), noticed, ..decision(key, key) };
                act.add_decisions(std::slice::from_ref(&decision)).await?;
                expected.push((decision, proposed));
            }
            Ok(())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(expected.len(), 15);
        for (decision, proposed) in expected {
            assert_eq!(view.decision(decision.id).await.expect("read"), Some(decision.clone()), "{}", engine.name);
            assert_eq!(view.steps(decision.case).await.expect("steps"), [proposed]);
        }
        assert_eq!(view.open_cases().await.expect("cases").len(), 15);
    });
}

#[test]
fn a_case_stands_where_its_last_step_left_it() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "case", async |act| {
            act.add_gaps(&[gap(1)]).await?;
            act.add_cases(&[case(1, 1)]).await.map(|_| ())
        })
        .await;
        let state = async || store.view(county()).await.expect("a view").case(id(1)).await.expect("read").expect("a case").state;
        assert_eq!(state().await, CaseState::Open);
        let closed = CaseState::Closed { by: id(1), on: day("2022-10-18"), why: "入户核实，不符合".to_owned() };
        let steps = [CaseState::Proposed(proposal()), CaseState::Open, closed];
        for (number, next) in (1..).zip(steps) {
            commit(&store, "step", async |act| act.add_case_steps(&[step(number, 1, number, next.clone())]).await.map(|_| ()))
                .await;
            assert_eq!(state().await, next, "{}", engine.name);
        }
        assert_eq!(store.view(county()).await.expect("a view").open_cases().await.expect("cases"), []);
    });
}

#[test]
fn two_officials_cannot_take_the_same_step_or_decide_the_same_case() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let mut act = store.act(county()).await.expect("an act");
        let other = step(9, 1, 2, CaseState::Proposed(proposal()));
        assert_eq!(act.add_case_steps(&[other]).await.expect_err("taken").code(), "store.conflict", "{}", engine.name);
        let same = step(10, 1, 2, CaseState::Decided);
        assert_eq!(act.add_case_steps(&[same]).await.expect("the same step again").existing, 1);
        let mut other = decision(9, 1);
        other.kind = DecisionKind::Deny;
        assert_eq!(act.add_decisions(&[other]).await.expect_err("decided").code(), "store.conflict", "{}", engine.name);
        assert_eq!(act.add_decisions(&[decision(9, 1)]).await.expect("the same decision again").existing, 1);
    });
}

#[test]
fn an_award_that_follows_another_takes_its_place_from_its_act_on() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let before = store.view(county()).await.expect("a view").latest_sequence().await.expect("a number");
        let ended = Award { id: id(2), until: Some(month("2023-01")), supersedes: Some(id(1)), decision: id(2), ..award(1, 1) };
        commit(&store, "stop", async |act| {
            let mut second = gap(2);
            second.line.kind = GapKind::Overstayed;
            act.add_gaps(&[second]).await?;
            act.add_cases(&[case(2, 2)]).await?;
            act.add_decisions(&[casework::Decision { kind: DecisionKind::Stop, ..decision(2, 2) }]).await?;
            act.add_awards(std::slice::from_ref(&ended)).await?;
            assert_eq!(act.add_awards(std::slice::from_ref(&ended)).await?.existing, 1);
            Ok(())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.awards(None).await.expect("awards"), std::slice::from_ref(&ended), "{}", engine.name);
        assert_eq!(view.awards(Some(before)).await.expect("awards"), [award(1, 1)]);
        drop(view);

        let mut act = store.act(county()).await.expect("an act");
        let second = Award { id: id(3), decision: id(1), ..ended.clone() };
        let fault = act.add_awards(&[second]).await.expect_err("the old award is followed already");
        assert_eq!(fault.code(), "store.conflict", "{}", engine.name);
        let otherwise = Award { terms: AwardTerms { class: DibaoClass::One, counted: vec![id(1)] }, ..award(8, 1) };
        assert_eq!(act.add_awards(&[otherwise]).await.expect_err("it says otherwise").code(), "store.conflict");
    });
}
