//! Register, deaths, certificates, high medical costs, monitored households and enrolment of a month.

use std::collections::BTreeMap;

use vocabulary::{Date, Fen, MonitoredGroup, Registration, Relation, Schooling};

use super::lives::{BEFORE, Ending, Marriage, NOBODY, Resident, schooling};
use super::means::{household_number, own_share, registration, school_year};
use super::month::MonthOf;
use super::occasions::chance;
use super::rows::{CertificateRow, CitizenKey, DeathRow, EnrolmentRow, MedicalRow, MonitoredRow, RegisterRow};

/// The day in its month on which a person came or went.
fn day_in(of: &MonthOf<'_>, resident: &Resident, month: i8) -> Date {
    of.calendar.day(month, resident.day)
}

fn went_in(resident: &Resident, month: i8) -> bool {
    resident.gone == month
}

/// 公安户籍: everybody, later who came, went or married.
pub(crate) fn register(of: &MonthOf<'_>) -> Vec<RegisterRow> {
    let settled = &of.county.settled;
    let brides: BTreeMap<u32, &Marriage> = settled.marriages.iter().map(|marriage| (marriage.bride, marriage)).collect();
    let mut rows = Vec::with_capacity(if of.is_first() { settled.residents.len() } else { 2_000 });
    for (number, resident) in (0u32..).zip(&settled.residents) {
        let silent = resident.ending == Ending::DiedUnreported;
        let marriage = brides.get(&number).copied();
        let listed = if of.is_first() {
            resident.arrived <= of.index && (resident.gone >= of.index || silent)
        } else {
            resident.arrived == of.index
                || (went_in(resident, of.index) && !silent)
                || marriage.is_some_and(|marriage| marriage.month == of.index)
        };
        if !listed {
            continue;
        }
        let before = marriage.filter(|marriage| of.index < marriage.month);
        let household = before.map_or(resident.household, |marriage| marriage.from_household);
        let at = &settled.households[household as usize];
        let gone = went_in(resident, of.index).then(|| day_in(of, resident, of.index));
        rows.push(RegisterRow {
            citizen: CitizenKey(number),
            household: household_number(household),
            relation: if before.is_some() { Relation::DAUGHTER } else { resident.relation },
            registration: at.registration,
            village: settled.villages[usize::from(at.village)].code,
            death: gone.filter(|_| resident.ending == Ending::Died),
            moved_out: gone.filter(|_| resident.ending == Ending::MovedOut),
        });
    }
    rows
}

/// 死亡人员.
pub(crate) fn deaths(of: &MonthOf<'_>) -> Vec<DeathRow> {
    let dead = (0u32..).zip(&of.county.settled.residents).filter(|(_, resident)| resident.died() && went_in(resident, of.index));
    dead.map(|(number, resident)| {
        let day = day_in(of, resident, of.index);
        DeathRow { citizen: CitizenKey(number), day, cremation: (chance(number, 61, 10) < 3).then(|| day.plus_days(3)) }
    })
    .collect()
}

/// 残疾人证: all, later new ones, those that expired in the month, and those cancelled after a death.
pub(crate) fn certificates(of: &MonthOf<'_>) -> Vec<CertificateRow> {
    let month = of.calendar.month(of.index);
    let mut rows = Vec::new();
    for (number, resident) in (0u32..).zip(&of.county.settled.residents) {
        let Some(certificate) = resident.certificate else { continue };
        let died = resident.died() && resident.gone + 1 == of.index;
        let issued = certificate.issued.in_month() == month;
        let listed = if of.is_first() {
            certificate.issued <= month.last_day() && resident.gone >= of.index && resident.arrived <= of.index
        } else {
            died || (resident.is_here(of.index) && (issued || certificate.expires.in_month() == month))
        };
        if listed {
            rows.push(CertificateRow {
                citizen: CitizenKey(number),
                disability: certificate.disability,
                issued: certificate.issued,
                expires: certificate.expires,
                cancelled: died,
                needs_care: certificate.needs_care,
            });
        }
    }
    rows
}

/// 医保高额费用: the seriously ill, and others whose costs of twelve months passed the mark in the month.
pub(crate) fn medical(of: &MonthOf<'_>) -> Vec<MedicalRow> {
    let mut rows = Vec::new();
    for (number, resident) in (0u32..).zip(&of.county.settled.residents) {
        if !resident.is_here(of.index) {
            continue;
        }
        let luck = chance(number, 71, 3_000);
        let in_month = u32::from(of.index.unsigned_abs());
        let listed = if of.is_first() {
            resident.seriously_ill || luck < 4
        } else {
            luck == 10 + in_month || (resident.seriously_ill && chance(number, 73, 12) == in_month)
        };
        if listed {
            let own =
                if resident.seriously_ill { own_share(number) } else { Fen::yuan(i64::from(5_000 + chance(number, 77, 16_000))) };
            rows.push(MedicalRow {
                citizen: CitizenKey(number),
                total: own * 3,
                own_share: own,
                serious: resident.seriously_ill,
            });
        }
    }
    rows
}

/// 乡村振兴: the groups' households, later newly identified ones, newborn members and cleared risks.
pub(crate) fn monitored(of: &MonthOf<'_>) -> Vec<MonitoredRow> {
    let settled = &of.county.settled;
    let month = of.calendar.month(of.index);
    let stock = of.county.table.month.month() - 1;
    let mut rows = Vec::new();
    let mut last = NOBODY;
    for household in settled.households.iter().filter(|household| household.monitored != NOBODY) {
        let monitored = &settled.monitored[household.monitored as usize];
        let second = household.monitored <= last && last != NOBODY;
        if !second {
            last = household.monitored;
        }
        let new = monitored.identified.in_month() == month;
        let clears = of.index == stock + 1
            && monitored.group == MonitoredGroup::UnstableLifted
            && chance(household.monitored, 81, 20) == 0;
        let all = if of.is_first() { monitored.identified <= month.last_day() } else { new || clears };
        let born = monitored.identified <= month.last_day();
        for member in household.members() {
            let resident = &settled.residents[member as usize];
            let here = resident.arrived <= of.index && resident.gone >= of.index;
            if here && (all || (born && resident.arrived == of.index)) {
                rows.push(MonitoredRow {
                    citizen: CitizenKey(member),
                    household: format!("JC{:07}", household.monitored),
                    relation: if second { beside(resident.relation) } else { resident.relation },
                    group: monitored.group,
                    identified: monitored.identified,
                    cleared: clears.then(|| of.calendar.day(of.index, 10)),
                });
            }
        }
    }
    rows
}

/// Relation of a member of the second register household to the head of the monitored one.
fn beside(relation: Relation) -> Relation {
    let word = if relation.is_head() { "兄" } else { "其他亲属" };
    Relation::parse(word).or(Relation::parse("97")).expect("a code of the table of relations")
}

/// 学籍: everybody at school in the first month and in September, with those who left school since the term before.
pub(crate) fn enrolment(of: &MonthOf<'_>) -> Vec<EnrolmentRow> {
    let september = of.index == 8;
    if !of.is_first() && !september {
        return Vec::new();
    }
    let settled = &of.county.settled;
    let began = school_year(&of.calendar, of.index);
    let mut rows = Vec::new();
    for (number, resident) in (0u32..).zip(&settled.residents) {
        if !resident.is_here(of.index) || resident.arrived > BEFORE && resident.birth.year() >= of.calendar.january.year() - 3 {
            continue;
        }
        let registration = registration(settled, resident);
        let now = schooling(resident, number, registration, began);
        let before = schooling(resident, number, registration, began.plus_months(-12));
        let left = september && !of.is_first() && now == Schooling::None && before != Schooling::None;
        if now != Schooling::None || left {
            rows.push(EnrolmentRow { citizen: CitizenKey(number), schooling: now, school: school(of, number, resident, now) });
        }
    }
    rows
}

fn school(of: &MonthOf<'_>, number: u32, resident: &Resident, stage: Schooling) -> String {
    let household = &of.county.settled.households[resident.household as usize];
    let town = of.county.settled.villages[usize::from(household.village)].town;
    let age = resident.age(school_year(&of.calendar, of.index));
    let pick = |names: &[&str]| names[chance(number, 91, u32::try_from(names.len()).expect("a few schools")) as usize].to_owned();
    match stage {
        Schooling::None => String::new(),
        Schooling::Compulsory if age < 12 => format!("{town}中心小学"),
        Schooling::Compulsory if household.registration == Registration::Urban => pick(&["清水县第三中学", "清水县第四中学"]),
        Schooling::Compulsory => format!("{town}初级中学"),
        Schooling::SeniorSecondary => pick(&["清水县第一中学", "清水县第六中学", "清水县职业教育中心", "天水市第一中学"]),
        Schooling::Undergraduate => {
            pick(&["天水师范学院", "兰州理工大学", "甘肃农业大学", "甘肃林业职业技术学院", "西安外事学院"])
        }
        Schooling::Postgraduate => pick(&["兰州大学", "西北师范大学"]),
    }
}
