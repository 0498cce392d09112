//! The auditor of entitlements: from decisions alone, against the lines.

use casework::{Decision, DecisionKind, audit_entitlements};
use ledger::{PayoutLine, PayoutOrder, Purpose};
use vocabulary::{AwardId, BatchId, DibaoClass, Fen, LineId};

use crate::{amount_of, decision, month, person, terms, unit};

fn line(of: i64, purpose: Purpose, amount: Fen) -> PayoutLine {
    PayoutLine {
        id: LineId::new(of).expect("an id"),
        batch: BatchId::new(1).expect("an id"),
        order: PayoutOrder {
            award: AwardId::new(of).expect("an id"),
            unit: unit(of),
            entitlement_month: month("2022-10"),
            purpose,
            payee: person(of),
            instalment: 1,
            heads: 1,
            amount,
        },
    }
}

fn granted(effective: &str) -> Decision {
    decision(1, unit(1), DecisionKind::Grant(terms(DibaoClass::One, &[1])), month(effective))
}

/// The differences of a month, one a line.
fn check(decisions: &[Decision], lines: &[PayoutLine], at: &str) -> String {
    let found = audit_entitlements(decisions, lines, month(at), amount_of);
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_due_and_paid_is_no_difference_also_in_two_parts() {
    assert_eq!(check(&[granted("2022-10")], &[line(1, Purpose::Regular, Fen::yuan(439))], "2022-10"), "");
    let parts = [line(1, Purpose::Regular, Fen::yuan(399)), line(1, Purpose::BackPay, Fen::yuan(40))];
    assert_eq!(check(&[granted("2022-10")], &parts, "2022-10"), "");
    assert_eq!(check(&[], &[], "2022-10"), "");
}

#[test]
fn each_difference_is_named_for_what_it_is() {
    let stopped = [granted("2022-02"), decision(2, unit(1), DecisionKind::Stop, month("2022-10"))];
    let paid = [line(1, Purpose::Regular, Fen::yuan(439))];
    insta::assert_snapshot!(check(&[granted("2022-10")], &[], "2022-10"), @"保障户1：2022-10应发439.00元，没有发放明细。请补发");
    insta::assert_snapshot!(check(&stopped, &paid, "2022-10"), @"保障户1：2022-10没有保障决定，发放明细439.00元。请核实，属多发的按规定追回");
    insta::assert_snapshot!(check(&[granted("2022-10")], &[line(1, Purpose::Regular, Fen::yuan(417))], "2022-10"), @"保障户1：2022-10应发439.00元，发放明细417.00元。请核实后补发或追回");
    insta::assert_snapshot!(check(&[granted("2022-10")], &[], "2023-01"), @"保障户1：2023-01应发金额无法核算：政策数值“dibao.rural.class.amount”（990101，2023-01-01）未知，须由有权机关录入");
}

#[test]
fn a_decision_counts_from_its_month_on() {
    assert_eq!(check(&[granted("2022-11")], &[], "2022-10"), "");
    assert_ne!(check(&[granted("2022-11")], &[], "2022-11"), "");
}
