//! Laws that hold for every course of events. A failing case prints its seed and is kept by proptest.

use ledger::{
    Account, AuditFault, BankEvent, BankRow, LineStates, PayoutLine, Posting, Stepped, approve, audit, audit_against_bank,
    balances, bank_confirmed, bank_returned, plan, reissue, send,
};
use proptest::prelude::*;
use vocabulary::{BatchId, Fen, LineId, PostingId};

use crate::{line, order, write};

type Step = fn(&[PayoutLine], &LineStates) -> Stepped;
const STEPS: [(Step, Option<BankEvent>); 5] = [
    (approve, None),
    (send, Some(BankEvent::Sent)),
    (bank_confirmed, Some(BankEvent::Confirmed)),
    (bank_returned, Some(BankEvent::Returned)),
    (reissue, Some(BankEvent::Sent)),
];

/// Lines, the books after some course of steps, and the bank's rows beside them.
#[derive(Debug)]
struct Books {
    lines: Vec<PayoutLine>,
    postings: Vec<Posting>,
    bank: Vec<BankRow>,
}

fn books() -> impl Strategy<Value = Books> {
    let amounts = prop::collection::vec(1i64..100_000, 1..6);
    let course = prop::collection::vec((0usize..5, any::<prop::sample::Index>()), 0..40);
    (amounts, course).prop_map(|(amounts, course)| {
        let lines: Vec<PayoutLine> = (1..).zip(&amounts).map(|(number, fen)| line(number, Fen::new(*fen))).collect();
        let mut books = Books { postings: Vec::new(), bank: Vec::new(), lines };
        let approved = approve(&books.lines, &LineStates::default());
        write(&mut books.postings, approved.drafts);
        for (step, at) in course {
            let (step, event) = STEPS[step];
            let stepped = step(&[at.get(&books.lines).clone()], &LineStates::of(&books.postings));
            if let Some(event) = event {
                books.bank.extend(stepped.drafts.iter().map(|draft| BankRow { line: draft.line, event }));
            }
            write(&mut books.postings, stepped.drafts);
        }
        books
    })
}

fn check(books: &Books) -> Vec<AuditFault> {
    let mut faults = audit(&books.lines, &books.postings);
    faults.extend(audit_against_bank(&books.bank, &books.postings));
    faults
}

proptest! {
    #[test]
    fn any_course_of_steps_keeps_the_sum_zero_and_the_auditor_silent(books in books()) {
        let now = balances(&books.postings);
        prop_assert_eq!(now.sum(), Fen::ZERO);
        prop_assert!(now.in_transit() >= Fen::ZERO && now.owed() >= Fen::ZERO);
        prop_assert_eq!(now.expense(), now.owed() + now.in_transit() + now.paid());
        prop_assert_eq!(check(&books), vec![]);
    }

    #[test]
    fn a_dropped_posting_is_found(books in books(), at in any::<prop::sample::Index>()) {
        let mut books = books;
        books.postings.remove(at.index(books.postings.len()));
        prop_assert!(!check(&books).is_empty());
    }

    #[test]
    fn a_doubled_posting_is_found(books in books(), at in any::<prop::sample::Index>()) {
        let mut books = books;
        let doubled = at.get(&books.postings).draft;
        write(&mut books.postings, vec![doubled]);
        prop_assert!(!check(&books).is_empty());
    }

    #[test]
    fn a_posting_of_another_amount_is_found(books in books(), at in any::<prop::sample::Index>(), more in 1i64..1000) {
        let mut books = books;
        let place = at.index(books.postings.len());
        books.postings[place].draft.amount += Fen::new(more);
        prop_assert!(!audit(&books.lines, &books.postings).is_empty());
    }

    #[test]
    fn a_batch_planned_twice_pays_once(amounts in prop::collection::vec(1i64..100_000, 0..20)) {
        let orders: Vec<_> = (1..).zip(&amounts).map(|(number, fen)| order(number, Fen::new(*fen))).collect();
        let first = plan(orders.clone(), &[]);
        let lines: Vec<PayoutLine> = (1..).zip(first.new).map(|(number, order)| {
            PayoutLine { id: LineId::new(number).expect("an id"), batch: BatchId::new(1).expect("an id"), order }
        }).collect();
        let second = plan(orders, &lines);
        prop_assert_eq!(lines.len(), amounts.len());
        prop_assert_eq!((second.new.len(), second.already.len()), (0, amounts.len()));
    }

    #[test]
    fn the_same_batch_sent_twice_to_the_bank_pays_once(amounts in prop::collection::vec(1i64..100_000, 1..20)) {
        let lines: Vec<PayoutLine> = (1..).zip(&amounts).map(|(number, fen)| line(number, Fen::new(*fen))).collect();
        let mut postings = Vec::new();
        for step in [approve as Step, send, send, bank_confirmed, send, bank_confirmed] {
            let stepped = step(&lines, &LineStates::of(&postings));
            prop_assert_eq!(stepped.refused, vec![]);
            write(&mut postings, stepped.drafts);
        }
        prop_assert_eq!(balances(&postings).paid(), Fen::new(amounts.iter().sum()));
    }
}

fn sound() -> Books {
    let lines = vec![line(1, Fen::yuan(439))];
    let mut postings = Vec::new();
    write(&mut postings, approve(&lines, &LineStates::default()).drafts);
    Books { lines, postings, bank: Vec::new() }
}

#[test]
fn each_fault_is_named_for_what_it_is() {
    let names = |spoil: fn(&mut Books)| {
        let mut books = sound();
        spoil(&mut books);
        check(&books).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(names(|_| ()), @"");
    insta::assert_snapshot!(names(|books| books.postings.clear()), @"发放明细1：审批分录0笔，应为1笔。请核对审批记录");
    insta::assert_snapshot!(names(|books| books.lines.push(line(1, Fen::yuan(439)))), @"发放明细1：编号出现两次。请核对发放批次");
    insta::assert_snapshot!(names(|books| books.postings.push(books.postings[0])), @r"
    分录1：编号出现两次。请核对账簿
    发放明细1：审批分录2笔，应为1笔。请核对审批记录
    ");
    insta::assert_snapshot!(names(|books| books.postings[0].batch = BatchId::new(2).expect("an id")), @"分录1：记在批次2，明细属于批次1。请核对发放批次");
    insta::assert_snapshot!(names(|books| books.postings[0].draft.amount = Fen::yuan(1)), @r"
    分录1：金额1.00元，明细金额439.00元。请核对后以新分录更正
    账簿借方合计1.00元，贷方合计1.00元，按明细推算439.00元，三者应相等。请逐笔核对
    ");
    insta::assert_snapshot!(names(|books| books.postings[0].draft.credit = Account::Treasury), @"分录1：借救助支出贷国库资金不是发放业务的分录。请查明来源");
    insta::assert_snapshot!(names(|books| books.postings[0].draft.line = LineId::new(9).expect("an id")), @r"
    分录1：没有对应的发放明细9。请查明来源，更正以新分录进行
    发放明细1：审批分录0笔，应为1笔。请核对审批记录
    账簿借方合计439.00元，贷方合计439.00元，按明细推算0.00元，三者应相等。请逐笔核对
    ");
    insta::assert_snapshot!(names(|books| {
        let draft = ledger::PostingDraft { debit: Account::InTransit, credit: Account::Treasury, ..books.postings[0].draft };
        books.postings.push(Posting { id: PostingId::new(2).expect("an id"), draft, ..books.postings[0] });
    }), @r"
    发放明细1：分录2之后在途资金为负。前一步缺失或本步重复，请核对
    发放明细1：银行往来“到账”0次，账簿1笔。请与银行对账
    ");
}
