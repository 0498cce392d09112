//! What villages report, who applies for other programmes than dibao, parents of children, care.

use vocabulary::{Date, ParentCondition, Programme, SelfCare, Sex, Supporters, Whereabouts};

use super::lives::{NEVER, NOBODY};
use super::month::MonthOf;
use super::occasions::chance;
use super::rolls::{applied_in, begins, home_of};
use super::rows::{ApplicationRow, CareRow, CitizenKey, ParentRow, VillageEvent, VillageEventRow};

fn is_news(of: &MonthOf<'_>, day: Date) -> bool {
    let last = of.calendar.month(of.index).last_day();
    day <= last && (of.is_first() || day >= of.calendar.month(of.index).first_day())
}

/// Who is away, in prison or apart; accidents, fires and sudden illness.
pub(crate) fn village_events(of: &MonthOf<'_>) -> Vec<VillageEventRow> {
    let settled = &of.county.settled;
    let mut rows = Vec::new();
    let apart_since = of.calendar.january.first_day().plus_days(-400);
    for (number, resident) in (0u32..).zip(&settled.residents) {
        if !resident.is_here(of.index) {
            continue;
        }
        let citizen = CitizenKey(number);
        if let Some(since) = resident.away.filter(|since| is_news(of, *since)) {
            let event = VillageEvent::Whereabouts(Whereabouts::AwayForWorkOrStudy);
            rows.push(VillageEventRow { citizen, event, day: since });
        }
        if let Some(apart) = resident.apart.filter(|_| of.is_first()) {
            rows.push(VillageEventRow { citizen, event: VillageEvent::Whereabouts(apart), day: apart_since });
        }
    }
    for relief in settled.relief.iter().filter(|relief| relief.month == of.index) {
        let event = match relief.reason {
            "交通事故" => VillageEvent::Accident,
            "火灾" => VillageEvent::Fire,
            "自然灾害" => VillageEvent::Disaster,
            "突发重病" | "突发疾病" => VillageEvent::SuddenIllness,
            _ => continue,
        };
        let day = of.calendar.day(of.index, (relief.day - 3).max(1));
        rows.push(VillageEventRow { citizen: CitizenKey(relief.resident), event, day });
    }
    rows
}

/// The day in the month on which somebody applies.
pub(crate) fn application_day(of: &MonthOf<'_>, number: u32) -> Date {
    of.calendar.day(of.index, i8::try_from(2 + chance(number, 51, 20)).expect("a day"))
}

/// Applications for tekun, the children's schemes and the subsidies.
pub(crate) fn applications(of: &MonthOf<'_>) -> Vec<ApplicationRow> {
    let settled = &of.county.settled;
    let day = |number: u32| application_day(of, number);
    let mut rows = Vec::new();
    for tekun in settled.tekun.iter().filter(|tekun| applied_in(tekun.from) == of.index) {
        let citizen = CitizenKey(tekun.resident);
        rows.push(ApplicationRow { citizen, programme: Programme::Tekun, day: day(tekun.unit), guardian: None });
    }
    for child in settled.children.iter().filter(|child| applied_in(child.from) == of.index) {
        rows.push(ApplicationRow {
            citizen: CitizenKey(child.resident),
            programme: if child.orphan { Programme::Orphan } else { Programme::UnattendedChild },
            day: day(child.guardian),
            guardian: Some(CitizenKey(child.guardian)),
        });
    }
    for subsidy in settled.subsidies.iter().filter(|subsidy| subsidy.from > 0 && begins(subsidy.from, of.index)) {
        let number = subsidy.resident;
        let issued = settled.residents[number as usize].certificate.map(|certificate| certificate.issued);
        // Paid from the month of application, and never applied for before there is a certificate.
        let day = issued.map_or(day(number), |issued| issued.plus_days(5).max(day(number)));
        for (asked, programme) in [(subsidy.living, Programme::LivingSubsidy), (subsidy.nursing, Programme::NursingSubsidy)] {
            if asked {
                rows.push(ApplicationRow { citizen: CitizenKey(number), programme, day, guardian: None });
            }
        }
    }
    rows
}

/// What is the matter with the parents of the children on the rolls.
pub(crate) fn parents(of: &MonthOf<'_>) -> Vec<ParentRow> {
    let mut rows = Vec::new();
    for child in &of.county.settled.children {
        let known = of.is_first() && child.is_on_roll(of.index);
        if known || applied_in(child.from) == of.index {
            for (sex, (condition, since, parent)) in [(Sex::Male, child.father), (Sex::Female, child.mother)] {
                let parent = (parent != NOBODY).then_some(CitizenKey(parent));
                rows.push(ParentRow { child: CitizenKey(child.resident), parent_sex: sex, parent, condition, since });
            }
        }
        if !child.orphan && child.until != NEVER && child.until - 1 == of.index {
            rows.push(ParentRow {
                child: CitizenKey(child.resident),
                parent_sex: Sex::Male,
                parent: None,
                condition: ParentCondition::Able,
                since: of.calendar.day(of.index, 9),
            });
        }
    }
    rows
}

/// Assessments of all in the first month; later of who applied, changed, or moved into a home.
pub(crate) fn care(of: &MonthOf<'_>) -> Vec<CareRow> {
    let mut rows = Vec::new();
    for tekun in &of.county.settled.tekun {
        let changed = tekun.changed.filter(|(from, _)| applied_in(*from) == of.index);
        let moves = tekun.home_from != NEVER && tekun.home_from > 0 && tekun.home_from - 1 == of.index;
        let self_care: SelfCare = match changed {
            Some((_, level)) => level,
            None if of.is_first() && tekun.is_on_roll(of.index) => tekun.self_care_in(of.index),
            None if applied_in(tekun.from) == of.index || moves => tekun.self_care,
            None => continue,
        };
        rows.push(CareRow {
            citizen: CitizenKey(tekun.resident),
            supporters: if chance(tekun.unit, 57, 4) == 0 { Supporters::Unable } else { Supporters::None },
            self_care,
            home: (tekun.home_from <= of.index + 1).then(|| home_of(tekun.resident)),
            day: of.calendar.day(of.index, i8::try_from(5 + chance(tekun.unit, 53, 15)).expect("a day")),
        });
    }
    rows
}
