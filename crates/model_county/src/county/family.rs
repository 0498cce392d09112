//! Who lives together: relations and ages of a family by its size and kind.

use vocabulary::{Relation, Sex};

use super::lives::{BEFORE, Ending, NEVER};
use crate::random::Random;

/// A member before it has a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft {
    pub(crate) relation: Relation,
    pub(crate) age: i64,
    pub(crate) sex: Sex,
    /// Places of father and mother in the family.
    pub(crate) parents: (Option<usize>, Option<usize>),
    /// Month of birth or of moving in; decides the birthday of a newborn.
    pub(crate) arrived: i8,
    /// Month of going, and how.
    pub(crate) gone: i8,
    pub(crate) ending: Ending,
}

pub(crate) fn draft(relation: Relation, age: i64, sex: Sex) -> Draft {
    Draft { relation, age, sex, parents: (None, None), arrived: BEFORE, gone: NEVER, ending: Ending::Died }
}

fn any_sex(random: &mut Random) -> Sex {
    // 107 boys to 100 girls.
    if random.in_a_thousand(517) { Sex::Male } else { Sex::Female }
}

/// 兄弟.
pub(crate) fn brother() -> Relation {
    Relation::parse("弟").expect("a word of the table of relations")
}

/// A child of the two places, born when the mother was 20 to 36.
fn child(
    random: &mut Random,
    family: &[Draft],
    father: usize,
    mother: usize,
    relation: Option<Relation>,
    youngest: i64,
) -> Draft {
    let mother_age = family[mother].age;
    let low = (mother_age - 36).max(youngest);
    let age = random.between(low, (mother_age - 20).max(low));
    let mut sex = any_sex(random);
    // Grown daughters have married and are elsewhere.
    if age >= 24 {
        sex = Sex::Male;
    }
    let usual = if sex == Sex::Male { Relation::SON } else { Relation::DAUGHTER };
    Draft { parents: (Some(father), Some(mother)), ..draft(relation.unwrap_or(usual), age, sex) }
}

/// A couple with a head of that age.
fn couple(random: &mut Random, age: i64) -> Vec<Draft> {
    let wife = (age - random.between(-1, 5)).max(20);
    vec![draft(Relation::HEAD, age, Sex::Male), draft(Relation::SPOUSE, wife, Sex::Female)]
}

/// A farm or town family of so many. No member is younger than `youngest`.
pub(crate) fn ordinary(random: &mut Random, size: i64, youngest: i64) -> Vec<Draft> {
    match size {
        ..=1 => {
            let sex = any_sex(random);
            vec![draft(Relation::HEAD, random.between(35, 78), sex)]
        }
        2 if random.in_a_thousand(600) => {
            let age = random.between(48, 74);
            couple(random, age)
        }
        2 => {
            let age = random.between(45, 60);
            let mut family = vec![draft(Relation::HEAD, age, Sex::Female)];
            let son = random.between(18, (age - 20).min(32));
            family.push(Draft { parents: (None, Some(0)), ..draft(Relation::SON, son, Sex::Male) });
            family
        }
        3 => parents_and_children(random, 1, 0, youngest),
        4 if random.in_a_thousand(700) => parents_and_children(random, 2, 0, youngest),
        5 if random.in_a_thousand(550) => parents_and_children(random, 2, 1, youngest),
        6 if random.in_a_thousand(500) => parents_and_children(random, 2, 2, youngest),
        4.. => three_generations(random, size, youngest),
    }
}

/// A couple, their children, and parents of the head.
fn parents_and_children(random: &mut Random, children: usize, elders: usize, youngest: i64) -> Vec<Draft> {
    let age = random.between(27 + youngest, 54);
    with_children(random, age, children, elders, youngest)
}

/// The same, with a head of that age.
fn with_children(random: &mut Random, age: i64, children: usize, elders: usize, youngest: i64) -> Vec<Draft> {
    let mut family = couple(random, age);
    for _ in 0..children {
        let member = child(random, &family, 0, 1, None, youngest);
        family.push(member);
    }
    if elders > 0 {
        let mother = age + random.between(20, 28);
        family.push(draft(Relation::MOTHER, mother, Sex::Female));
        family[0].parents.1 = Some(family.len() - 1);
        if elders > 1 {
            family.push(draft(Relation::FATHER, mother + random.between(0, 4), Sex::Male));
            family[0].parents.0 = Some(family.len() - 1);
        }
    }
    family
}

/// Grandparents at the head, a son with his wife, and grandchildren up to the size.
fn three_generations(random: &mut Random, size: i64, youngest: i64) -> Vec<Draft> {
    let head = random.between(52 + youngest, 74);
    let mut family = couple(random, head);
    let son = (head - random.between(22, 28)).max(24 + youngest);
    family.push(Draft { parents: (Some(0), Some(1)), ..draft(Relation::SON, son, Sex::Male) });
    family.push(draft(Relation::DAUGHTER_IN_LAW, son - random.between(0, 3), Sex::Female));
    while family.len() < usize::try_from(size).unwrap_or(4) {
        let member = child(random, &family, 2, 3, Some(Relation::GRANDCHILD), youngest);
        family.push(member);
    }
    family
}

/// Nobody can work: old people, a grown child who is ill or disabled, grandchildren under 16 whose parents are gone.
pub(crate) fn without_labour(random: &mut Random, size: i64) -> Vec<Draft> {
    let head = random.between(63, 76);
    let mut family = couple(random, head);
    if size == 2 && random.in_a_thousand(400) {
        family.truncate(1);
    }
    while family.len() < usize::try_from(size).unwrap_or(2) {
        let member = if family.iter().all(|member| member.relation != Relation::SON) {
            let mother = if family.len() > 1 { Some(1) } else { None };
            Draft { parents: (Some(0), mother), ..draft(Relation::SON, random.between(28, 40), Sex::Male) }
        } else {
            let sex = any_sex(random);
            Draft { parents: (Some(2.min(family.len() - 1)), None), ..draft(Relation::GRANDCHILD, random.between(3, 13), sex) }
        };
        family.push(member);
    }
    family
}

/// Grandparents with grandchildren of 2 to 14 whose parents are not there; an uncle where the family is larger.
pub(crate) fn skipped_generation(random: &mut Random, size: i64, children: i64) -> Vec<Draft> {
    let grown = (size - children).max(1);
    let head = random.between(58, 70);
    let mut family = couple(random, head);
    if grown == 1 {
        family.truncate(1);
    }
    for _ in 2..grown {
        let age = random.between(24, head - 22);
        family.push(Draft { parents: (Some(0), Some(1)), ..draft(Relation::SON, age, Sex::Male) });
    }
    for _ in 0..children {
        let sex = any_sex(random);
        family.push(draft(Relation::GRANDCHILD, random.between(2, 14), sex));
    }
    family
}

/// A family in which two can work, so that employment raises the income though one may be ill.
pub(crate) fn with_a_worker(random: &mut Random, size: i64) -> Vec<Draft> {
    let elders = if size > 4 { 1 } else { 0 };
    let children = usize::try_from(size - 2).unwrap_or(0).saturating_sub(elders);
    let age = random.between(32, 52);
    with_children(random, age, children, elders, 2)
}

/// A young couple with children and parents, and a newborn of that month.
pub(crate) fn with_newborn(random: &mut Random, size: i64, month: i8) -> Vec<Draft> {
    let elders = if size > 4 { 1 } else { 0 };
    let children = usize::try_from(size - 3).unwrap_or(0) - elders;
    let age = random.between(28, 35);
    let mut family = with_children(random, age, children, elders, 2);
    let sex = any_sex(random);
    let relation = if sex == Sex::Male { Relation::SON } else { Relation::DAUGHTER };
    family.push(Draft { parents: (Some(0), Some(1)), arrived: month, ..draft(relation, 0, sex) });
    family
}

/// A family with one grown disabled person, the last: a brother of the head, or a grown child.
pub(crate) fn with_disabled_person(random: &mut Random, size: i64, is_brother: bool) -> Vec<Draft> {
    let age = random.between(46, 57);
    let children = usize::try_from(size - 3).unwrap_or(0);
    let mut family = with_children(random, age, children, 0, 2);
    if size < 3 {
        family.truncate(1);
    }
    let sex = if is_brother { Sex::Male } else { any_sex(random) };
    let person = if is_brother {
        draft(brother(), age - random.between(1, 6), Sex::Male)
    } else if sex == Sex::Male {
        Draft { parents: (Some(0), None), ..draft(Relation::SON, age - random.between(22, 27), sex) }
    } else {
        Draft { parents: (Some(0), None), ..draft(Relation::DAUGHTER, age - random.between(22, 27), sex) }
    };
    family.push(person);
    family
}

/// An old parent of the head who dies in that month.
pub(crate) fn dying_parent(random: &mut Random, family: &[Draft], month: i8) -> Draft {
    let sex = any_sex(random);
    let relation = if sex == Sex::Male { Relation::FATHER } else { Relation::MOTHER };
    let age = (family[0].age + random.between(20, 26)).clamp(66, 97);
    let ending = if random.in_a_thousand(120) { Ending::DiedUnreported } else { Ending::Died };
    Draft { gone: month, ending, ..draft(relation, age, sex) }
}

/// One old person alone, or an old couple without children.
pub(crate) fn old_and_alone(random: &mut Random, size: i64) -> Vec<Draft> {
    let head = random.between(62, 86);
    let mut family = couple(random, head);
    if size < 2 {
        family.truncate(1);
    } else {
        family[1].age = family[1].age.max(61);
    }
    family
}
