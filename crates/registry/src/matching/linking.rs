//! Two lists linked: read, block, compare, learn, weigh, assign.

use super::assignment::{self, Rivalry};
use super::blocking::{self, Blocked, pair, rows_of};
use super::columns::{ListColumns, ListField};
use super::comparison::{Comparison, PATTERNS, Pattern, PlaceLevel};
use super::homes;
use super::learning;
use super::mixing::KeyIndex;
use super::model::LinkModel;
use super::names::Names;
use super::nonmatches;
use super::people::{self, PeopleList, Person, Places};

/// Least probability of a pair that is shown as doubtful.
const DOUBTFUL_MIN: f32 = 0.1;
/// Most probability of a pair that only name and place speak for: without a number, a birth or a home in common it is a clue.
const CLUE_MAX: f32 = 0.89;
/// log₂ of the odds below which a pair is forgotten.
const ODDS_MIN: f32 = -12.0;
/// Shares of rows with a double in their own list from which a list is taken to hold persons more than once.
const DOUBLES_SHARE: f64 = 0.005;

/// How lists are to be linked.
#[derive(Clone, Debug)]
pub struct LinkSettings {
    /// Threads to work with, at least 1.
    pub threads: usize,
    /// A saved model; without one it is learnt from the two lists.
    pub model: Option<LinkModel>,
    /// How often a person can stand in a list.
    pub multiplicity: Multiplicity,
}

/// How often a person can stand in each of two lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Multiplicity {
    /// Seen from the lists: a list with the same number and name in several rows holds persons several times.
    #[default]
    Seen,
    /// Once in each.
    OneToOne,
    /// Several times in the left one, once in the right one.
    ManyToOne,
    /// Several times in both.
    ManyToMany,
}

/// A pair of rows that may be one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkedPair {
    /// Row of the left list, from 0.
    pub left: u32,
    /// Row of the right list, from 0.
    pub right: u32,
    /// Probability that both are one person, 0 to 1.
    pub probability: f32,
    pub(super) pattern: Pattern,
}

/// What linking two lists came to.
#[derive(Clone, Debug)]
pub struct Linking {
    /// Pairs with a probability of at least 0.1, in the order of the left list. Those below the caller's threshold are doubtful.
    pub pairs: Vec<LinkedPair>,
    /// The model they were weighed with.
    pub model: LinkModel,
    /// Pairs with equal number and name, which need no comparing.
    pub pairs_exact: usize,
    /// Pairs that were compared.
    pub pairs_compared: usize,
    /// Each blocking rule with its pairs and the left rows its cap left out.
    pub blocks: Vec<(&'static str, usize, usize)>,
    /// What the lists say of the dead and the moved: by row of the left, then of the right list.
    pub(super) statuses: [Vec<people::Status>; 2],
}

/// Why two lists cannot be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// A list without rows.
    #[error("{0}没有一行数据")]
    NoRows(ListSide),
    /// Neither number nor name.
    #[error("{0}既没有身份证号列也没有姓名列")]
    NoIdentity(ListSide),
    /// Every number and every name is blank or unreadable.
    #[error("{0}的身份证号和姓名全部为空或无法辨认")]
    NothingReadable(ListSide),
    /// Too many rows.
    #[error("{0}超过{rows}行", rows = ROWS_MAX)]
    TooManyRows(ListSide),
}

/// Most rows of a list.
pub const ROWS_MAX: usize = 20_000_000;

/// One of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSide {
    /// The first list named.
    Left,
    /// The second, usually the register.
    Right,
}

impl std::fmt::Display for ListSide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            ListSide::Left => "左表",
            ListSide::Right => "右表",
        })
    }
}

/// Two lists made ready: rows with names and places numbered in common.
pub(super) struct Ready {
    pub(super) left: Vec<Person>,
    pub(super) right: Vec<Person>,
    pub(super) names: Names,
    pub(super) places: Places,
}

/// Refuses a list that nobody could be found in.
pub(super) fn check(list: &ListColumns, side: ListSide) -> Result<(), LinkRefusal> {
    if list.rows == 0 {
        return Err(LinkRefusal::NoRows(side));
    }
    if list.rows > ROWS_MAX {
        return Err(LinkRefusal::TooManyRows(side));
    }
    if list.column(ListField::Number).is_none() && list.column(ListField::Name).is_none() {
        return Err(LinkRefusal::NoIdentity(side));
    }
    Ok(())
}

pub(super) fn check_readable(rows: &[Person], side: ListSide) -> Result<(), LinkRefusal> {
    let readable = rows.iter().any(|row| row.name != 0 || !row.number.is_missing());
    if readable { Ok(()) } else { Err(LinkRefusal::NothingReadable(side)) }
}

/// A list of which only what is compared is kept; its texts can be let go.
pub struct ReadList(PeopleList);

impl ReadList {
    /// Reads the columns of a list.
    pub fn new(list: &ListColumns, side: ListSide) -> Result<ReadList, LinkRefusal> {
        check(list, side)?;
        let people = people::read(list);
        check_readable(&people.rows, side)?;
        Ok(ReadList(people))
    }

    /// The same list where it is a part of a larger one, in which so many bear a name: how common a name is decides how much
    /// it says.
    pub fn with_bearers<'a>(mut self, bearers: impl IntoIterator<Item = (&'a str, u32)>) -> ReadList {
        bearers.into_iter().for_each(|(name, bearers)| self.0.names.set_bearers(name, bearers));
        self
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.0.rows.len()
    }

    /// Whether it has no rows; one that was read always has.
    pub fn is_empty(&self) -> bool {
        self.0.rows.is_empty()
    }
}

fn ready(left: PeopleList, mut right: PeopleList) -> Ready {
    let (names, renumbered) = Names::merge(left.names, &right.names);
    let mut places = left.places;
    let place_numbers: Vec<u32> =
        std::iter::once(0).chain(right.places.entries.iter().map(|place| places.number(*place))).collect();
    for row in &mut right.rows {
        row.name = renumbered[row.name as usize];
        row.village = place_numbers[row.village as usize];
        row.township = place_numbers[row.township as usize];
    }
    Ready { left: left.rows, right: right.rows, names, places }
}

/// Links the rows of two lists.
pub fn link_lists(left: ReadList, right: ReadList, settings: &LinkSettings) -> Linking {
    let ready = ready(left.0, right.0);
    let exact = ExactPairs::find(&ready.left, &ready.right);
    let corresponding = corresponding_places(&ready, &exact.pairs);
    let comparison = Comparison {
        left: &ready.left,
        right: &ready.right,
        names: &ready.names,
        places: &ready.places.entries,
        corresponding: &corresponding,
        households_shared: households_shared(&ready, &exact.pairs),
    };
    let rivalry = rivalry(settings.multiplicity, &exact, ready.left.len(), ready.right.len());
    let rest = |taken: &[bool]| -> Vec<u32> { (0u32..).zip(taken).filter(|(_, taken)| !**taken).map(|(row, _)| row).collect() };
    let rest_right = if rivalry.right_once { rest(&exact.right) } else { (0..ready.right.len() as u32).collect() };
    let rest_left = if rivalry.left_once { rest(&exact.left) } else { (0..ready.left.len() as u32).collect() };
    let start = exact.pairs.len().max(ready.left.len().min(ready.right.len()) / 2);
    let (blocked, model) = block_and_learn(&comparison, [&rest_left, &rest_right], start, settings);
    weigh(&comparison, exact.pairs, blocked, model, rivalry, settings)
}

/// Finds the pairs to compare and, beside that, learns how pairs of two persons look.
fn block_and_learn(
    comparison: &Comparison<'_>,
    [left, right]: [&[u32]; 2],
    matches: usize,
    settings: &LinkSettings,
) -> (Blocked, LinkModel) {
    std::thread::scope(|scope| {
        let learning = scope.spawn(|| {
            settings.model.clone().unwrap_or_else(|| {
                let mut model = LinkModel::starting([comparison.left.len(), comparison.right.len()], matches);
                nonmatches::learn(&mut model, comparison);
                model
            })
        });
        let blocked = blocking::block(comparison, left, right, settings.threads);
        (blocked, learning.join().expect("learning does not panic"))
    })
}

/// Finds rows of one list that are one person.
pub fn find_duplicates(list: ReadList, settings: &LinkSettings) -> Linking {
    let names = Names::of_one(&list.0.names);
    let rows = &list.0.rows;
    let comparison = Comparison {
        left: rows,
        right: rows,
        names: &names,
        places: &list.0.places.entries,
        corresponding: &[],
        households_shared: true,
    };
    let all: Vec<u32> = (0..rows.len() as u32).collect();
    let (mut blocked, model) = block_and_learn(&comparison, [&all, &all], rows.len() / 2, settings);
    blocked.pairs.retain(|pair| rows_of(*pair).0 < rows_of(*pair).1);
    let rivalry = Rivalry { left_once: false, right_once: false };
    weigh(&comparison, Vec::new(), blocked, model, rivalry, settings)
}

/// Compares, learns and weighs; twice, the second time knowing which homes are found together.
fn weigh(
    comparison: &Comparison<'_>,
    exact: Vec<u64>,
    blocked: Blocked,
    mut model: LinkModel,
    rivalry: Rivalry,
    settings: &LinkSettings,
) -> Linking {
    let rows = [comparison.left.len(), comparison.right.len()];
    let blocks = blocked.counts;
    let mut pairs = blocked.pairs;
    let mut patterns = compare(comparison, &pairs, settings.threads);
    let exact_patterns = compare(comparison, &exact, settings.threads);
    let is_given = settings.model.is_some();
    if !is_given {
        learning::learn(&mut model, &counts(&[&patterns, &exact_patterns]));
    }
    let first = probabilities(&model, &pairs, &patterns, comparison.right.len(), rivalry);
    homes::together(comparison, &exact, &mut pairs, &mut patterns, &first, settings.threads);
    if !is_given {
        homes::learn_places(&mut model, &patterns, &pairs, rows);
        learning::learn(&mut model, &counts(&[&patterns, &exact_patterns]));
    }
    let second = probabilities(&model, &pairs, &patterns, comparison.right.len(), rivalry);
    let exact_odds = model.odds_table(model.prior(), exact_patterns.iter().copied());
    let of_exact = exact.iter().zip(&exact_patterns).map(|(pair, pattern)| {
        let odds = f64::from(exact_odds[usize::from(pattern.0)]).exp2();
        (*pair, *pattern, (odds / (1.0 + odds)).max(0.999) as f32)
    });
    let of_rest = pairs.iter().zip(&patterns).zip(&second).map(|((pair, pattern), probability)| {
        (*pair, *pattern, if is_name_and_place_only(*pattern) { probability.min(CLUE_MAX) } else { *probability })
    });
    let mut found: Vec<LinkedPair> = of_exact
        .chain(of_rest)
        .filter(|(.., probability)| *probability >= DOUBTFUL_MIN)
        .map(|(pair, pattern, probability)| {
            let (left, right) = rows_of(pair);
            LinkedPair { left, right, probability, pattern }
        })
        .collect();
    found.sort_unstable_by_key(|pair| (pair.left, pair.right));
    let statuses = [comparison.left, comparison.right].map(|rows| {
        let any = rows.iter().any(|row| row.status != people::Status::Unknown);
        if any { rows.iter().map(|row| row.status).collect() } else { Vec::new() }
    });
    Linking { pairs: found, model, pairs_exact: exact.len(), pairs_compared: pairs.len(), blocks, statuses }
}

fn is_name_and_place_only(pattern: Pattern) -> bool {
    const HOMES: [usize; 3] = [PlaceLevel::Home as usize, PlaceLevel::HomeTogether as usize, PlaceLevel::Together as usize];
    pattern.number() == 0 && pattern.birth() == 0 && pattern.sex() == 0 && !HOMES.contains(&pattern.place())
}

fn compare(comparison: &Comparison<'_>, pairs: &[u64], threads: usize) -> Vec<Pattern> {
    let part = pairs.len().div_ceil(threads.max(1)).max(1);
    let mut patterns = vec![Pattern(0); pairs.len()];
    std::thread::scope(|scope| {
        for (into, pairs) in patterns.chunks_mut(part).zip(pairs.chunks(part)) {
            scope.spawn(move || {
                for (pattern, pair) in into.iter_mut().zip(pairs) {
                    let (left, right) = rows_of(*pair);
                    *pattern = comparison.pattern(left, right);
                }
            });
        }
    });
    patterns
}

/// How often each pattern occurs.
pub(super) fn counts(of: &[&[Pattern]]) -> Vec<(Pattern, u32)> {
    let mut table = vec![0u32; PATTERNS];
    of.iter().flat_map(|patterns| patterns.iter()).for_each(|pattern| table[usize::from(pattern.0)] += 1);
    (0u16..=u16::MAX).map(Pattern).zip(table).filter(|(_, count)| *count > 0).collect()
}

/// The probability of each pair among its rivals.
fn probabilities(model: &LinkModel, pairs: &[u64], patterns: &[Pattern], right_rows: usize, rivalry: Rivalry) -> Vec<f32> {
    let prior = model.prior_of_assignment(rivalry.left_once, rivalry.right_once);
    let table = model.odds_table(prior, counts(&[patterns]).into_iter().map(|(pattern, _)| pattern));
    let live: Vec<u32> =
        (0u32..).zip(patterns).filter(|(_, pattern)| table[usize::from(pattern.0)] > ODDS_MIN).map(|(at, _)| at).collect();
    let live_pairs: Vec<u64> = live.iter().map(|at| pairs[*at as usize]).collect();
    let live_odds: Vec<f32> = live.iter().map(|at| table[usize::from(patterns[*at as usize].0)]).collect();
    let mut all = vec![0f32; pairs.len()];
    for (at, probability) in live.iter().zip(assignment::probabilities(&live_pairs, &live_odds, right_rows, rivalry)) {
        all[*at as usize] = probability;
    }
    all
}

/// Pairs with the same right number and the same name, each row in one of them.
struct ExactPairs {
    pairs: Vec<u64>,
    left: Vec<bool>,
    right: Vec<bool>,
    /// Rows whose number and name another row of their list has too.
    doubles: [usize; 2],
}

impl ExactPairs {
    fn find(left: &[Person], right: &[Person]) -> ExactPairs {
        let key = |person: &Person| if person.number.is_right() && person.name != 0 { person.number.0 } else { 0 };
        let index = KeyIndex::new((0u32..).zip(right).map(|(row, person)| (key(person), row)), right.len());
        let mut owner = vec![u32::MAX; right.len()];
        let mut taken = vec![false; right.len()];
        let mut found = Vec::with_capacity(left.len().min(right.len()));
        let mut doubles = [0usize; 2];
        for (row, person) in (0u32..).zip(left) {
            let mut same = index.rows(key(person)).filter(|other| right[*other as usize].name == person.name);
            let Some(other) = same.next() else { continue };
            if same.next().is_some() {
                doubles[1] += 1;
                continue;
            }
            if owner[other as usize] != u32::MAX {
                doubles[0] += 1;
                taken[other as usize] = true;
                continue;
            }
            owner[other as usize] = row;
            found.push(pair(row, other));
        }
        // A number that stands twice in the left list with one name is left to the comparison of everything else.
        found.retain(|pair| !taken[rows_of(*pair).1 as usize]);
        let mut exact = ExactPairs { left: vec![false; left.len()], right: vec![false; right.len()], pairs: found, doubles };
        for pair in &exact.pairs {
            let (a, b) = rows_of(*pair);
            exact.left[a as usize] = true;
            exact.right[b as usize] = true;
        }
        exact
    }
}

fn rivalry(multiplicity: Multiplicity, exact: &ExactPairs, left: usize, right: usize) -> Rivalry {
    let many = |doubles: usize, rows: usize| doubles > 5 && doubles as f64 > DOUBLES_SHARE * rows as f64;
    match multiplicity {
        Multiplicity::OneToOne => Rivalry { left_once: true, right_once: true },
        Multiplicity::ManyToOne => Rivalry { left_once: true, right_once: false },
        Multiplicity::ManyToMany => Rivalry { left_once: false, right_once: false },
        Multiplicity::Seen => Rivalry { right_once: !many(exact.doubles[0], left), left_once: !many(exact.doubles[1], right) },
    }
}

/// Whether household numbers mean the same in both lists: those of persons who are surely the same agree.
fn households_shared(ready: &Ready, exact: &[u64]) -> bool {
    let (mut both, mut same) = (0usize, 0usize);
    for pair in exact.iter().take(20_000) {
        let (left, right) = rows_of(*pair);
        let (a, b) = (ready.left[left as usize].household, ready.right[right as usize].household);
        if a != 0 && b != 0 {
            both += 1;
            same += usize::from(a == b);
        }
    }
    both < 20 || same * 4 > both
}

/// For each place of the left list the one of the right list where most of its people stand, where that is another place.
fn corresponding_places(ready: &Ready, exact: &[u64]) -> Vec<u32> {
    let anchors = if exact.len() * 20 > ready.left.len().min(ready.right.len()) {
        std::borrow::Cow::Borrowed(exact)
    } else {
        std::borrow::Cow::Owned(namesakes_of_one_day(ready))
    };
    let mut moves: Vec<u64> = anchors
        .iter()
        .map(|anchor| {
            let (left, right) = rows_of(*anchor);
            pair(ready.left[left as usize].village, ready.right[right as usize].village)
        })
        .filter(|places| rows_of(*places).0 != 0 && rows_of(*places).1 != 0)
        .collect();
    moves.sort_unstable();
    let mut corresponding = vec![0u32; ready.places.entries.len() + 1];
    for of_place in moves.chunk_by(|a, b| rows_of(*a).0 == rows_of(*b).0) {
        let most = of_place.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).unwrap_or(&[]);
        if let Some((left, right)) = most.first().map(|places| rows_of(*places))
            && left != right
            && most.len() >= 3
            && most.len() * 2 > of_place.len()
        {
            corresponding[left as usize] = right;
        }
    }
    corresponding
}

/// Pairs with one name and one day of birth that nobody else of the right list has, where numbers are missing.
fn namesakes_of_one_day(ready: &Ready) -> Vec<u64> {
    let key = |person: &Person| {
        let day = person.birth_known();
        if person.name != 0 && super::birth::is_whole(day) { pair(person.name, day) } else { 0 }
    };
    let index = KeyIndex::new((0u32..).zip(&ready.right).map(|(row, person)| (key(person), row)), ready.right.len());
    (0u32..)
        .zip(&ready.left)
        .filter_map(|(row, person)| {
            let mut same = index.rows(key(person));
            let only = same.next()?;
            same.next().is_none().then(|| pair(row, only))
        })
        .collect()
}

impl Linking {
    /// Pairs whose probability is at least the threshold.
    pub fn linked(&self, threshold: f32) -> impl Iterator<Item = &LinkedPair> {
        self.pairs.iter().filter(move |pair| pair.probability >= threshold)
    }

    /// False links to expect among 10,000 links at this threshold.
    pub fn false_links_expected_per_ten_thousand(&self, threshold: f32) -> f64 {
        let (count, doubt) = self
            .linked(threshold)
            .fold((0usize, 0f64), |(count, doubt), pair| (count + 1, doubt + 1.0 - f64::from(pair.probability)));
        if count == 0 { 0.0 } else { doubt / count as f64 * 10_000.0 }
    }
}
