//! From a story to what stands on the form: who earns what, who is ill, who is away, what the family owns.

use vocabulary::{
    ApplicationKind, Date, DisabilityKind, DisabilityLevel, Employment, Fen, LabourCapacity, Registration, Schooling, Whereabouts,
};

use crate::circumstances::{Circumstances, Illness};
use crate::outcome::{CASH_LIMIT, counted_income, counted_members};
use crate::random::Random;
use crate::story::{Story, is_grown_child};
use crate::township::{Application, Township, Visit, account};

/// Scholarship or stipend a year; it does not count as income.
const SCHOLARSHIP: Fen = Fen::yuan(3_000);

/// Highest wage a year of a family that applies.
const WAGE_MAX_YUAN: i64 = 54_000;

/// Whether what is left over may be earned in farming or trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trade {
    Allowed,
    None,
}

/// Lets a household live this story and apply on that day.
pub(crate) fn live(township: &mut Township, random: &mut Random, household: usize, story: Story, day: Date) {
    let members = township.living(household);
    for place in &members {
        let resident = &mut township.residents[*place];
        resident.circumstances = Circumstances::of_age(resident.age(day));
    }
    let head = members[0];
    township.residents[head].circumstances.dwellings = 1;
    township.residents[head].circumstances.cash = Fen::yuan(random.between(2, 40) * 100);
    let applicant = cast(township, random, household, story, day);
    let kind = if story.is_alone() { ApplicationKind::SinglePerson } else { ApplicationKind::WholeFamily };
    let application = Application { day, kind, applicant, account: account(random), story };
    township.households[household].visit = Visit::Applied(application);

    let counted = counted_members(township, household, day);
    let heads = i64::try_from(counted.len()).expect("families are small");
    let a_head = story.income_a_head(random);
    earn(township, random, &counted, story, a_head * heads);
    own(township, random, head, story, heads);
    if story == Story::LowIncome {
        burden(township, random, &counted, day);
    }
}

/// Gives the parts of a story to members: who is disabled, studies or is away. Gives who applies.
fn cast(township: &mut Township, random: &mut Random, household: usize, story: Story, day: Date) -> usize {
    let members = township.living(household);
    let head = members[0];
    let is_adult = |place: &usize| (18..60).contains(&township.residents[*place].age(day));
    let other_adult = members.iter().skip(1).copied().find(is_adult);
    let student = members.iter().copied().find(|place| {
        let resident = &township.residents[*place];
        is_grown_child(resident.relation, resident.age(day))
    });
    let since = Date::new(2016, 3, 12).expect("a day").plus_days(i32::try_from(random.between(0, 700)).expect("few days"));
    let severe = *random.pick(&[DisabilityLevel::One, DisabilityLevel::Two]);
    let any_kind =
        *random.pick(&[DisabilityKind::Visual, DisabilityKind::Physical, DisabilityKind::Mental, DisabilityKind::Multiple]);
    let of_mind = *random.pick(&[DisabilityKind::Intellectual, DisabilityKind::Mental]);
    let mut change = |place: usize, with: &dyn Fn(&mut Circumstances)| with(&mut township.residents[place].circumstances);
    let away = |whereabouts: Whereabouts, since: Date| {
        move |facts: &mut Circumstances| {
            facts.whereabouts = whereabouts;
            facts.whereabouts_since = Some(since);
        }
    };
    let other = other_adult.unwrap_or(head);
    let student = student.unwrap_or(other);
    match story {
        Story::NoLabourNoIncome => {
            for place in &members {
                change(*place, &|facts| facts.labour = LabourCapacity::None);
            }
        }
        Story::Undergraduate => change(student, &|facts| study(facts, Schooling::Undergraduate)),
        Story::Postgraduate => change(student, &|facts| study(facts, Schooling::Postgraduate)),
        Story::Prison => change(other, &away(Whereabouts::InPrison, since)),
        Story::Detoxification => change(other, &away(Whereabouts::CompulsoryDetoxification, day.plus_months(-7))),
        Story::Missing => change(other, &away(Whereabouts::DeclaredMissing, since)),
        Story::ClergyForLong | Story::AloneClergy => change(other, &away(Whereabouts::Clergy, since)),
        Story::ClergyForShort => change(other, &away(Whereabouts::Clergy, day.plus_months(-20))),
        Story::AloneSeverelyDisabled | Story::AloneWithoutIncome => change(other, &|facts| facts.disable(any_kind, severe)),
        Story::AloneLevelThree | Story::AloneWithOwnIncome => {
            change(other, &|facts| facts.disable(of_mind, DisabilityLevel::Three));
        }
        Story::AlonePhysicalLevelThree => {
            change(other, &|facts| facts.disable(DisabilityKind::Physical, DisabilityLevel::Three));
        }
        Story::AloneSeriouslyIll | Story::AloneAtTheMargin => change(other, &|facts| {
            facts.illness = Illness::Serious;
            facts.illness_spending = Fen::yuan(36_500);
            facts.labour = LabourCapacity::Partial;
        }),
        Story::UrbanRegistration => township.households[household].registration = Registration::Urban,
        Story::NearlyNoIncome
        | Story::AtAFifth
        | Story::JustAboveAFifth
        | Story::LowIncome
        | Story::AtFourFifths
        | Story::JustAboveFourFifths
        | Story::BelowTheLine
        | Story::JustBelowTheLine
        | Story::AtTheLine
        | Story::AboveTheLine
        | Story::LossInBusiness
        | Story::EmploymentCost
        | Story::CappedEmploymentCost
        | Story::OldAgeAllowance
        | Story::EmployeePension
        | Story::SupportPaid
        | Story::MotorCar
        | Story::SecondDwelling
        | Story::Shop
        | Story::SavingsAtTheLimit
        | Story::SavingsAboveTheLimit => {}
    }
    if story.is_alone() { other } else { head }
}

fn study(facts: &mut Circumstances, schooling: Schooling) {
    facts.schooling = schooling;
    facts.whereabouts = Whereabouts::AwayForWorkOrStudy;
    facts.excluded_income = SCHOLARSHIP;
}

/// Spreads a family's counted income over its members in the way of the story.
fn earn(township: &mut Township, random: &mut Random, counted: &[usize], story: Story, total: Fen) {
    let earner = counted.iter().copied().find(|place| can_earn(&township.residents[*place].circumstances)).unwrap_or(counted[0]);
    match story {
        Story::EmploymentCost => {
            // A fifth is off, so five quarters of what is to be left are paid.
            pay(&mut township.residents[earner].circumstances, (total * 5).divide_down(4), 12);
        }
        Story::CappedEmploymentCost => pay(&mut township.residents[earner].circumstances, Fen::yuan(8_000), 1),
        Story::EmployeePension => {
            let elder =
                counted.iter().copied().find(|place| township.residents[*place].circumstances.resident_pension_basic > Fen::ZERO);
            let facts = &mut township.residents[elder.unwrap_or(earner)].circumstances;
            facts.resident_pension_basic = Fen::ZERO;
            facts.employee_pension = total;
        }
        Story::LossInBusiness => {
            spread(township, random, counted, total, Trade::None);
            township.residents[earner].circumstances.business_net = Fen::yuan(-random.between(30, 90) * 100);
            township.residents[earner].circumstances.employment = Employment::Employed;
        }
        Story::SupportPaid => {
            let paid = Fen::yuan(random.between(10, 24) * 100);
            spread(township, random, counted, total, Trade::Allowed);
            township.residents[earner].circumstances.other_transfer += paid;
            township.residents[earner].circumstances.transfer_paid = paid;
        }
        Story::AloneSeverelyDisabled | Story::AloneLevelThree | Story::AloneSeriouslyIll | Story::AloneAtTheMargin => {
            let own = Fen::yuan(random.between(6, 22) * 100);
            earn_beside_the_applicant(township, random, counted, total, own);
        }
        Story::AloneWithoutIncome | Story::AlonePhysicalLevelThree | Story::AloneClergy => {
            earn_beside_the_applicant(township, random, counted, total, Fen::ZERO);
        }
        Story::AloneWithOwnIncome => {
            let able = counted.iter().copied().find(|place| township.residents[*place].circumstances.disability.is_some());
            let wage = Fen::yuan(9_000);
            let applicant = able.unwrap_or(earner);
            pay(&mut township.residents[applicant].circumstances, wage, 10);
            let own = counted_income(&township.residents[applicant].circumstances);
            let others: Vec<usize> = counted.iter().copied().filter(|place| *place != applicant).collect();
            spread(township, random, &others, total - own, Trade::Allowed);
        }
        Story::NoLabourNoIncome
        | Story::NearlyNoIncome
        | Story::AtAFifth
        | Story::JustAboveAFifth
        | Story::LowIncome
        | Story::AtFourFifths
        | Story::JustAboveFourFifths
        | Story::BelowTheLine
        | Story::JustBelowTheLine
        | Story::AtTheLine
        | Story::AboveTheLine
        | Story::Undergraduate
        | Story::Postgraduate
        | Story::Prison
        | Story::Detoxification
        | Story::Missing
        | Story::ClergyForLong
        | Story::ClergyForShort
        | Story::OldAgeAllowance
        | Story::MotorCar
        | Story::SecondDwelling
        | Story::Shop
        | Story::SavingsAtTheLimit
        | Story::SavingsAboveTheLimit
        | Story::UrbanRegistration => spread(township, random, counted, total, Trade::Allowed),
    }
}

/// The one who applies alone lives on `own` that relatives send; the others earn the rest of the family's income.
fn earn_beside_the_applicant(township: &mut Township, random: &mut Random, counted: &[usize], total: Fen, own: Fen) {
    let is_applicant = |place: &usize| {
        let facts = &township.residents[*place].circumstances;
        facts.disability.is_some() || facts.illness == Illness::Serious
    };
    let applicant = counted.iter().copied().find(is_applicant);
    if let Some(place) = applicant {
        township.residents[place].circumstances.support_received = own;
    }
    let others: Vec<usize> = counted.iter().copied().filter(|place| Some(*place) != applicant).collect();
    let rest = if applicant.is_some() { total - own } else { total };
    spread(township, random, &others, rest, Trade::Allowed);
}

pub(crate) fn can_earn(facts: &Circumstances) -> bool {
    let studies = match facts.schooling {
        Schooling::None => false,
        Schooling::Compulsory | Schooling::SeniorSecondary | Schooling::Undergraduate | Schooling::Postgraduate => true,
    };
    facts.labour == LabourCapacity::Full && !studies && facts.whereabouts != Whereabouts::Clergy
}

/// A wage of so much a year for work in so many months.
pub(crate) fn pay(facts: &mut Circumstances, wage: Fen, months: i64) {
    facts.wage = wage;
    facts.wage_months = months;
    facts.employment = Employment::Employed;
    facts.whereabouts = Whereabouts::AwayForWorkOrStudy;
}

/// Gives these members exactly this counted income: allowances first, then wages, rent of land, farming or support.
fn spread(township: &mut Township, random: &mut Random, members: &[usize], total: Fen, trade: Trade) {
    let mut left = total;
    for place in members {
        let facts = &mut township.residents[*place].circumstances;
        facts.old_age_allowance = facts.old_age_allowance.min(left);
        left -= facts.old_age_allowance;
    }
    let earners: Vec<usize> =
        members.iter().copied().filter(|place| can_earn(&township.residents[*place].circumstances)).collect();
    if let Some(first) = earners.first().filter(|_| left >= Fen::yuan(3_000)) {
        let part = (left * random.between(40, 85)).divide_down(100);
        let wage = Fen::yuan((part.divide_down(80).as_fen() / 100 * 100).min(WAGE_MAX_YUAN));
        let facts = &mut township.residents[*first].circumstances;
        // Months enough that a fifth of the wage stays below the cap of the employment cost.
        let months = random.between(6, 11).max(wage.divide_down(5_000).as_fen() / 100 + 1);
        pay(facts, wage, months);
        left -= counted_income(facts) - facts.old_age_allowance;
    }
    let head = members[0];
    if left > Fen::yuan(1_500) {
        let rent = Fen::yuan(random.between(10, 60) * 10);
        township.residents[head].circumstances.property_net += rent;
        left -= rent;
    }
    match (earners.last(), trade) {
        (Some(last), Trade::Allowed) if left > Fen::ZERO => {
            let facts = &mut township.residents[*last].circumstances;
            facts.business_net = left;
            facts.employment = Employment::Employed;
        }
        (Some(_), Trade::Allowed | Trade::None) => township.residents[head].circumstances.other_transfer += left,
        (None, Trade::Allowed | Trade::None) => {
            let gift = if left > Fen::yuan(400) { Fen::yuan(random.between(1, 3) * 100) } else { Fen::ZERO };
            township.residents[head].circumstances.other_income += gift;
            township.residents[head].circumstances.support_received += left - gift;
        }
    }
}

/// What the family owns beyond its one dwelling and small savings.
fn own(township: &mut Township, random: &mut Random, head: usize, story: Story, heads: i64) {
    let facts = &mut township.residents[head].circumstances;
    if story == Story::MotorCar {
        facts.motor_cars = 1;
    }
    if story == Story::SecondDwelling {
        facts.dwellings = 2;
    }
    if story == Story::Shop {
        facts.shops_and_companies = 1;
    }
    if story == Story::SavingsAtTheLimit {
        facts.cash = CASH_LIMIT * heads;
    }
    if story == Story::SavingsAboveTheLimit {
        facts.cash = CASH_LIMIT * heads + Fen::yuan(1);
    }
    if story == Story::AboveTheLine {
        facts.cash = Fen::yuan(random.between(5, 60) * 100);
    }
}

/// Some poor families carry an illness or a lighter disability too, which changes neither income nor class.
fn burden(township: &mut Township, random: &mut Random, counted: &[usize], day: Date) {
    let sufferer = *random.pick(counted);
    let resident = &mut township.residents[sufferer];
    let earns = resident.circumstances.wage > Fen::ZERO || resident.circumstances.business_net > Fen::ZERO;
    if resident.age(day) < 16 || earns {
        return;
    }
    if random.in_a_thousand(500) {
        resident.circumstances.disable(DisabilityKind::Hearing, DisabilityLevel::Four);
    } else {
        resident.circumstances.illness = Illness::Serious;
        resident.circumstances.illness_spending = Fen::yuan(random.between(80, 300) * 100);
    }
}
