//! What an official finds on a visit about one person, as the form of the household check asks for it.

use vocabulary::{Date, Disability, DisabilityKind, DisabilityLevel, Employment, Fen, LabourCapacity, Schooling, Whereabouts};

/// The answers of the form about one person. Incomes and spending are of the twelve months before, in money a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Circumstances {
    pub(crate) wage: Fen,
    pub(crate) wage_months: i64,
    pub(crate) business_net: Fen,
    pub(crate) property_net: Fen,
    pub(crate) support_received: Fen,
    pub(crate) employee_pension: Fen,
    pub(crate) resident_pension_basic: Fen,
    pub(crate) old_age_allowance: Fen,
    pub(crate) other_transfer: Fen,
    pub(crate) other_income: Fen,
    pub(crate) excluded_income: Fen,
    pub(crate) transfer_paid: Fen,
    pub(crate) labour: LabourCapacity,
    pub(crate) disability: Option<Disability>,
    pub(crate) illness: Illness,
    pub(crate) illness_spending: Fen,
    pub(crate) schooling: Schooling,
    pub(crate) employment: Employment,
    pub(crate) whereabouts: Whereabouts,
    pub(crate) whereabouts_since: Option<Date>,
    pub(crate) cash: Fen,
    pub(crate) dwellings: i64,
    pub(crate) motor_cars: i64,
    pub(crate) shops_and_companies: i64,
    pub(crate) raise: Raise,
}

/// Whether a person has a serious illness recognised by the rules (重特大疾病).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Illness {
    None,
    Serious,
}

/// Whether employment raised this person's income (因就业增收).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raise {
    None,
    ByEmployment,
}

/// Basic resident pension a year, paid from 60 on (115 yuan a month; the model's assumption).
const BASIC_PENSION: Fen = Fen::yuan(1_380);
/// Old-age allowance a year, paid from 80 on (25 yuan a month; the model's assumption).
pub(crate) const OLD_AGE_ALLOWANCE: Fen = Fen::yuan(300);
/// Living and nursing subsidy of a disabled person a year (110 yuan a month); neither counts as income.
const DISABILITY_SUBSIDY: Fen = Fen::yuan(1_320);

impl Circumstances {
    /// Someone of this age without any income of their own yet, without disability, at home.
    pub(crate) fn of_age(age: i32) -> Circumstances {
        Circumstances {
            wage: Fen::ZERO,
            wage_months: 0,
            business_net: Fen::ZERO,
            property_net: Fen::ZERO,
            support_received: Fen::ZERO,
            employee_pension: Fen::ZERO,
            resident_pension_basic: if age >= 60 { BASIC_PENSION } else { Fen::ZERO },
            old_age_allowance: if age >= 80 { OLD_AGE_ALLOWANCE } else { Fen::ZERO },
            other_transfer: Fen::ZERO,
            other_income: Fen::ZERO,
            excluded_income: Fen::ZERO,
            transfer_paid: Fen::ZERO,
            labour: match age {
                ..16 => LabourCapacity::None,
                16..60 => LabourCapacity::Full,
                60..70 => LabourCapacity::Partial,
                70.. => LabourCapacity::None,
            },
            disability: None,
            illness: Illness::None,
            illness_spending: Fen::ZERO,
            schooling: match age {
                6..15 => Schooling::Compulsory,
                15..18 => Schooling::SeniorSecondary,
                ..6 | 18.. => Schooling::None,
            },
            employment: Employment::None,
            whereabouts: Whereabouts::AtHome,
            whereabouts_since: None,
            cash: Fen::ZERO,
            dwellings: 0,
            motor_cars: 0,
            shops_and_companies: 0,
            raise: Raise::None,
        }
    }

    /// Gives a certificate of disability with the subsidies that follow it.
    pub(crate) fn disable(&mut self, kind: DisabilityKind, level: DisabilityLevel) {
        self.disability = Some(Disability { kind, level });
        self.excluded_income = DISABILITY_SUBSIDY;
        self.employment = Employment::None;
        self.labour = match level {
            DisabilityLevel::One | DisabilityLevel::Two => LabourCapacity::None,
            DisabilityLevel::Three | DisabilityLevel::Four => LabourCapacity::Partial,
        };
    }

    /// Takes away what the person earned; what others pay stays.
    pub(crate) fn stop_earning(&mut self) {
        self.wage = Fen::ZERO;
        self.wage_months = 0;
        self.business_net = Fen::ZERO;
        self.employment = Employment::None;
        self.raise = Raise::None;
    }
}
