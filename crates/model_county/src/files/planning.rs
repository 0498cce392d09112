//! Which files a month has, with which rows and faults.

use std::collections::BTreeMap;

use vocabulary::{Employment, Fen, LabourCapacity, Month, RegionCode, RegionLevel, Schooling};

use super::columns::Content;
use super::fault::{FaultKind, Loss};
use super::form;
use super::list::{self, Area, OfficeList, Writer};
use super::outgoing::{FilePlan, Later};
use super::soiling::{Origin, kinds};
use super::statement::{KeptRow, Statement, statements};
use super::{FileAgain, Offices};
use crate::county::rows::{AnswerRow, CitizenKey, DeclarationRow, OfficeMonth, People};
use crate::random::Random;

/// Of so many rows of answers one is about a family that authorised nothing, but at least and at most so many.
const ANSWERS_FOR_A_STRANGER: usize = 200;
const STRANGERS_MIN: usize = 2;
const STRANGERS_MAX: usize = 30;
/// Citizens looked at for one who can be such a stranger.
const PROBES: usize = 400;
/// Files of a month that are to have a kind, where so many can: in one of them it may find no row.
const RARE_KIND_MIN: usize = 3;
/// Longest file that is sent again: a roll, another list.
const ROLL_AGAIN_MAX: usize = 20_000;
const LIST_AGAIN_MAX: usize = 5_000;

/// Rows about families that authorised nothing.
#[derive(Debug, Default)]
pub(super) struct Strangers {
    declarations: Vec<DeclarationRow>,
    answers: Vec<AnswerRow>,
}

/// A stream of choices of its own for each purpose.
fn stream(seed: u64, parts: [u64; 4]) -> u64 {
    let mix = |sum: u64, part: u64| (sum ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    parts.into_iter().fold(mix(seed, 0x000F_11E5), mix)
}

fn of_month(month: Month) -> u64 {
    u64::from(month.index().unsigned_abs())
}

/// Township of a village.
fn township(village: RegionCode) -> Area {
    Area::Township(village.at(RegionLevel::Town))
}

/// The file of a plan, to be sent again without its faults and without what may not be in it.
pub(super) fn again(plan: &FilePlan<'_>, people: &People) -> FileAgain {
    let lawful = plan.rows.iter().filter(|(origin, _)| *origin != Origin::Unauthorised);
    let kept = |statement: &Statement<'_>| KeptRow {
        citizen: statement.citizen(),
        values: statement.values(plan.list, people).into_iter().map(super::TrueValue::into_owned).collect(),
    };
    FileAgain {
        list: plan.list,
        area: plan.area,
        about: plan.about,
        replaces: plan.path(),
        rows: lawful.map(|(_, statement)| kept(statement)).collect(),
    }
}

impl Offices {
    /// The visit form that would name a citizen, where the household is known.
    pub(super) fn visits_path(&self, people: &People, citizen: CitizenKey, month: Month) -> Option<String> {
        self.household(citizen)?;
        let list = OfficeList::VisitForms;
        let area = township(people.citizens[citizen.0 as usize].village);
        Some(list::path(list, area, month, month, form::format(list, area, self.seed).ending()))
    }

    /// Families that no list of the county gives a reason to ask about, with made-up answers.
    pub(super) fn strangers(&self, people: &People, rows: &OfficeMonth) -> Strangers {
        let mut random = Random::from_seed(stream(self.seed, [of_month(rows.month), 0, 0, 1]));
        let count = |rows: usize| if rows == 0 { 0 } else { (rows / ANSWERS_FOR_A_STRANGER).clamp(STRANGERS_MIN, STRANGERS_MAX) };
        let mut strangers = Strangers::default();
        for _ in 0..count(rows.declarations.len()) {
            strangers
                .declarations
                .extend(self.stranger(people, &mut random).map(|citizen| self.declaration(citizen, &mut random)));
        }
        for _ in 0..count(rows.answers.len()) {
            let answer = self.stranger(people, &mut random).map(|citizen| self.answer(citizen, rows, &mut random));
            if let Some(answer) = answer.filter(|answer| strangers.answers.iter().all(|known| known.citizen != answer.citizen)) {
                strangers.answers.push(answer);
            }
        }
        strangers.declarations.dedup_by_key(|row| row.citizen);
        strangers
    }

    fn stranger(&self, people: &People, random: &mut Random) -> Option<CitizenKey> {
        let citizens = people.citizens.len();
        (0..PROBES).find_map(|_| {
            let citizen = CitizenKey(u32::try_from(random.index(citizens.max(1))).ok()?);
            let household = self.household(citizen)?;
            (!self.known.contains(household) && !self.gone.contains(&citizen)).then_some(citizen)
        })
    }

    fn declaration(&self, citizen: CitizenKey, random: &mut Random) -> DeclarationRow {
        DeclarationRow {
            citizen,
            household: self.household(citizen).unwrap_or_default().to_owned(),
            application: None,
            authorised: None,
            wages: Fen::yuan(random.between(0, 40) * 500),
            wage_months: 6,
            business: Fen::yuan(random.between(0, 20) * 200),
            property: Fen::ZERO,
            support: Fen::ZERO,
            employee_pension: Fen::ZERO,
            resident_pension: Fen::ZERO,
            old_age_allowance: Fen::ZERO,
            other_transfer: Fen::ZERO,
            other: Fen::ZERO,
            excluded: Fen::ZERO,
            paid: Fen::ZERO,
            labour: LabourCapacity::Full,
            disability: None,
            serious_illness: false,
            illness_spending: Fen::ZERO,
            schooling: Schooling::None,
            employment: Employment::Employed,
            whereabouts: None,
            cash: Fen::yuan(random.between(0, 60) * 500),
            dwellings: 1,
            cars: 0,
            shops: 0,
            raised_by_employment: false,
        }
    }

    fn answer(&self, citizen: CitizenKey, rows: &OfficeMonth, random: &mut Random) -> AnswerRow {
        AnswerRow {
            citizen,
            household: self.household(citizen).unwrap_or_default().to_owned(),
            authorised: rows.month.first_day(),
            cars: u8::from(random.in_a_thousand(300)),
            dwellings: 1,
            shop_premises: 0,
            companies: 0,
            sole_trades: u8::from(random.in_a_thousand(100)),
            public_wage: Fen::ZERO,
            employee_pension: Fen::ZERO,
            resident_pension: Fen::ZERO,
            employer_insured: random.in_a_thousand(300),
            injury_nursing_fee: Fen::ZERO,
            balance: Fen::yuan(random.between(0, 90) * 700),
        }
    }

    /// Every file of the month in the order in which it is handed out: by list, then by township; files that are sent
    /// again come last.
    pub(super) fn plans<'a>(&'a self, people: &'a People, rows: &'a OfficeMonth, strangers: &'a Strangers) -> Vec<FilePlan<'a>> {
        let mut plans = Vec::new();
        for list in OfficeList::ALL {
            let by_area = self.rows_by_area(people, rows, strangers, list);
            let mut files: Vec<FilePlan<'a>> =
                by_area.into_iter().map(|(area, stated)| self.plan(list, area, rows.month, stated)).collect();
            self.allot_faults(&mut files, list, rows.month);
            plans.extend(files);
        }
        allot_rare_kinds(&mut plans);
        self.choose_files_to_send_again(&mut plans, rows.month);
        plans.extend(self.sent_again.iter().map(|again| FilePlan {
            replaces: Some(again.replaces.clone()),
            about: again.about,
            ..self.plan(
                again.list,
                again.area,
                rows.month,
                again.rows.iter().map(|row| (Origin::Correction, Statement::Kept(row))).collect(),
            )
        }));
        plans
    }

    fn plan<'a>(&self, list: OfficeList, area: Area, month: Month, rows: Vec<(Origin, Statement<'a>)>) -> FilePlan<'a> {
        FilePlan {
            list,
            area,
            about: month,
            sent: month,
            format: form::format(list, area, self.seed),
            rows,
            faults: Vec::new(),
            later: Later::LeftAsItIs,
            replaces: None,
            seed: stream(self.seed, [of_month(month), u64::from(list.number()), area.code(), 2]),
        }
    }

    fn rows_by_area<'a>(
        &'a self,
        people: &'a People,
        rows: &'a OfficeMonth,
        strangers: &'a Strangers,
        list: OfficeList,
    ) -> BTreeMap<Area, Vec<(Origin, Statement<'a>)>> {
        let mut by_area: BTreeMap<Area, Vec<(Origin, Statement<'a>)>> = BTreeMap::new();
        let area = |statement: &Statement<'a>| match (list.writer(), statement) {
            (Writer::County, _) => Area::WholeCounty,
            // Who moved inside the county stands in the list of where they are registered this month.
            (Writer::Township, Statement::Register(row)) => township(row.village),
            (Writer::Township, _) => township(people.citizens[statement.citizen().0 as usize].village),
        };
        let mut stated = statements(list, rows);
        if list == OfficeList::VisitForms {
            stated.extend(self.findings.iter().map(Statement::Visit));
        }
        for statement in stated {
            let unsigned =
                if let Statement::Declaration(row) = statement { !self.authorised.contains(&row.household) } else { false };
            let origin = if unsigned { Origin::Unauthorised } else { Origin::Stated };
            by_area.entry(area(&statement)).or_default().push((origin, statement));
        }
        if list == OfficeList::HouseholdRegister {
            for row in &self.register_again {
                let statement = Statement::Register(row);
                by_area.entry(area(&statement)).or_default().push((Origin::Correction, statement));
            }
        }
        let mut random = Random::from_seed(stream(self.seed, [of_month(rows.month), u64::from(list.number()), 0, 3]));
        for statement in strange_statements(list, rows.month, strangers) {
            let stated = by_area.entry(area(&statement)).or_default();
            stated.insert(random.index(stated.len() + 1), (Origin::Unauthorised, statement));
        }
        by_area
    }

    /// Spreads the faults of a list over its files, more on the longer ones; every kind of the list in turn.
    fn allot_faults(&self, files: &mut [FilePlan<'_>], list: OfficeList, month: Month) {
        let rows: usize = files.iter().map(|file| file.rows.len()).sum();
        let mut kinds = kinds(list);
        if rows == 0 || kinds.is_empty() {
            return;
        }
        let least = kinds.len().min((rows / 5).max(1));
        let count = (rows * list.faulty_in_a_thousand() / 1000).max(least);
        let mut random = Random::from_seed(stream(self.seed, [of_month(month), u64::from(list.number()), 0, 4]));
        // In another order each month, so that kinds that need the same column do not stand together.
        random.shuffle(&mut kinds);
        for at in 0..count {
            let kind = kinds[at % kinds.len()];
            let mut row = random.index(rows);
            let chosen = files.iter().position(|file| {
                let is_here = row < file.rows.len();
                row = row.wrapping_sub(if is_here { 0 } else { file.rows.len() });
                is_here
            });
            let suits = |file: &FilePlan<'_>| !kind.needs_workbook() || file.format.is_workbook();
            let chosen = chosen.filter(|chosen| suits(&files[*chosen])).or_else(|| files.iter().position(suits));
            if let Some(file) = chosen.map(|chosen| &mut files[chosen])
                && !(is_of_whole_file(kind) && file.faults.contains(&kind))
            {
                file.faults.push(kind);
            }
        }
    }

    fn choose_files_to_send_again(&self, plans: &mut [FilePlan<'_>], month: Month) {
        let can_be = |plan: &FilePlan<'_>| {
            let most = if plan.list.is_roll() { ROLL_AGAIN_MAX } else { LIST_AGAIN_MAX };
            !matches!(plan.list, OfficeList::HouseholdRegister | OfficeList::VisitForms)
                && plan.rows.len() <= most
                && plan.faults.iter().any(|kind| kind.loss() != Loss::Nothing)
        };
        let mut random = Random::from_seed(stream(self.seed, [of_month(month), 0, 0, 5]));
        for plan in plans.iter_mut().filter(|plan| can_be(plan)) {
            if random.in_a_thousand(if plan.list.is_roll() { 500 } else { 120 }) {
                plan.later = Later::SentAgain;
            }
        }
        if plans.iter().all(|plan| plan.later == Later::LeftAsItIs)
            && let Some(plan) = plans.iter_mut().find(|plan| can_be(plan))
        {
            plan.later = Later::SentAgain;
        }
    }
}

/// Gives a kind that hardly any file of the month was given to the longest files that can have it, so that no month is
/// without it. It comes first there, before other faults take the few rows that suit it.
fn allot_rare_kinds(plans: &mut [FilePlan<'_>]) {
    for kind in FaultKind::ALL {
        let stated = |plan: &FilePlan<'_>| plan.rows.iter().filter(|(origin, _)| *origin == Origin::Stated).count();
        let has_room = |plan: &&FilePlan<'_>| stated(plan) > plan.faults.len() * 2;
        let given = plans.iter().filter(|plan| plan.faults.contains(&kind)).filter(has_room).count();
        let can_have =
            |plan: &FilePlan<'_>| kinds(plan.list).contains(&kind) && (!kind.needs_workbook() || plan.format.is_workbook());
        let mut able: Vec<usize> = (0..plans.len()).filter(|at| can_have(&plans[*at])).collect();
        // A total can be told to be wrong only where every cell above it can be read: likelier among many columns of money.
        let of_totals = kind == FaultKind::TotalWrong;
        let columns = |plan: &FilePlan<'_>| {
            let money = plan.list.columns().iter().filter(|column| matches!(column.content, Content::Money(_)));
            // Visit forms print few of their columns.
            if of_totals && plan.list != OfficeList::VisitForms { money.count() } else { 0 }
        };
        able.sort_by_cached_key(|at| std::cmp::Reverse((columns(&plans[*at]), stated(&plans[*at]))));
        let least = if of_totals { RARE_KIND_MIN } else { RARE_KIND_MIN.saturating_sub(given) };
        for at in able.into_iter().take(least) {
            plans[at].faults.retain(|other| *other != kind);
            plans[at].faults.insert(0, kind);
        }
    }
}

/// Kinds of which a file has one at most.
fn is_of_whole_file(kind: FaultKind) -> bool {
    matches!(kind, FaultKind::HeadingRepeated | FaultKind::HiddenSheet | FaultKind::TotalWrong)
}

fn strange_statements(list: OfficeList, month: Month, strangers: &Strangers) -> Vec<Statement<'_>> {
    if list == OfficeList::VillageReport {
        return strangers.declarations.iter().map(Statement::Declaration).collect();
    }
    if list.needs_authorisation() {
        return strangers.answers.iter().map(|row| Statement::Answer(row, month)).collect();
    }
    Vec::new()
}
