//! Rows of a department's file that no number links, against the part of the register they may be about.
//!
//! Holds: nothing found here is a link; it is a question to a person, with the weight of each field. A file of forty rows can
//! teach no model, so the weights are those learnt on lists of 300,000 generated people (`register_model.toml`), adjusted to
//! how many persons the register holds and how many of them bear a name.

use vocabulary::{CitizenId, Date, RegionCode, Sex};

use super::columns::{ListColumns, ListField, TextColumn};
use super::comparison::PlaceLevel;
use super::explanation::FieldWeight;
use super::linking::{LinkSettings, ListSide, Multiplicity, ReadList, link_lists};
use super::model::LinkModel;

/// The learnt model: `doudi bench link --people 300000 --normal --keep DIR`, then `doudi link … --model`.
const MODEL: &str = include_str!("register_model.toml");
/// Of rows without a known number so many are persons of the register all the same.
const IN_REGISTER_SHARE: f64 = 0.8;

/// Who a row is about, or who a person of the register is, as both are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Identity number.
    pub number: Option<CitizenId>,
    /// Name, empty where there is none.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth: Option<Date>,
    /// Village.
    pub village: Option<RegionCode>,
    /// Number of the register household, empty where there is none.
    pub household_number: String,
}

/// What has to be known of the whole register where only a part of it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterSize {
    /// Persons.
    pub persons: u64,
    /// How many persons bear a name, for the names of the rows at least.
    pub bearers: Vec<(String, u32)>,
}

/// A person a row may be about.
#[derive(Clone, Debug, PartialEq)]
pub struct Resemblance {
    /// Place of the person in the list given, from 0.
    pub person: usize,
    /// Probability, 0 to 1; never a link by itself.
    pub probability: f32,
    /// log₂ of the odds before anything is compared.
    pub prior_bits: f64,
    /// What each field says.
    pub fields: [FieldWeight; 5],
}

/// For each row the persons it may be about, the likeliest first; those below a probability of 0.1 are left out.
pub fn resemblances(rows: &[Likeness], persons: &[Likeness], register: &RegisterSize) -> Vec<Vec<Resemblance>> {
    let mut found: Vec<Vec<Resemblance>> = vec![Vec::new(); rows.len()];
    let lists = (ReadList::new(&columns(rows), ListSide::Left), ReadList::new(&columns(persons), ListSide::Right));
    // Rows or persons without any name or number resemble nobody.
    let (Ok(left), Ok(right)) = lists else { return found };
    let right = right.with_bearers(register.bearers.iter().map(|(name, bearers)| (name.as_str(), *bearers)));
    let model = LinkModel::of_register(rows.len(), register.persons.max(persons.len() as u64));
    let settings = LinkSettings { threads: 1, model: Some(model), multiplicity: Multiplicity::ManyToOne };
    let linking = link_lists(left, right, &settings);
    for pair in &linking.pairs {
        let (prior_bits, fields) = linking.waterfall(pair);
        let person = pair.right as usize;
        found[pair.left as usize].push(Resemblance { person, probability: pair.probability, prior_bits, fields });
    }
    for of_row in &mut found {
        of_row.sort_by(|one, other| other.probability.total_cmp(&one.probability).then(one.person.cmp(&other.person)));
    }
    found
}

impl ListColumns {
    /// Persons as a list of columns.
    pub fn of_likenesses(persons: &[Likeness]) -> ListColumns {
        columns(persons)
    }
}

fn columns(of: &[Likeness]) -> ListColumns {
    let column = |write: &dyn Fn(&Likeness) -> String| -> TextColumn {
        let mut column = TextColumn::with_capacity(of.len(), of.len() * 12);
        of.iter().for_each(|one| column.push(&write(one)));
        column
    };
    let text = |value: Option<String>| value.unwrap_or_default();
    let columns = vec![
        (ListField::Number, column(&|one| text(one.number.map(|number| number.reveal().to_owned())))),
        (ListField::Name, column(&|one| one.name.clone())),
        (ListField::Birth, column(&|one| text(one.birth.map(|birth| birth.to_string())))),
        (ListField::Sex, column(&|one| text(one.sex.map(|sex| sex.label().to_owned())))),
        (ListField::Village, column(&|one| text(one.village.map(|village| format!("{:012}", village.padded()))))),
        (ListField::Household, column(&|one| one.household_number.clone())),
    ];
    ListColumns { rows: of.len(), columns }
}

impl LinkModel {
    /// The model rows are compared by with a register of so many persons.
    fn of_register(rows: usize, persons: u64) -> LinkModel {
        let mut model = LinkModel::parse(MODEL).expect("the embedded model is read by a test");
        // A home is as large in a small register as in a large one: two persons share one less often by chance the more
        // persons there are.
        let smaller = model.rows[1] / (persons as f64).max(1.0);
        for level in [PlaceLevel::Home, PlaceLevel::HomeTogether, PlaceLevel::Together] {
            model.u_place[level as usize] = (model.u_place[level as usize] * smaller).min(0.5);
        }
        model.rows = [rows.max(1) as f64, persons.max(1) as f64];
        model.matches = (rows as f64 * IN_REGISTER_SHARE).max(IN_REGISTER_SHARE);
        model
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn village(last: u64) -> Option<RegionCode> {
        RegionCode::from_padded(620_521_100_000 + last).ok()
    }

    fn number(birth: &str, sequence: u16) -> Option<CitizenId> {
        CitizenId::compose(620_521, day(birth), sequence)
    }

    fn of(name: &str, birth: &str, sequence: u16, at: u64, household: &str) -> Likeness {
        let number = number(birth, sequence);
        Likeness {
            number,
            name: name.to_owned(),
            sex: number.map(|number| number.sex()),
            birth: Some(day(birth)),
            village: village(at),
            household_number: household.to_owned(),
        }
    }

    /// 王建国 and his twin 王建军 at one home, a namesake in another village, a woman of the same birthday.
    fn register() -> Vec<Likeness> {
        vec![
            of("王建国", "1962-03-04", 11, 1, "0001"),
            of("王建军", "1962-03-04", 13, 1, "0001"),
            of("王建国", "1985-07-08", 15, 9, "0777"),
            of("李秀英", "1962-03-04", 22, 5, "0300"),
        ]
    }

    fn size() -> RegisterSize {
        RegisterSize { persons: 300_000, bearers: vec![("王建国".to_owned(), 60), ("王建军".to_owned(), 90)] }
    }

    fn check(row: Likeness, expected: Option<usize>, at_least: f32) {
        let found = resemblances(std::slice::from_ref(&row), &register(), &size()).remove(0);
        let best = found.first();
        assert_eq!(best.map(|best| best.person), expected, "{row:?}: {found:#?}");
        assert!(best.is_none_or(|best| best.probability >= at_least), "{row:?}: {found:#?}");
    }

    #[test]
    fn a_misspelt_name_with_birth_and_village_resembles_its_person() {
        check(Likeness { number: None, name: "王健国".to_owned(), ..register()[0].clone() }, Some(0), 0.9);
        check(Likeness { number: None, household_number: String::new(), ..register()[1].clone() }, Some(1), 0.9);
    }

    #[test]
    fn a_row_of_which_name_and_village_alone_are_known_is_doubtful() {
        let row = Likeness { name: "王建国".to_owned(), village: village(9), ..Likeness::default() };
        let found = resemblances(&[row], &register(), &size()).remove(0);
        assert_eq!(found.first().map(|best| best.person), Some(2), "{found:?}");
        assert!(found.iter().all(|found| found.probability < 0.9), "{found:?}");
    }

    #[test]
    fn a_stranger_resembles_nobody_and_a_row_without_name_and_number_neither() {
        check(of("欧阳远客", "1999-09-09", 98, 77, "8888"), None, 0.0);
        check(Likeness { birth: Some(day("1962-03-04")), ..Likeness::default() }, None, 0.0);
        assert!(resemblances(&[], &register(), &size()).is_empty());
        assert_eq!(resemblances(&register()[..1], &[], &size()), [Vec::new()]);
    }

    #[test]
    fn the_weights_of_the_fields_are_told() {
        let row = Likeness { number: None, name: "王健国".to_owned(), ..register()[0].clone() };
        let found = resemblances(&[row], &register(), &size()).remove(0).remove(0);
        assert_eq!(
            found.fields.iter().map(|field| field.field).collect::<Vec<_>>(),
            ["身份证号", "姓名", "出生日期", "性别", "住处"]
        );
        assert!(found.fields[1].finding == "音同" && found.fields[1].bits > 0.0, "{found:?}");
        assert!(found.prior_bits < -10.0);
    }
}
