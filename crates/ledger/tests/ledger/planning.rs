//! From orders to lines.

use ledger::{PayoutOrder, Planned, Purpose, plan};
use vocabulary::{Fen, Month};

use crate::{line, order};

fn check(orders: Vec<PayoutOrder>, existing: &[ledger::PayoutLine]) -> Planned {
    plan(orders, existing)
}

#[test]
fn no_orders_make_no_lines() {
    assert_eq!(check(vec![], &[line(1, Fen::yuan(439))]), Planned::default());
}

#[test]
fn an_order_that_stands_nowhere_becomes_a_line() {
    let planned = check(vec![order(2, Fen::yuan(417)), order(1, Fen::yuan(439))], &[]);
    assert_eq!(planned.new, vec![order(1, Fen::yuan(439)), order(2, Fen::yuan(417))], "in the order of the keys");
}

#[test]
fn an_order_that_stands_with_the_same_amount_is_not_paid_again() {
    let planned = check(vec![order(1, Fen::yuan(439))], &[line(1, Fen::yuan(439))]);
    assert_eq!((planned.new.len(), planned.already), (0, vec![order(1, Fen::yuan(439)).key()]));
}

#[test]
fn an_order_that_stands_with_another_amount_is_shown_and_not_paid() {
    let planned = check(vec![order(1, Fen::yuan(439))], &[line(1, Fen::yuan(399))]);
    assert_eq!(planned.different, vec![(order(1, Fen::yuan(439)).key(), Fen::yuan(399), Fen::yuan(439))]);
    assert_eq!(planned.new, vec![]);
}

#[test]
fn the_same_award_is_paid_for_another_month_another_purpose_and_another_instalment() {
    let regular = order(1, Fen::yuan(439));
    let november = PayoutOrder { entitlement_month: Month::new(2022, 11).expect("a month"), ..regular.clone() };
    let back_pay = PayoutOrder { purpose: Purpose::BackPay, ..regular.clone() };
    let second = PayoutOrder { instalment: 2, ..regular };
    assert_eq!(check(vec![november, back_pay, second], &[line(1, Fen::yuan(439))]).new.len(), 3);
}

#[test]
fn an_order_of_nothing_below_zero_nobody_or_no_instalment_is_refused() {
    let good = order(1, Fen::new(1));
    for (bad, why) in [
        (order(1, Fen::ZERO), "金额"),
        (order(1, Fen::new(-1)), "金额"),
        (PayoutOrder { heads: 0, ..good.clone() }, "人数"),
        (PayoutOrder { instalment: 0, ..good.clone() }, "期次"),
    ] {
        let planned = check(vec![bad], &[]);
        assert_eq!((planned.new.len(), planned.refused.len()), (0, 1));
        assert!(planned.refused[0].1.contains(why), "{}", planned.refused[0].1);
    }
    assert_eq!(check(vec![good.clone()], &[]).new, vec![good]);
}

#[test]
fn an_order_said_twice_in_the_same_words_is_paid_once() {
    let planned = check(vec![order(1, Fen::yuan(439)), order(1, Fen::yuan(439))], &[]);
    assert_eq!((planned.new.len(), planned.refused.len()), (1, 1));
}

#[test]
fn an_order_said_twice_in_different_words_is_not_paid() {
    let planned = check(vec![order(1, Fen::yuan(439)), order(1, Fen::yuan(417)), order(2, Fen::yuan(84))], &[]);
    assert_eq!((planned.new, planned.refused.len()), (vec![order(2, Fen::yuan(84))], 2));
}
