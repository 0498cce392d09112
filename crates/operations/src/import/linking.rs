//! Rows of a file to persons of the register: number and name together link; what a person settled before counts; everything
//! else is compared by probability and becomes a question, never a link.

use std::collections::{HashMap, HashSet};

use registry::Person;
use registry::intake::{Gives, Reading, SourceRow};
use registry::matching::{
    Candidate, Candidates, DoubtReason, Likeness, Link, MatchInput, RegisterSize, Resemblance, comparable_name, match_rows,
    resemblances,
};
use store::{Act as StoreAct, LinkCandidate, LinkDecision, LinkDigest, LinkFinding, LinkVerdict};
use vocabulary::PersonId;

use crate::refusal::Refusal;

/// What the rows of a file came to.
pub(crate) struct LinkedRows {
    /// A link for each row, in their order.
    pub links: Vec<Link>,
    /// The persons whom the links name, surely or not.
    pub persons: Vec<Person>,
    /// Who a row that is not linked may be, the likeliest first, by the row's place.
    pub candidates: HashMap<usize, Vec<LinkCandidate>>,
    /// Digests of the rows that are not linked or were settled, by the row's place.
    pub digests: HashMap<usize, LinkDigest>,
    /// Places of rows that are linked because a person settled it before.
    pub settled: HashSet<usize>,
}

/// Links the rows of a file.
pub(crate) async fn link(act: &StoreAct, reading: &Reading) -> Result<LinkedRows, Refusal> {
    let inputs: Vec<MatchInput> = reading.rows.iter().map(|row| row.identity.match_input()).collect();
    let known = act.candidates_for(&inputs).await?;
    let mut links = match_rows(&inputs, &Candidates::new(known.iter().map(candidate)));
    let (digests, decisions) = settled_before(act, reading, &links).await?;
    let open: Vec<usize> =
        (0..links.len()).filter(|place| is_open(reading.gives, &reading.rows[*place], links[*place])).collect();
    let mut candidates = HashMap::new();
    let mut around = Vec::new();
    if !open.is_empty() {
        let rows: Vec<&SourceRow> = open.iter().map(|place| &reading.rows[*place]).collect();
        around = persons_around(act, &rows, &known).await?;
        let size = register_size(act, &rows).await?;
        let found = resembling(&rows, &around, &size);
        for (place, found) in open.iter().zip(found) {
            if !found.is_empty() {
                candidates.insert(*place, found);
            }
        }
    }
    let settled = settle(&mut links, &mut candidates, reading, &digests, &decisions);
    for (place, found) in &candidates {
        if let (Link::Unknown, Some(best)) = (links[*place], found.first()) {
            links[*place] = Link::Doubtful { person: best.person, why: DoubtReason::Resembles };
        }
    }
    let named: HashSet<PersonId> = links.iter().filter_map(person_of).collect();
    let mut persons: HashMap<PersonId, Person> = HashMap::new();
    for person in known.into_iter().chain(around.into_iter().map(|(known, _)| known)).map(|known| known.person) {
        if named.contains(&person.id) {
            persons.insert(person.id, person);
        }
    }
    let missing: Vec<PersonId> = named.iter().copied().filter(|person| !persons.contains_key(person)).collect();
    for (known, _) in act.candidates_with_homes(&missing).await? {
        persons.insert(known.person.id, known.person);
    }
    let mut persons: Vec<Person> = persons.into_values().collect();
    persons.sort_by_key(|person| person.id);
    Ok(LinkedRows { links, persons, candidates, digests, settled })
}

fn candidate(known: &store::Candidate) -> Candidate {
    Candidate {
        person: known.person.id,
        number: known.number,
        name: known.person.name.clone(),
        birth: known.person.birth,
        village: known.person.village,
    }
}

/// Whether a row is compared by probability. The household register says who exists: a number that nobody bears is a new
/// person there, and no question.
fn is_open(gives: Gives, row: &SourceRow, link: Link) -> bool {
    match (link, gives) {
        (Link::Linked(_), _) => false,
        (Link::Unknown, Gives::RegisterHouseholds) => row.identity.citizen_id.is_none(),
        (Link::Doubtful { .. }, _) | (Link::Unknown, Gives::Facts | Gives::MonitoredHouseholds | Gives::OpeningRoll) => true,
    }
}

/// Whom a link names, surely or not.
fn person_of(link: &Link) -> Option<PersonId> {
    match link {
        Link::Linked(person) | Link::Doubtful { person, .. } => Some(*person),
        Link::Unknown => None,
    }
}

/// What identifies a row from month to month: everything it says of who it is about, and whose list it is.
pub(crate) fn identifying(department: i16, row: &SourceRow) -> String {
    let identity = &row.identity;
    let number = identity.citizen_id.as_ref().map_or("", |(number, _)| number.reveal());
    let name = identity.name.as_deref().map(comparable_name).unwrap_or_default();
    let birth = identity.birth.map(|birth| birth.to_string()).unwrap_or_default();
    let sex = identity.sex.map_or("", vocabulary::Sex::label);
    let village = identity.village.map(|village| village.to_string()).unwrap_or_default();
    let household = identity.household_number.as_deref().unwrap_or_default();
    format!("{department}|{number}|{name}|{birth}|{sex}|{village}|{household}")
}

type Decisions = HashMap<LinkDigest, Vec<LinkDecision>>;

/// Digests of the rows and what was settled about them. Of the household register's linked rows none is made: the register
/// itself says who they are.
async fn settled_before(
    act: &StoreAct,
    reading: &Reading,
    links: &[Link],
) -> Result<(HashMap<usize, LinkDigest>, Decisions), Refusal> {
    let all = act.link_decisions().await?;
    let wanted = |place: &usize| {
        let row = &reading.rows[*place];
        match links[*place] {
            Link::Linked(_) => !all.is_empty() && reading.gives != Gives::RegisterHouseholds,
            link @ (Link::Doubtful { .. } | Link::Unknown) => is_open(reading.gives, row, link),
        }
    };
    let places: Vec<usize> = (0..links.len()).filter(wanted).collect();
    let texts: Vec<String> = places.iter().map(|place| identifying(reading.department, &reading.rows[*place])).collect();
    let digests: HashMap<usize, LinkDigest> = places.into_iter().zip(act.link_digests(&texts)?).collect();
    let mut decisions: Decisions = HashMap::new();
    for decision in all.into_iter().filter(|decision| decision.verdict != LinkVerdict::Undone) {
        decisions.entry(decision.digest).or_default().push(decision);
    }
    Ok((digests, decisions))
}

/// Lets what was settled count: the same person is linked, another is never a candidate again. Where the file now says
/// otherwise, neither counts and a person is asked anew. Gives the places linked so.
fn settle(
    links: &mut [Link],
    candidates: &mut HashMap<usize, Vec<LinkCandidate>>,
    reading: &Reading,
    digests: &HashMap<usize, LinkDigest>,
    decisions: &Decisions,
) -> HashSet<usize> {
    let stated: HashSet<PersonId> = links.iter().filter_map(|link| link.linked()).collect();
    let mut settled = HashSet::new();
    for (place, digest) in digests {
        for decision in decisions.get(digest).into_iter().flatten() {
            let person = decision.person;
            let contradicted = Link::Doubtful { person, why: DoubtReason::SettledOtherwise };
            match (decision.verdict, links[*place]) {
                (LinkVerdict::Same, Link::Linked(by_number)) if by_number == person => {}
                (LinkVerdict::Same, Link::Linked(_)) => links[*place] = contradicted,
                // Somebody else's row bears this person's number and name in the same file.
                (LinkVerdict::Same, Link::Doubtful { .. } | Link::Unknown)
                    if reading.distinct_by.is_empty() && stated.contains(&person) =>
                {
                    links[*place] = contradicted;
                }
                (LinkVerdict::Same, Link::Doubtful { .. } | Link::Unknown) => {
                    links[*place] = Link::Linked(person);
                    settled.insert(*place);
                }
                (LinkVerdict::NotSame, Link::Linked(by_number)) if by_number == person => links[*place] = contradicted,
                (LinkVerdict::NotSame, link) => {
                    if let Some(found) = candidates.get_mut(place) {
                        found.retain(|candidate| candidate.person != person);
                    }
                    if person_of(&link) == Some(person) {
                        links[*place] = Link::Unknown;
                    }
                }
                (LinkVerdict::CannotSay | LinkVerdict::Undone, _) => {}
            }
        }
    }
    candidates.retain(|place, found| !settled.contains(place) && !found.is_empty());
    for (place, link) in links.iter().enumerate() {
        // Who is asked about stands among the candidates, also where nothing but the number or a decision names them.
        if let Link::Doubtful { person, .. } = link
            && digests.contains_key(&place)
        {
            let found = candidates.entry(place).or_default();
            if found.iter().all(|candidate| candidate.person != *person) {
                found.push(unweighed(*person));
            }
        }
    }
    settled
}

/// A candidate whom the comparison did not find likely.
fn unweighed(person: PersonId) -> LinkCandidate {
    LinkCandidate { person, probability_millionths: 0, prior_millibits: 0, findings: Vec::new() }
}

/// Everybody the rows may be about: who bears their number or name, was born on their day, or lives in their household.
async fn persons_around(
    act: &StoreAct,
    rows: &[&SourceRow],
    known: &[store::Candidate],
) -> Result<Vec<(store::Candidate, Vec<String>)>, Refusal> {
    let births: Vec<_> =
        rows.iter().filter_map(|row| row.identity.birth.or(row.identity.citizen_id.map(|(number, _)| number.birth()))).collect();
    let mut households: Vec<&str> = rows.iter().filter_map(|row| row.identity.household_number.as_deref()).collect();
    households.sort_unstable();
    households.dedup();
    let mut around = act.candidates_around(&births, &households).await?;
    let there: HashSet<PersonId> = around.iter().map(|(known, _)| known.person.id).collect();
    // Of the many persons whom the file's other rows name, only who bears an open row's number or name.
    let numbers: HashSet<_> = rows.iter().filter_map(|row| row.identity.citizen_id.map(|(number, _)| number)).collect();
    let names: HashSet<String> = rows.iter().filter_map(|row| row.identity.name.as_deref()).map(comparable_name).collect();
    let bears = |known: &&store::Candidate| {
        known.number.is_some_and(|number| numbers.contains(&number)) || names.contains(&comparable_name(&known.person.name))
    };
    let others: Vec<PersonId> =
        known.iter().filter(bears).map(|known| known.person.id).filter(|person| !there.contains(person)).collect();
    around.extend(act.candidates_with_homes(&others).await?);
    Ok(around)
}

async fn register_size(act: &StoreAct, rows: &[&SourceRow]) -> Result<RegisterSize, Refusal> {
    let names: Vec<String> = rows.iter().filter_map(|row| row.identity.name.clone()).collect();
    Ok(RegisterSize { persons: act.persons_count().await?, bearers: act.bearers_of(&names).await? })
}

fn resembling(rows: &[&SourceRow], around: &[(store::Candidate, Vec<String>)], size: &RegisterSize) -> Vec<Vec<LinkCandidate>> {
    let of_rows: Vec<Likeness> = rows.iter().map(|row| likeness_of_row(row)).collect();
    let of_persons: Vec<Likeness> = around.iter().map(|(known, homes)| likeness_of_person(known, homes)).collect();
    let found = resemblances(&of_rows, &of_persons, size);
    let candidate = |one: Resemblance| around.get(one.person).map(|(known, _)| link_candidate(known.person.id, &one));
    found.into_iter().map(|of_row| of_row.into_iter().filter_map(candidate).collect()).collect()
}

fn likeness_of_row(row: &SourceRow) -> Likeness {
    let identity = &row.identity;
    Likeness {
        number: identity.citizen_id.map(|(number, _)| number),
        name: identity.name.clone().unwrap_or_default(),
        sex: identity.sex,
        birth: identity.birth,
        village: identity.village,
        household_number: identity.household_number.clone().unwrap_or_default(),
    }
}

/// A person of the register as the matcher compares them; of several households the last one.
pub(crate) fn likeness_of_person(known: &store::Candidate, homes: &[String]) -> Likeness {
    Likeness {
        number: known.number,
        name: known.person.name.clone(),
        sex: Some(known.person.sex),
        birth: Some(known.person.birth),
        village: Some(known.person.village),
        household_number: homes.last().cloned().unwrap_or_default(),
    }
}

/// A resemblance as it is stored: whole numbers only, so that it is the same on every machine.
pub(crate) fn link_candidate(person: PersonId, one: &Resemblance) -> LinkCandidate {
    let thousandths = |bits: f64| (bits * 1_000.0).round() as i64;
    LinkCandidate {
        person,
        probability_millionths: (f64::from(one.probability) * 1_000_000.0).round() as i64,
        prior_millibits: thousandths(one.prior_bits),
        findings: one
            .fields
            .iter()
            .map(|field| LinkFinding {
                field: field.field.to_owned(),
                finding: field.finding.to_owned(),
                millibits: thousandths(field.bits),
            })
            .collect(),
    }
}
