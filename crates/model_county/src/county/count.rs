//! The table counted in the county as it was lived: nothing here reads the table.

use std::collections::BTreeMap;

use vocabulary::{DibaoClass, Fen, MonitoredGroup, Registration};

use super::lives::{BEFORE, NOBODY, Settled};
use super::occasions::{Calendar, of_unit};
use super::totals::{Column, Figure, GROUPS, MoneyRow, Rates, TotalRow};

/// Days of half a year, after which an absence of both parents leaves a child behind.
const HALF_A_YEAR: i32 = 180;

/// What a monitored household has in the month.
#[derive(Clone, Debug, Default)]
struct Standing {
    members: i64,
    upper: i64,
    lower: i64,
    tekun: i64,
    subsidies: i64,
    children: i64,
    unattended: i64,
    relieved: i64,
}

impl Standing {
    fn add(&mut self, other: &Standing) {
        self.members += other.members;
        self.upper += other.upper;
        self.lower += other.lower;
        self.tekun += other.tekun;
        self.subsidies += other.subsidies;
        self.children += other.children;
        self.unattended += other.unattended;
        self.relieved += other.relieved;
    }

    fn has_roll(&self) -> bool {
        self.upper + self.lower + self.tekun > 0
    }
}

/// Counts every row at the month.
pub(crate) fn figures(settled: &Settled, calendar: &Calendar, month: i8) -> BTreeMap<TotalRow, Figure> {
    let mut figures = BTreeMap::new();
    let mut set = |row, figure| {
        figures.insert(row, figure);
    };
    count_population(settled, month, calendar.month(month).last_day(), &mut set);
    count_dibao(settled, calendar, month, &mut set);
    count_others(settled, month, &mut set);
    count_subsidies(settled, calendar, month, &mut set);
    count_relief(settled, month, &mut set);
    count_groups(settled, month, &mut set);
    set(TotalRow::Checked, checked(settled, calendar, month));
    figures
}

/// Units visited at home since January: their persons are those they were on the roll with at the visit or came with.
pub(crate) fn checked(settled: &Settled, calendar: &Calendar, month: i8) -> Figure {
    let visited = |unit: &&super::lives::Unit| (0..=month).find(|at| of_unit(settled, calendar, unit, *at).is_some());
    let units = settled.units.iter().filter_map(|unit| visited(&unit).map(|at| (unit, at)));
    units.map(|(unit, at)| Figure::of(1, settled.heads(unit, at.max(unit.from)))).sum()
}

fn persons(number: i64) -> Figure {
    Figure::of(0, number)
}

fn length(items: impl Iterator) -> i64 {
    i64::try_from(items.count()).expect("a county's rows fit 64 bits")
}

fn count_population(settled: &Settled, month: i8, last_day: vocabulary::Date, set: &mut impl FnMut(TotalRow, Figure)) {
    let (mut farm, mut urban, mut left_behind) = (0, 0, 0);
    for resident in settled.residents.iter().filter(|resident| resident.is_here(month)) {
        match settled.households[resident.household as usize].registration {
            Registration::Rural => farm += 1,
            Registration::Urban => urban += 1,
        }
        if resident.father == NOBODY || resident.mother == NOBODY || resident.age(last_day) >= 16 {
            continue;
        }
        let away =
            |parent: u32| settled.residents[parent as usize].away.is_some_and(|since| since.days_until(last_day) >= HALF_A_YEAR);
        left_behind += i64::from(away(resident.father) && away(resident.mother));
    }
    set(TotalRow::AgriculturalPopulation, persons(farm));
    set(TotalRow::UrbanPopulation, persons(urban));
    set(TotalRow::LeftBehindChildren, persons(left_behind));
}

fn count_dibao(settled: &Settled, calendar: &Calendar, month: i8, set: &mut impl FnMut(TotalRow, Figure)) {
    let mut by_class: BTreeMap<DibaoClass, Figure> = BTreeMap::new();
    let mut january = [Figure::default(); 2];
    let (mut singles, mut in_families, mut new, mut gradual) = (0, 0, Figure::default(), Figure::default());
    let upper = |class| matches!(class, DibaoClass::One | DibaoClass::Two);
    for unit in &settled.units {
        let in_january = settled.heads(unit, 0);
        if in_january > 0 {
            let column = usize::from(!upper(unit.class_in(0)));
            january[column] = january[column] + Figure::of(1, in_january);
        }
        let heads = settled.heads(unit, month);
        if heads == 0 {
            let left = unit.exit == super::lives::Exit::Gradual && (1..=month).contains(&unit.until);
            gradual = gradual + if left { Figure::of(1, settled.heads(unit, unit.until - 1)) } else { Figure::default() };
            continue;
        }
        let class = unit.class_in(month);
        let figure = by_class.entry(class).or_default();
        *figure = *figure + Figure::of(1, heads);
        if unit.from > 0 && upper(class) {
            new = new + Figure::of(1, heads);
        }
        match unit.kind {
            vocabulary::ApplicationKind::SinglePerson => singles += 1,
            vocabulary::ApplicationKind::WholeFamily => {
                let disabled = |member: &u32| is_disabled(settled, calendar, month, *member);
                in_families += length(settled.paid_members(unit, month).filter(disabled));
            }
        }
    }
    let class = |class| by_class.get(&class).copied().unwrap_or_default();
    let (one, two) = (class(DibaoClass::One), class(DibaoClass::Two));
    let (three, four) = (class(DibaoClass::Three), class(DibaoClass::Four));
    set(TotalRow::Dibao, one + two + three + four);
    set(TotalRow::ClassOne, one);
    set(TotalRow::ClassTwo, two);
    set(TotalRow::ClassesOneAndTwo, one + two);
    set(TotalRow::ClassThree, three);
    set(TotalRow::ClassFour, four);
    set(TotalRow::ClassesThreeAndFour, three + four);
    set(TotalRow::SinglePersonUnits, Figure::of(singles, singles));
    set(TotalRow::DisabledInFamilies, persons(in_families));
    set(TotalRow::ClassesOneAndTwoInJanuary, persons(january[0].persons));
    set(TotalRow::ClassesThreeAndFourInJanuary, january[1]);
    set(TotalRow::NewInClassesOneAndTwo, new);
    set(TotalRow::LeftAfterGradualExit, gradual);
}

/// Whoever was ever certified counts, also with a certificate that has expired.
fn is_disabled(settled: &Settled, calendar: &Calendar, month: i8, member: u32) -> bool {
    let last_day = calendar.month(month).last_day();
    settled.residents[member as usize].certificate.is_some_and(|certificate| certificate.issued <= last_day)
}

fn count_others(settled: &Settled, month: i8, set: &mut impl FnMut(TotalRow, Figure)) {
    let on_roll = || settled.tekun.iter().filter(|tekun| tekun.is_on_roll(month));
    let units: std::collections::BTreeSet<u32> = on_roll().map(|tekun| tekun.unit).collect();
    set(TotalRow::Tekun, Figure::of(length(units.iter()), length(on_roll())));
    set(TotalRow::TekunInHomes, persons(length(on_roll().filter(|tekun| tekun.home_from <= month))));
    set(TotalRow::TekunEntered, persons(length(settled.tekun.iter().filter(|tekun| (1..=month).contains(&tekun.from)))));
    let changed = |tekun: &&super::lives::Tekun| tekun.changed.is_some_and(|(from, _)| (1..=month).contains(&from));
    set(TotalRow::CareLevelChanged, persons(length(settled.tekun.iter().filter(changed))));
    let children = |orphan| settled.children.iter().filter(move |child| child.orphan == orphan);
    set(TotalRow::Orphans, persons(length(children(true).filter(|child| child.is_on_roll(month)))));
    set(TotalRow::OrphansInYear, persons(length(children(true).filter(|child| child.from <= month))));
    set(TotalRow::Unattended, persons(length(children(false).filter(|child| child.is_on_roll(month)))));
    let in_class_three = children(false).filter(|child| child.is_on_roll(month) && child.in_class_three);
    set(TotalRow::UnattendedInClassThree, persons(length(in_class_three)));
}

fn count_subsidies(settled: &Settled, calendar: &Calendar, month: i8, set: &mut impl FnMut(TotalRow, Figure)) {
    let on_roll = || settled.subsidies.iter().filter(|subsidy| subsidy.is_on_roll(month));
    let living = length(on_roll().filter(|subsidy| subsidy.living));
    set(TotalRow::NursingSubsidy, persons(length(on_roll().filter(|subsidy| subsidy.nursing))));
    set(TotalRow::LivingSubsidy, persons(living));
    set(TotalRow::BothSubsidies, persons(length(on_roll().filter(|subsidy| subsidy.nursing && subsidy.living))));
    set(TotalRow::AnySubsidy, persons(length(on_roll())));
    let removed = settled.subsidies.iter().filter(|subsidy| (1..=month).contains(&subsidy.until));
    set(TotalRow::SubsidiesRemoved, persons(length(removed)));
    let mut with_living = vec![false; settled.residents.len()];
    for subsidy in on_roll().filter(|subsidy| subsidy.living) {
        with_living[subsidy.resident as usize] = true;
    }
    let without = settled
        .units
        .iter()
        .filter(|unit| unit.is_on_roll(month))
        .flat_map(|unit| settled.paid_members(unit, month))
        .filter(|member| is_disabled(settled, calendar, month, *member) && !with_living[*member as usize]);
    set(TotalRow::DisabledWithoutLiving, persons(length(without)));
}

fn count_relief(settled: &Settled, month: i8, set: &mut impl FnMut(TotalRow, Figure)) {
    let given = || settled.relief.iter().filter(|relief| relief.month <= month);
    set(TotalRow::Relief, given().map(|relief| Figure::of(1, i64::from(relief.persons))).sum());
    let families = |reasons: &[&str]| {
        let households: std::collections::BTreeSet<u32> = given()
            .filter(|relief| reasons.contains(&relief.reason))
            .map(|relief| settled.residents[relief.resident as usize].household)
            .collect();
        Figure::of(length(households.iter()), 0)
    };
    set(TotalRow::ReliefForStudents, families(&["就学"]));
    set(TotalRow::ReliefForAccidents, families(&["火灾", "交通事故", "自然灾害"]));
}

fn count_groups(settled: &Settled, month: i8, set: &mut impl FnMut(TotalRow, Figure)) {
    let standings = standings(settled, month);
    for group in GROUPS {
        let of_group = |at: usize| match (group, settled.monitored[at].group) {
            (MonitoredGroup::Lifted, own) => matches!(own, MonitoredGroup::Lifted | MonitoredGroup::UnstableLifted),
            (asked, own) => asked == own,
        };
        let own: Vec<&Standing> = (0..standings.len()).filter(|at| of_group(*at)).map(|at| &standings[at]).collect();
        for column in Column::ALL {
            let figure = own.iter().map(|standing| in_column(standing, column)).sum();
            set(TotalRow::Group(group, column), figure);
        }
    }
}

fn in_column(standing: &Standing, column: Column) -> Figure {
    let counted = |number: i64| Figure::of(i64::from(number > 0), number);
    let only_subsidies = standing.subsidies > 0 && !standing.has_roll();
    let on_rolls = standing.upper + standing.lower + standing.tekun;
    let programmes = [standing.upper, standing.lower, standing.tekun].iter().filter(|number| **number > 0).count();
    match column {
        Column::Members => counted(standing.members),
        Column::InAssistance if only_subsidies => counted(standing.members),
        Column::InAssistance => counted(on_rolls),
        Column::ClassesOneAndTwo => counted(standing.upper),
        Column::ClassesThreeAndFour => counted(standing.lower),
        Column::Tekun => counted(standing.tekun),
        Column::SubsidiesOnly => counted(if only_subsidies { standing.members } else { 0 }),
        Column::TwoProgrammes => Figure::of(i64::from(programmes > 1), 0),
        Column::ChildrenOnly => counted(if standing.has_roll() || only_subsidies { 0 } else { standing.children }),
        Column::UnattendedChildren => counted(standing.unattended),
        Column::Relief => counted(standing.relieved),
    }
}

fn standings(settled: &Settled, month: i8) -> Vec<Standing> {
    let mut standings = vec![Standing::default(); settled.monitored.len()];
    let mut add = |resident: u32, what: Standing| {
        let household = settled.residents[resident as usize].household;
        let monitored = settled.households[household as usize].monitored;
        if let Some(standing) = standings.get_mut(monitored as usize) {
            standing.add(&what);
        }
    };
    for (number, resident) in (0u32..).zip(&settled.residents) {
        if resident.is_here(month) {
            add(number, Standing { members: 1, ..Standing::default() });
        }
    }
    for unit in settled.units.iter().filter(|unit| unit.is_on_roll(month)) {
        let upper = matches!(unit.class_in(month), DibaoClass::One | DibaoClass::Two);
        for member in settled.paid_members(unit, month) {
            let what =
                if upper { Standing { upper: 1, ..Standing::default() } } else { Standing { lower: 1, ..Standing::default() } };
            add(member, what);
        }
    }
    for tekun in settled.tekun.iter().filter(|tekun| tekun.is_on_roll(month)) {
        add(tekun.resident, Standing { tekun: 1, ..Standing::default() });
    }
    for subsidy in settled.subsidies.iter().filter(|subsidy| subsidy.is_on_roll(month)) {
        add(subsidy.resident, Standing { subsidies: 1, ..Standing::default() });
    }
    for child in settled.children.iter().filter(|child| child.is_on_roll(month)) {
        add(child.resident, Standing { children: 1, unattended: i64::from(!child.orphan), ..Standing::default() });
    }
    for relief in settled.relief.iter().filter(|relief| (BEFORE..=month).contains(&relief.month)) {
        add(relief.resident, Standing { relieved: i64::from(relief.persons), ..Standing::default() });
    }
    standings
}

/// Money paid from January to the month.
pub(crate) fn money(settled: &Settled, month: i8, rates: &Rates) -> BTreeMap<MoneyRow, Fen> {
    let months = || 0..=month;
    let children = |orphan: bool| -> Fen {
        let paid = months()
            .flat_map(|month| settled.children.iter().filter(move |child| child.orphan == orphan && child.is_on_roll(month)));
        paid.map(|child| settled.child_amount(child, rates)).sum()
    };
    let relief = settled.relief.iter().filter(|relief| relief.month <= month);
    BTreeMap::from([
        (MoneyRow::Dibao, months().map(|month| settled.dibao_money(rates, month)).sum()),
        (MoneyRow::Tekun, months().map(|month| settled.tekun_money(rates, month)).sum()),
        (MoneyRow::Orphans, children(true)),
        (MoneyRow::Unattended, children(false)),
        (MoneyRow::Subsidies, months().map(|month| settled.subsidy_money(rates, month)).sum()),
        (MoneyRow::Relief, relief.map(|relief| relief.amount(rates.urban_standard)).sum()),
    ])
}
