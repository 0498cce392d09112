//! What a family declares and what the offices answer about it: means from which the law finds the way its unit goes.
//!
//! Holds: counted income of the family a head is the share of the standard that the occasion states, to the yuan; employment
//! cost (a fifth of wages, at most 1,000 yuan a month) comes off wages, so wages are higher by a quarter of what counts.

use vocabulary::{ApplicationKind, Date, DibaoClass, Employment, Fen, LabourCapacity, Registration, Schooling, Whereabouts};

use super::lives::{NOBODY, Resident, Settled, schooling};
use super::occasions::{Calendar, Occasion, chance};
use super::rows::{AnswerRow, CitizenKey, DeclarationRow};
use super::totals::{PensionRule, Rates};

/// Basic part of the resident pension a month, from 60 on.
const BASIC_PENSION: Fen = Fen::yuan(115);
/// Old-age allowance a year, from 80 on.
const OLD_AGE_ALLOWANCE: Fen = Fen::yuan(300);
/// Below this a year nobody of the family works for wages: it lives off its fields.
const WAGES_LEAST: i64 = 2_400;

/// 户号 of a register household.
pub(crate) fn household_number(household: u32) -> String {
    format!("620521{household:07}")
}

/// First of September before the month, when a school year began.
pub(crate) fn school_year(calendar: &Calendar, month: i8) -> Date {
    let september = calendar.month(8);
    if month >= 8 { september.first_day() } else { september.plus(-12).first_day() }
}

/// Families of a higher share of the standard that were refused have a member on the public payroll.
const PAYROLL_SHARE: i64 = 1_600;

/// Both sides of an occasion: what is declared, what is answered.
pub(crate) struct Means<'a> {
    pub(crate) settled: &'a Settled,
    pub(crate) rates: &'a Rates,
    pub(crate) calendar: Calendar,
    pub(crate) month: i8,
}

/// Counted income of a member by source, in yuan a year.
#[derive(Clone, Copy, Debug, Default)]
struct Sources {
    wages: i64,
    business: i64,
    property: i64,
    support: i64,
}

impl Means<'_> {
    /// Declarations and answers of a family, members in the order of the register.
    pub(crate) fn of(&self, occasion: &Occasion) -> (Vec<DeclarationRow>, Vec<AnswerRow>) {
        let range = self.settled.households[occasion.household as usize].members();
        let members: Vec<u32> = range.filter(|member| self.settled.residents[*member as usize].is_here(self.month)).collect();
        let sources = self.spread(occasion, &members);
        let mut declared = Vec::with_capacity(members.len());
        let mut answered = Vec::with_capacity(members.len());
        for (member, sources) in members.iter().zip(sources) {
            declared.push(self.declaration(occasion, *member, sources));
            answered.push(self.answer(occasion, *member, sources));
        }
        (declared, answered)
    }

    /// A person who applies for tekun: without income but what the tekun rules leave out.
    pub(crate) fn of_tekun(&self, resident: u32, applied: Date) -> (DeclarationRow, AnswerRow) {
        let occasion = Occasion {
            household: self.resident(resident).household,
            applicant: NOBODY,
            kind: ApplicationKind::SinglePerson,
            applied,
            authorised: applied,
            share: 0,
            raised: false,
            car: false,
            class: Some(DibaoClass::One),
        };
        let sources = Sources::default();
        (self.declaration(&occasion, resident, sources), self.answer(&occasion, resident, sources))
    }

    fn resident(&self, member: u32) -> &Resident {
        &self.settled.residents[member as usize]
    }

    fn age(&self, member: u32) -> i32 {
        self.resident(member).age(self.calendar.month(self.month).last_day())
    }

    fn schooling(&self, member: u32) -> Schooling {
        let registration = self.settled.households[self.resident(member).household as usize].registration;
        schooling(self.resident(member), member, registration, school_year(&self.calendar, self.month))
    }

    fn allowance(&self, member: u32) -> Fen {
        if self.age(member) >= 80 { OLD_AGE_ALLOWANCE } else { Fen::ZERO }
    }

    /// Where the basic pension counts as income, families of classes 1 and 2 are those without one.
    fn pension(&self, occasion: &Occasion, member: u32) -> Fen {
        let poorest = matches!(occasion.class, Some(DibaoClass::One | DibaoClass::Two));
        let without = self.rates.pension == PensionRule::Counted && poorest;
        if self.age(member) >= 60 && !without { BASIC_PENSION } else { Fen::ZERO }
    }

    fn works(&self, member: u32) -> bool {
        let resident = self.resident(member);
        (18..60).contains(&self.age(member))
            && resident.labour != LabourCapacity::None
            && resident.apart.is_none()
            && self.schooling(member) == Schooling::None
    }

    /// Who of the family earns how much, so that the family comes to its share of the standard.
    fn spread(&self, occasion: &Occasion, members: &[u32]) -> Vec<Sources> {
        let mut sources = vec![Sources::default(); members.len()];
        let counted: Vec<usize> = (0..members.len()).filter(|at| self.resident(members[*at]).apart.is_none()).collect();
        let heads = i64::try_from(counted.len()).expect("families are small");
        let line = self.rates.standard.as_fen() * 12 / 100;
        let mut left = occasion.share * line * heads / 1_000;
        for at in &counted {
            let mut fixed = self.allowance(members[*at]);
            if self.rates.pension == PensionRule::Counted {
                fixed += self.pension(occasion, members[*at]) * 12;
            }
            left -= fixed.as_fen() / 100;
        }
        if occasion.kind == ApplicationKind::SinglePerson {
            left -= self.own_support(occasion, members, &mut sources, line);
        }
        let left = left.max(0);
        let workers: Vec<usize> = counted
            .iter()
            .copied()
            .filter(|at| {
                self.works(members[*at])
                    && !(occasion.kind == ApplicationKind::SinglePerson && members[*at] == occasion.applicant)
            })
            .collect();
        let others: Vec<usize> = counted
            .iter()
            .copied()
            .filter(|at| !(occasion.kind == ApplicationKind::SinglePerson && members[*at] == occasion.applicant))
            .collect();
        if let Some(first) = workers.first() {
            // Wages are a multiple of five yuan, so that a fifth of them is whole.
            let wages = if left >= WAGES_LEAST || occasion.raised { left * 65 / 100 / 4 * 4 } else { 0 };
            let earner = workers.iter().find(|at| self.resident(members[**at]).away.is_some()).unwrap_or(first);
            sources[*earner].wages = wages / 4 * 5;
            sources[*first].business = left - wages;
        } else if let Some(first) = others.first() {
            sources[*first].property = left * 2 / 5;
            sources[*first].support = left - left * 2 / 5;
        }
        sources
    }

    /// The own income of a single person: nothing in class 1, a little from relatives in class 2.
    fn own_support(&self, occasion: &Occasion, members: &[u32], sources: &mut [Sources], line: i64) -> i64 {
        let support = match occasion.class {
            Some(DibaoClass::One) => 0,
            Some(DibaoClass::Two | DibaoClass::Three | DibaoClass::Four) | None => {
                line * i64::from(40 + chance(occasion.applicant, 7, 200)) / 1_000
            }
        };
        if let Some(at) = members.iter().position(|member| *member == occasion.applicant) {
            sources[at].support = support;
        }
        support
    }

    fn declaration(&self, occasion: &Occasion, member: u32, sources: Sources) -> DeclarationRow {
        let resident = self.resident(member);
        let is_applicant = member == occasion.applicant;
        let is_head = member == self.settled.households[occasion.household as usize].first;
        let months = if sources.wages == 0 { 0 } else { u8::try_from((sources.wages / 3_000 + 1).min(12)).expect("a year") };
        let earns = sources.wages > 0 || sources.business > 0;
        let subsidised = resident.certificate.is_some();
        DeclarationRow {
            citizen: CitizenKey(member),
            household: household_number(occasion.household),
            application: is_applicant.then_some((occasion.applied, occasion.kind)),
            authorised: Some(occasion.authorised),
            wages: Fen::yuan(sources.wages),
            wage_months: months,
            business: Fen::yuan(sources.business),
            property: Fen::yuan(sources.property),
            support: Fen::yuan(sources.support),
            employee_pension: Fen::ZERO,
            resident_pension: self.pension(occasion, member) * 12,
            old_age_allowance: self.allowance(member),
            other_transfer: Fen::ZERO,
            other: Fen::ZERO,
            excluded: if subsidised { (self.rates.living + self.rates.nursing) * 12 } else { Fen::ZERO },
            paid: Fen::ZERO,
            labour: if self.age(member) < 16 { LabourCapacity::None } else { resident.labour },
            disability: resident.certificate.map(|certificate| certificate.disability),
            serious_illness: resident.seriously_ill,
            illness_spending: if resident.seriously_ill { own_share(member) } else { Fen::ZERO },
            schooling: self.schooling(member),
            employment: if earns { Employment::Employed } else { Employment::None },
            whereabouts: self.whereabouts(resident),
            cash: self.cash(occasion, member),
            dwellings: u8::from(is_head),
            cars: u8::from(occasion.car && is_head),
            shops: 0,
            raised_by_employment: occasion.raised && sources.wages > 0,
        }
    }

    fn whereabouts(&self, resident: &Resident) -> Option<(Whereabouts, Date)> {
        let since = self.calendar.month(0).first_day().plus_days(-400);
        let today = self.calendar.month(self.month).last_day();
        match (resident.apart, resident.away) {
            (Some(apart), _) => Some((apart, since)),
            (None, Some(away)) if away <= today => Some((Whereabouts::AwayForWorkOrStudy, away)),
            (None, Some(_) | None) => None,
        }
    }

    /// Far below twice the annual standard a head.
    fn cash(&self, occasion: &Occasion, member: u32) -> Fen {
        let grown = self.age(member) >= 18;
        let most = if occasion.class == Some(DibaoClass::One) { 900 } else { 4_200 };
        if grown { Fen::yuan(i64::from(100 + chance(member, 21, most))) } else { Fen::ZERO }
    }

    fn answer(&self, occasion: &Occasion, member: u32, sources: Sources) -> AnswerRow {
        let resident = self.resident(member);
        let is_head = member == self.settled.households[occasion.household as usize].first;
        let trader = matches!(occasion.class, Some(DibaoClass::Three | DibaoClass::Four)) && chance(member, 23, 100) < 2;
        // Families far above the line have somebody on the public payroll.
        let on_payroll = occasion.class.is_none() && occasion.share > PAYROLL_SHARE && sources.wages > 0;
        AnswerRow {
            citizen: CitizenKey(member),
            household: household_number(occasion.household),
            authorised: occasion.authorised,
            cars: u8::from(occasion.car && is_head),
            dwellings: u8::from(is_head),
            shop_premises: 0,
            companies: 0,
            sole_trades: u8::from(trader && is_head),
            public_wage: if on_payroll { Fen::yuan(sources.wages).divide_down(12) } else { Fen::ZERO },
            employee_pension: Fen::ZERO,
            resident_pension: self.pension(occasion, member),
            employer_insured: on_payroll || (occasion.raised && sources.wages > 0 && chance(member, 29, 2) == 0),
            injury_nursing_fee: resident.injury_fee,
            balance: self.cash(occasion, member),
        }
    }
}

/// What twelve months of a serious illness cost a person after all insurance.
pub(crate) fn own_share(member: u32) -> Fen {
    Fen::yuan(i64::from(6_000 + chance(member, 31, 30_000)))
}

/// Registration of the household a person stands in.
pub(crate) fn registration(settled: &Settled, resident: &Resident) -> Registration {
    settled.households[resident.household as usize].registration
}
