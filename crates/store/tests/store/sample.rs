//! A household with everything that can be recorded about it.

use casework::{Award, AwardTerms, Case, CaseState, Decision, DecisionKind, Gap, GapKind, GapLine, Heard, Proposal};
use ledger::{Account, Batch, PayoutLine, PayoutOrder, Posting, PostingDraft, Purpose};
use policy::RuleId;
use registry::{Fact, FactKind, FactValue, Household, HouseholdKind, Membership, Person};
use serde_json::json;
use store::{
    Act, AnswerRecord, AuditEntry, CaseStep, Complaint, Determination, IdSource, LinkCandidate, LinkDecision, LinkFinding,
    LinkQuestion, LinkRow, LinkSubject, LinkVerdict, NewPerson, Official, Original, QueryBatch, QueryBatchMember, ReceivedFile,
    RoundMonth, Store, StoreFault, TraceRecord, sm3,
};
use vocabulary::*;

pub fn county() -> RegionCode {
    RegionCode::parse("990101").expect("a county")
}

pub fn village() -> RegionCode {
    RegionCode::parse("990101100001").expect("a village")
}

pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

pub fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// An id with a small number.
pub fn id<K>(number: i64) -> Id<K> {
    Id::new(number).expect("an id")
}

/// A made-up number: area 990101 is nobody's.
pub fn number(sequence: u16) -> CitizenId {
    CitizenId::compose(990_101, day("1960-05-01"), sequence).expect("a number")
}

pub fn entry(act: &str) -> AuditEntry {
    AuditEntry {
        moment_ms: 1_700_000_000_000,
        official: Some(id(1)),
        act: act.to_owned(),
        subject: "test".to_owned(),
        rows: 1,
        detail: json!({ "month": "2022-10" }),
    }
}

/// Runs an act and commits it.
pub async fn commit(store: &Store, name: &str, fill: impl AsyncFnOnce(&mut Act) -> Result<(), StoreFault>) -> Sequence {
    let mut act = store.act(county()).await.expect("an act");
    fill(&mut act).await.expect("it is filled");
    act.commit(&entry(name)).await.expect("it commits")
}

pub fn person(key: i64, name: &str) -> Person {
    let (sex, birth) = (Sex::Female, day("1960-05-01"));
    Person { id: id(key), name: name.to_owned(), sex, birth, village: village(), registration: Registration::Rural }
}

pub fn new_person(key: i64, name: &str, sequence: u16) -> NewPerson {
    NewPerson {
        person: person(key, name),
        number: Some(number(sequence)),
        phone: Some(PhoneNumber::parse("13800001234").expect("a phone")),
        account: Some(AccountNumber::parse("6228480012345678901").expect("an account")),
    }
}

pub fn file(key: i64, bytes: &[u8]) -> ReceivedFile {
    ReceivedFile {
        id: id(key),
        digest: sm3(bytes),
        name: "民政10月.xlsx".to_owned(),
        department: 3,
        month: month("2022-10"),
        rows_read: 10,
        rows_taken: 8,
        rows_complained: 1,
        rows_dropped: 1,
        repeat: 0,
    }
}

pub fn fact(key: i64, person: i64, row: u32, fen: i64) -> Fact {
    Fact {
        id: id(key),
        person: id(person),
        kind: FactKind::WageIncome,
        value: FactValue(fen),
        days: DateRange::starting(day("2022-10-01")),
        department: 3,
        recorded: Sequence(0),
        supersedes: None,
        source: Source::Cell(CellRef { file: id(1), sheet: 0, row, column: 4 }),
    }
}

pub fn household(key: i64) -> Household {
    let (kind, registration) = (HouseholdKind::Assistance(Programme::RuralDibao), Registration::Rural);
    Household { id: id(key), kind, number: format!("H{key:04}"), village: village(), registration }
}

/// A row of the file that may be about the first person.
pub fn link_question(key: i64) -> LinkQuestion {
    let findings = vec![LinkFinding { field: "姓名".to_owned(), finding: "相同".to_owned(), millibits: 9_800 }];
    LinkQuestion {
        id: id(key),
        subject: LinkSubject::Row(LinkRow {
            cell: CellRef { file: id(1), sheet: 0, row: 7, column: 0 },
            name: "王桂兰".to_owned(),
            number_masked: String::new(),
            sex: Some(Sex::Female),
            birth: Some(day("1960-05-01")),
            village: Some(village()),
            household_number: String::new(),
        }),
        digest: [7; 32],
        reason: 14,
        candidates: vec![LinkCandidate { person: id(1), probability_millionths: 970_000, prior_millibits: -18_000, findings }],
        sequence: Sequence(1),
    }
}

pub fn link_decision(key: i64, verdict: LinkVerdict) -> LinkDecision {
    LinkDecision {
        id: id(key),
        digest: [7; 32],
        person: id(1),
        verdict,
        why: "村委会证明".to_owned(),
        by: id(1),
        on: day("2022-10-20"),
        supersedes: None,
        sequence: Sequence(1),
    }
}

/// A batch of the household's two persons.
pub fn query_batch(key: i64) -> QueryBatch {
    QueryBatch {
        id: id(key),
        name: format!("HD-202210-{key:02}"),
        month: month("2022-10"),
        departments: vec!["vehicles".to_owned(), "real_estate".to_owned()],
        purpose: "家庭经济状况核对".to_owned(),
        valid: DateRange::new(day("2022-10-01"), Some(day("2022-12-01"))).expect("days"),
        made_by: id(1),
        made_on: day("2022-10-15"),
        members: [1, 2].map(|person| QueryBatchMember { person: id(person), unit: id(1) }).into(),
    }
}

pub fn membership(key: i64, household: i64, person: i64) -> Membership {
    let days = DateRange::starting(day("2020-01-01"));
    Membership { id: id(key), household: id(household), person: id(person), relation: Relation::HEAD, days }
}

pub fn official(key: i64, login: &str) -> Official {
    let (name, role) = (login.to_uppercase(), "township".to_owned());
    Official { id: id(key), login: login.to_owned(), name, role, region: county(), supersedes: None }
}

pub fn terms() -> AwardTerms {
    AwardTerms { class: DibaoClass::Two, counted: vec![id(2), id(1)] }
}

pub fn determination(key: i64) -> Determination {
    Determination {
        id: id(key),
        unit: id(1),
        programme: Programme::RuralDibao,
        day: day("2022-10-15"),
        known_at: Sequence(1),
        answer: AnswerRecord::Eligible { class: 2, counted: vec![2, 1] },
        trace: TraceRecord::default(),
    }
}

pub fn gap(key: i64) -> Gap {
    Gap {
        id: id(key),
        month: month("2022-10"),
        line: GapLine {
            kind: GapKind::Uncovered,
            unit: id(1),
            programme: Programme::RuralDibao,
            should: Some(terms()),
            is: None,
            rule: RuleId("DB-101"),
            reason: "收入低于标准".to_owned(),
            since: day("2022-10-15"),
            deadline: day("2022-11-30"),
        },
    }
}

pub fn case(key: i64, gap: i64) -> Case {
    let (unit, programme, opened_on) = (id(1), Programme::RuralDibao, day("2022-10-16"));
    Case { id: id(key), gap: id(gap), unit, programme, opened_on, state: CaseState::Open }
}

pub fn proposal() -> Proposal {
    Proposal {
        kind: DecisionKind::Grant(terms()),
        determination: id(1),
        reasons: "符合条件".to_owned(),
        by: id(1),
        on: day("2022-10-18"),
        heard: Heard::NothingTaken,
    }
}

pub fn step(key: i64, case: i64, number: i64, state: CaseState) -> CaseStep {
    CaseStep { id: id(key), case: id(case), number, state, by: id(1), on: day("2022-10-18"), note: String::new() }
}

pub fn decision(key: i64, case: i64) -> Decision {
    Decision {
        id: id(key),
        case: id(case),
        unit: id(1),
        programme: Programme::RuralDibao,
        kind: DecisionKind::Grant(terms()),
        effective: month("2022-11"),
        determination: id(1),
        reasons: "符合条件".to_owned(),
        proposed_by: id(1),
        proposed_on: day("2022-10-18"),
        noticed: DateRange::new(day("2022-10-19"), Some(day("2022-10-26"))),
        confirmed_by: id(2),
        confirmed_on: day("2022-10-27"),
        heard: Heard::NothingTaken,
    }
}

pub fn award(key: i64, decision: i64) -> Award {
    Award {
        id: id(key),
        unit: id(1),
        programme: Programme::RuralDibao,
        terms: terms(),
        payee: id(1),
        from: month("2022-11"),
        until: None,
        decision: id(decision),
        supersedes: None,
    }
}

pub fn line(key: i64, batch: i64, fen: i64) -> PayoutLine {
    let order = PayoutOrder {
        award: id(1),
        unit: id(1),
        entitlement_month: month("2022-11"),
        purpose: Purpose::Regular,
        payee: id(1),
        instalment: 1,
        heads: 2,
        amount: Fen::new(fen),
    };
    PayoutLine { id: id(key), batch: id(batch), order }
}

pub fn posting(key: i64, fen: i64) -> Posting {
    let (debit, credit) = (Account::AssistanceExpense, Account::OwedToHouseholds);
    Posting { id: id(key), batch: id(1), draft: PostingDraft { line: id(1), debit, credit, amount: Fen::new(fen) } }
}

pub fn arrow(key: i64, name: &str) -> RoundMonth {
    RoundMonth { id: id(key), month: month("2022-10"), arrow: name.to_owned(), sequence: Sequence(0), digest: "00".to_owned() }
}

pub fn complaint(key: i64, column: Option<u16>) -> Complaint {
    let (code, message) = ("intake.check_digit".to_owned(), "身份证号校验位不符".to_owned());
    Complaint { id: id(key), file: id(1), sheet: 0, row: 9, column, code, message }
}

/// Officials, a file, two persons in one household, a fact each.
pub async fn enter_register(act: &mut Act) -> Result<(), StoreFault> {
    act.add_officials(&[official(1, "zhang"), official(2, "li")]).await?;
    act.add_files(&[file(1, b"first file")]).await?;
    let original = Original { file: id(1), bytes: b"first file".to_vec(), retained_until: day("2024-10-01") };
    act.add_originals(&[original]).await?;
    act.add_complaints(&[complaint(1, Some(1)), complaint(2, None)]).await?;
    act.add_persons(&[new_person(1, "王桂兰", 12), new_person(2, "李秀英", 24)]).await?;
    act.add_households(&[household(1)]).await?;
    act.add_memberships(&[membership(1, 1, 1), membership(2, 1, 2)]).await?;
    act.add_facts(&[fact(1, 1, 2, 360_000), fact(2, 2, 3, 0)]).await?;
    act.add_query_batches(&[query_batch(1)]).await?;
    act.add_link_questions(&[link_question(1)]).await?;
    act.add_link_decisions(&[link_decision(1, LinkVerdict::Same)]).await?;
    Ok(())
}

/// From a determination to an award.
pub async fn enter_casework(act: &mut Act) -> Result<(), StoreFault> {
    act.add_determinations(&[determination(1)]).await?;
    act.add_gaps(&[gap(1)]).await?;
    act.add_cases(&[case(1, 1)]).await?;
    let steps = [step(1, 1, 1, CaseState::Proposed(proposal())), step(2, 1, 2, CaseState::Decided)];
    act.add_case_steps(&steps).await?;
    act.add_decisions(&[decision(1, 1)]).await?;
    act.add_awards(&[award(1, 1)]).await?;
    Ok(())
}

/// A batch with a line and its posting.
pub async fn enter_payout(act: &mut Act) -> Result<(), StoreFault> {
    act.add_batches(&[Batch { id: id(1), month: month("2022-11") }]).await?;
    act.add_lines(&[line(1, 1, 60_000)]).await?;
    act.add_postings(&[posting(1, 60_000)]).await?;
    act.add_round_months(&[arrow(1, "pay")]).await?;
    Ok(())
}

/// Everything, in three acts.
pub async fn enter_everything(store: &Store) {
    commit(store, "register", enter_register).await;
    commit(store, "casework", enter_casework).await;
    commit(store, "payout", enter_payout).await;
}

/// Ids as a program makes them.
pub fn ids() -> IdSource {
    IdSource::new(1)
}
