//! Ledger cases as scripts: each row one step over some lines, the last columns the balances expected after it.

use ledger::{LineStates, PayoutLine, Posting, Stepped, approve, audit, balances, bank_confirmed, bank_returned, reissue, send};
use vocabulary::{Fen, MoneyUnit};

use crate::{line, write};

/// Runs a script over lines 1, 2 and 3 of 439, 417 and 84 yuan. A row is `step | lines | posted | expense | owed |
/// in transit | paid`; amounts are yuan.
fn check(script: &str) {
    let lines = [line(1, Fen::yuan(439)), line(2, Fen::yuan(417)), line(3, Fen::yuan(84))];
    let mut postings = Vec::new();
    for row in script.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [step, numbers, posted, rest @ ..] = cells.as_slice() else { panic!("a row has its cells: {row}") };
        let named: Vec<PayoutLine> =
            numbers.split_whitespace().map(|number| lines[number.parse::<usize>().expect("a number") - 1].clone()).collect();
        let stepped = take(step, &named, &postings);
        assert_eq!(stepped.drafts.len().to_string(), *posted, "postings of: {row}");
        assert_eq!(stepped.drafts.len() + stepped.already.len() + stepped.refused.len(), named.len(), "{row}");
        write(&mut postings, stepped.drafts);
        let now = balances(&postings);
        let expected: Vec<Fen> = rest.iter().map(|cell| Fen::parse(cell, MoneyUnit::Yuan).expect("an amount")).collect();
        assert_eq!(vec![now.expense(), now.owed(), now.in_transit(), now.paid()], expected, "balances after: {row}");
        assert_eq!(now.sum(), Fen::ZERO, "{row}");
    }
    let approved: Vec<PayoutLine> =
        lines.iter().filter(|line| postings.iter().any(|posting| posting.draft.line == line.id)).cloned().collect();
    assert_eq!(audit(&approved, &postings), vec![]);
}

fn take(step: &str, lines: &[PayoutLine], postings: &[Posting]) -> Stepped {
    let states = LineStates::of(postings);
    match step {
        "approve" => approve(lines, &states),
        "send" => send(lines, &states),
        "confirmed" => bank_confirmed(lines, &states),
        "returned" => bank_returned(lines, &states),
        "reissue" => reissue(lines, &states),
        other => panic!("no such step: {other}"),
    }
}

#[test]
fn a_month_in_which_everything_arrives() {
    check(
        "
        approve   | 1 2 3 | 3 | 940 | 940 |   0 |   0
        send      | 1 2 3 | 3 | 940 |   0 | 940 |   0
        confirmed | 1 2 3 | 3 | 940 |   0 |   0 | 940
        ",
    );
}

#[test]
fn what_the_bank_sends_back_is_owed_again_until_it_is_reissued_and_arrives() {
    check(
        "
        approve   | 1 2 3 | 3 | 940 | 940 |   0 |   0
        send      | 1 2 3 | 3 | 940 |   0 | 940 |   0
        confirmed | 1 2   | 2 | 940 |   0 |  84 | 856
        returned  | 3     | 1 | 940 |  84 |   0 | 856
        reissue   | 3     | 1 | 940 |   0 |  84 | 856
        returned  | 3     | 1 | 940 |  84 |   0 | 856
        reissue   | 3     | 1 | 940 |   0 |  84 | 856
        confirmed | 3     | 1 | 940 |   0 |   0 | 940
        ",
    );
}

#[test]
fn a_step_taken_twice_is_posted_once() {
    check(
        "
        approve   | 1 1   | 1 | 439 | 439 |   0 |   0
        approve   | 1     | 0 | 439 | 439 |   0 |   0
        send      | 1     | 1 | 439 |   0 | 439 |   0
        send      | 1     | 0 | 439 |   0 | 439 |   0
        approve   | 1     | 0 | 439 |   0 | 439 |   0
        confirmed | 1 1   | 1 | 439 |   0 |   0 | 439
        confirmed | 1     | 0 | 439 |   0 |   0 | 439
        send      | 1     | 0 | 439 |   0 |   0 | 439
        reissue   | 1     | 0 | 439 |   0 |   0 | 439
        ",
    );
}

#[test]
fn a_repeat_of_sending_does_not_send_a_returned_line_again() {
    check(
        "
        approve   | 1     | 1 | 439 | 439 |   0 |   0
        send      | 1     | 1 | 439 |   0 | 439 |   0
        returned  | 1     | 1 | 439 | 439 |   0 |   0
        send      | 1     | 0 | 439 | 439 |   0 |   0
        returned  | 1     | 0 | 439 | 439 |   0 |   0
        ",
    );
}

#[test]
fn no_step_is_taken_from_the_wrong_state() {
    check(
        "
        send      | 1     | 0 |   0 |   0 |   0 |   0
        confirmed | 1     | 0 |   0 |   0 |   0 |   0
        returned  | 1     | 0 |   0 |   0 |   0 |   0
        reissue   | 1     | 0 |   0 |   0 |   0 |   0
        approve   | 1     | 1 | 439 | 439 |   0 |   0
        confirmed | 1     | 0 | 439 | 439 |   0 |   0
        returned  | 1     | 0 | 439 | 439 |   0 |   0
        reissue   | 1     | 0 | 439 | 439 |   0 |   0
        send      | 1     | 1 | 439 |   0 | 439 |   0
        confirmed | 1     | 1 | 439 |   0 |   0 | 439
        returned  | 1     | 0 | 439 |   0 |   0 | 439
        ",
    );
}

#[test]
fn a_step_refused_names_the_line_and_its_state() {
    let stepped = take("confirmed", &[line(1, Fen::yuan(439))], &[]);
    let named: Vec<(i64, &str)> = stepped.refused.iter().map(|(line, state)| (line.number(), state.label())).collect();
    assert_eq!(named, vec![(1, "待审批")]);
}
