//! What every office knows in one month, put together.

use vocabulary::Month;

use super::County;
use super::benefit_rows::application_day;
use super::means::Means;
use super::occasions::{Calendar, occasions};
use super::rolls::applied_in;
use super::rows::{CitizenKey, OfficeMonth, OpeningRolls, ReliefRow};
use super::{benefit_rows, person_rows, rolls};

/// The month being written.
pub(crate) struct MonthOf<'a> {
    pub(crate) county: &'a County,
    pub(crate) calendar: Calendar,
    /// Months since January.
    pub(crate) index: i8,
    /// First month of the plan, since January.
    pub(crate) first: i8,
}

impl MonthOf<'_> {
    /// Whether this is the month of whole registers.
    pub(crate) fn is_first(&self) -> bool {
        self.index == self.first
    }
}

pub(crate) fn office_month(county: &County, month: Month) -> OfficeMonth {
    let of =
        MonthOf { county, calendar: Calendar::of(county), index: month.month() - 1, first: county.plan.months[0].month() - 1 };
    let (declarations, answers) = declared(&of);
    OfficeMonth {
        month,
        register: person_rows::register(&of),
        deaths: person_rows::deaths(&of),
        certificates: person_rows::certificates(&of),
        medical: person_rows::medical(&of),
        monitored: person_rows::monitored(&of),
        enrolment: person_rows::enrolment(&of),
        village_events: benefit_rows::village_events(&of),
        declarations,
        answers,
        relief: relief(&of),
        payments: rolls::payments(&of),
        applications: benefit_rows::applications(&of),
        parents: benefit_rows::parents(&of),
        care: benefit_rows::care(&of),
        opening: if of.is_first() { rolls::opening(&of) } else { OpeningRolls::default() },
    }
}

fn declared(of: &MonthOf<'_>) -> (Vec<super::rows::DeclarationRow>, Vec<super::rows::AnswerRow>) {
    let settled = &of.county.settled;
    let means = Means { settled, rates: &of.county.table.rates, calendar: of.calendar, month: of.index };
    let (mut declarations, mut answers) = (Vec::new(), Vec::new());
    for occasion in occasions(settled, &of.calendar, of.index) {
        let (declared, answered) = means.of(&occasion);
        declarations.extend(declared);
        answers.extend(answered);
    }
    for tekun in settled.tekun.iter().filter(|tekun| applied_in(tekun.from) == of.index) {
        let (declared, answered) = means.of_tekun(tekun.resident, application_day(of, tekun.unit));
        declarations.push(declared);
        answers.push(answered);
    }
    (declarations, answers)
}

fn relief(of: &MonthOf<'_>) -> Vec<ReliefRow> {
    let base = of.county.table.rates.urban_standard;
    let month = of.county.settled.relief.iter().filter(|relief| relief.month == of.index);
    month
        .map(|relief| {
            let granted = relief.amount(base);
            ReliefRow {
                citizen: CitizenKey(relief.resident),
                day: of.calendar.day(of.index, relief.day),
                kind: relief.kind,
                reason: relief.reason.to_owned(),
                persons: relief.persons,
                // Costs are above what is given: relief bears a part of them.
                own_cost: granted + granted.divide_down(2),
                granted,
            }
        })
        .collect()
}
