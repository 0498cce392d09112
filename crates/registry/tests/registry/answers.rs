//! Answers to queries: kept of families that authorised the query and were asked about, of nobody else.

use std::collections::HashSet;

use registry::statement::{QueryBatch, QueryBatches};
use registry::{FactKind, FactValue};
use vocabulary::{CitizenId, DateRange, PersonId};

use crate::files::{day, number};
use crate::recording::{County, county, head, neighbour, report, son, stated, wife};

const HEADINGS: &str = "核对批次号,户号,姓名,身份证号,账户余额(元)";

fn answer(batch: &str, household: &str, name: &str, number: CitizenId, balance: &str) -> String {
    format!("{batch},{household},{name},{},{balance}", number.reveal())
}

fn lines(rows: &[String]) -> Vec<String> {
    std::iter::once(HEADINGS.to_owned()).chain(rows.iter().cloned()).collect()
}

/// A query of October to the banks about these persons.
fn batch(persons: impl IntoIterator<Item = PersonId>) -> QueryBatch {
    QueryBatch {
        name: "HD-202210-01".to_owned(),
        purpose: "社会救助家庭经济状况核对".to_owned(),
        layouts: vec!["bank_balances".to_owned()],
        days: DateRange::new(day("2022-10-01"), Some(day("2022-12-01"))).expect("days"),
        persons: persons.into_iter().collect(),
    }
}

/// A county where the family A1 has signed and A2 has not, and a query about all of them.
fn asked() -> (County, QueryBatch) {
    let mut county = county();
    let cells = [("授权书签署日期", "2022-10-08"), ("货币财产", "100")];
    county.receive("2022-10", &report(&[crate::files::reported("A1", "王小二", head().reveal(), &cells)]));
    let persons: HashSet<PersonId> = [head(), wife(), neighbour()].map(|number| county.person(number)).into();
    (county, batch(persons))
}

#[test]
fn only_who_signed_and_was_asked_about_is_kept() {
    let (mut county, batch) = asked();
    let rows = lines(&[
        answer("HD-202210-01", "A1", "王小二", head(), "5000"),
        answer("HD-202210-01", "A1", "王小三", son(), "6000"),
        answer("HD-202210-01", "A2", "赵六", neighbour(), "7000"),
        answer("HD-202210-99", "A1", "李三娘", wife(), "8000"),
        answer("", "A1", "李三娘", wife(), "8000"),
        answer("HD-202210-01", "A9", "孙八", number("1966-06-06", 7), "很多"),
    ]);
    let (lawful, statement, _) = county.receive_answers("2022-10", &rows, &QueryBatches::new([batch]));
    assert_eq!((lawful.rows().count(), lawful.dropped_without_basis(), lawful.reading().rows_seen), (1, 3, 6));
    let facts: Vec<_> = statement.facts.iter().map(|fact| (fact.kind, fact.value.0)).collect();
    assert_eq!(facts, [(FactKind::CashAssets, 500_000), (FactKind::UnsettledRow, 1)], "a member's row is open");
    assert_eq!(statement.clues, []);
    // The rows of 李三娘 contradict each other in their batch; of them only the places are told.
    let text = format!("{:?}", lawful.reading().complaints);
    for secret in ["很多", "孙八", "赵六"] {
        assert!(!text.contains(secret), "{secret} survived");
    }
    assert_eq!(stated(&county, FactKind::CashAssets, "2022-10-31"), Some(FactValue(500_000)), "the bank before the declaration");
}

#[test]
fn a_number_that_is_not_known_in_an_asked_family_is_a_clue_and_in_another_one_nothing() {
    let (mut county, batch) = asked();
    let stranger = number("1999-09-09", 9);
    let rows =
        lines(&[answer("HD-202210-01", "A1", "王小四", stranger, "1"), answer("HD-202210-01", "A2", "赵七", stranger, "1")]);
    let one = county.receive_answers("2022-10", &[rows[0].clone(), rows[1].clone()], &QueryBatches::new([batch.clone()]));
    assert_eq!((one.1.clues.len(), one.0.dropped_without_basis()), (1, 0));
    let other = county.receive_answers("2022-10", &[rows[0].clone(), rows[2].clone()], &QueryBatches::new([batch]));
    assert_eq!((other.1.clues.len(), other.0.dropped_without_basis()), (0, 1));
}

#[test]
fn an_answer_after_its_days_or_of_a_department_that_was_not_asked_is_dropped() {
    let kept = |month: &str, change: &dyn Fn(&mut QueryBatch)| {
        let (mut county, mut batch) = asked();
        change(&mut batch);
        let rows = lines(&[answer("HD-202210-01", "A1", "王小二", head(), "5000")]);
        county.receive_answers(month, &rows, &QueryBatches::new([batch])).0.rows().count()
    };
    assert_eq!(kept("2022-10", &|_| {}), 1);
    assert_eq!(kept("2022-11", &|_| {}), 1);
    assert_eq!(kept("2022-12", &|_| {}), 0, "the first day after its days");
    assert_eq!(kept("2022-10", &|batch| batch.layouts = vec!["vehicles".to_owned()]), 0);
    assert_eq!(kept("2022-10", &|batch| batch.purpose = " ".to_owned()), 0, "nobody is asked about without a purpose");
}

#[test]
fn without_a_query_nothing_of_an_answer_is_kept() {
    let (mut county, _) = asked();
    let rows = lines(&[answer("HD-202210-01", "A1", "王小二", head(), "5000")]);
    let (lawful, statement, _) = county.receive("2022-10", &rows);
    assert_eq!((lawful.dropped_without_basis(), statement.facts.len()), (1, 0));
}

#[test]
fn a_signature_of_the_next_month_opens_nothing_this_month() {
    let mut county = county();
    let cells = [("授权书签署日期", "2022-11-01")];
    let late = report(&[crate::files::reported("A1", "王小二", head().reveal(), &cells)]);
    assert_eq!(county.receive("2022-10", &late).0.dropped_without_basis(), 1);
    assert_eq!(county.receive("2022-11", &late).0.dropped_without_basis(), 0);
}
