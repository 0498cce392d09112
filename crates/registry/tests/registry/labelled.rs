//! Matching on a labelled set: persons of a model village, their rows dirtied in the ways offices dirty them.

use registry::matching::{Candidate, Candidates, Link, MatchInput, match_rows};
use vocabulary::{CitizenId, Date, PersonId, RegionCode};

use crate::files::day;

const PERSONS: usize = 400;
const FAMILY_NAMES: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "周"];
const GIVEN_NAMES: [&str; 10] = ["小红", "建国", "秀英", "玉兰", "志强", "桂花", "永福", "春梅", "海军", "雪"];

/// How a row was dirtied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dirt {
    None,
    SpacedName,
    FullWidthNumber,
    NumberMissing,
    NumberOfAnother,
    NameMistyped,
    Stranger,
}

const DIRT: [Dirt; 7] = [
    Dirt::None,
    Dirt::SpacedName,
    Dirt::FullWidthNumber,
    Dirt::NumberMissing,
    Dirt::NumberOfAnother,
    Dirt::NameMistyped,
    Dirt::Stranger,
];

fn birth(at: usize) -> Date {
    day("1940-01-01").plus_days(i32::try_from(at * 61).expect("a day of the set"))
}

fn candidate(at: usize) -> Candidate {
    let name = format!("{}{}", FAMILY_NAMES[at % 8], GIVEN_NAMES[at / 8 % 10]);
    Candidate {
        person: PersonId::new(i64::try_from(at + 1).expect("a place of the set")).expect("an id"),
        number: CitizenId::compose(620_521, birth(at), u16::try_from(at % 900).expect("a sequence")),
        name,
        birth: birth(at),
        village: RegionCode::from_padded(620_521_100_001 + at as u64 % 20).expect("a village"),
    }
}

/// A dirtied row of a person, and whom it is truly about.
fn row(at: usize, dirt: Dirt) -> (MatchInput, Option<PersonId>) {
    let person = candidate(at);
    let number = person.number.expect("a number");
    let full_width: String =
        number.reveal().chars().map(|sign| char::from_u32(u32::from(sign) + 0xFEE0).expect("a sign")).collect();
    let clean = MatchInput { number: Some(number), name: Some(person.name.clone()), village: Some(person.village), birth: None };
    let dirty = match dirt {
        Dirt::None => clean,
        Dirt::SpacedName => MatchInput { name: Some(person.name.chars().flat_map(|sign| [sign, '　']).collect()), ..clean },
        Dirt::FullWidthNumber => MatchInput { number: CitizenId::parse(&full_width).ok(), ..clean },
        Dirt::NumberMissing => MatchInput { number: None, birth: Some(person.birth), ..clean },
        Dirt::NumberOfAnother => MatchInput { number: candidate((at + 1) % PERSONS).number, ..clean },
        Dirt::NameMistyped => MatchInput { name: Some(format!("{}儿", person.name)), ..clean },
        Dirt::Stranger => {
            let number = CitizenId::compose(110_105, person.birth.plus_days(1), 998);
            return (MatchInput { number, name: Some("欧阳远客".to_owned()), village: None, birth: None }, None);
        }
    };
    (dirty, Some(person.person))
}

#[test]
fn links_are_never_wrong_and_most_rows_find_their_person() {
    let candidates = Candidates::new((0..PERSONS).map(candidate));
    let (rows, truth): (Vec<MatchInput>, Vec<Option<PersonId>>) =
        (0..PERSONS).flat_map(|at| DIRT.map(|dirt| row(at, dirt))).unzip();
    let links = match_rows(&rows, &candidates);
    let is_right = |place: usize| links[place].linked() == truth[place];
    let linked: Vec<usize> = (0..rows.len()).filter(|place| links[*place].linked().is_some()).collect();
    assert!(linked.iter().all(|place| is_right(*place)), "precision of links is 1");

    let of = |wanted: Dirt| (0..rows.len()).filter(move |place| DIRT[place % DIRT.len()] == wanted);
    for repairable in [Dirt::None, Dirt::SpacedName, Dirt::FullWidthNumber] {
        assert!(of(repairable).all(is_right), "{repairable:?}: recall of links is 1");
    }
    let pointed = |place: &usize| matches!(links[*place], Link::Doubtful { person, .. } if Some(person) == truth[*place]);
    for (lossy, floor_percent) in [(Dirt::NumberMissing, 95), (Dirt::NameMistyped, 100)] {
        let found = of(lossy).filter(pointed).count() * 100 / PERSONS;
        assert!(found >= floor_percent, "{lossy:?}: recall of clues is {found} %");
    }
    assert!(of(Dirt::NumberOfAnother).all(|place| links[place].linked().is_none()), "another's number never links");
    assert!(of(Dirt::Stranger).all(|place| links[place] == Link::Unknown), "a stranger is nobody");
}
