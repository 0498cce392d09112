//! What changes from month to month: deaths, births, marriages, new applicants, work found, disability found.

use vocabulary::{ApplicationKind, Date, DisabilityKind, DisabilityLevel, Fen, Month, Registration, Relation, Sex, Whereabouts};

use crate::circumstances::Raise;
use crate::livelihood::{can_earn, live, pay};
use crate::outcome::{LINE, Outcome, counted_income, counted_members, outcome};
use crate::random::Random;
use crate::story::{Makeup, Story, deck};
use crate::township::{Township, Visit, child_word, relation};

/// Families in ten thousand that apply in the first month, and in each month after it.
const APPLICANTS: (usize, usize) = (950, 110);
/// Families in ten thousand that are visited though they signed nothing.
const VISITED_UNSIGNED: usize = 40;
/// Events in ten thousand residents (or eligible families) a month.
const DEATHS: usize = 7;
const BIRTHS: usize = 8;
const MARRIAGES: usize = 5;
const RAISES: usize = 400;
const DISABILITIES: usize = 150;

/// The township as it goes through the months, with the stories still to be told.
#[derive(Debug)]
pub(crate) struct Course {
    pub(crate) township: Township,
    random: Random,
    stories: Vec<Story>,
    told: usize,
    /// Households in the order in which they are asked whether a story fits.
    queue: Vec<usize>,
}

fn share(of: usize, in_ten_thousand: usize) -> usize {
    (of * in_ten_thousand).div_ceil(10_000)
}

impl Course {
    pub(crate) fn new(township: Township, mut random: Random) -> Course {
        let mut queue: Vec<usize> = (0..township.households.len()).collect();
        random.shuffle(&mut queue);
        Course { township, random, stories: deck(), told: 0, queue }
    }

    /// The first month: its applicants, those visited unsigned, its deaths and births.
    pub(crate) fn begin(&mut self, month: Month) {
        let families = self.township.households.len();
        self.deaths(month);
        self.births(month);
        self.new_applicants(month, share(families, APPLICANTS.0));
        self.visit_unsigned(share(families, VISITED_UNSIGNED), month.first_day());
    }

    /// A month after the first.
    pub(crate) fn go_on(&mut self, month: Month) {
        let families = self.township.households.len();
        self.raises(month);
        self.disabilities(month);
        self.deaths(month);
        self.births(month);
        self.marriages(month);
        self.new_applicants(month, share(families, APPLICANTS.1));
    }

    fn day_in(&mut self, month: Month, first: i64, last: i64) -> Date {
        let days = self.random.between(first - 1, last - 1);
        month.first_day().plus_days(i32::try_from(days).expect("a month has few days"))
    }

    fn working_day(&mut self, month: Month) -> Date {
        loop {
            // From the eighth to the twenty-fourth no long national holiday lies in most months.
            let day = self.day_in(month, 8, 24);
            if !day.is_weekend() {
                return day;
            }
        }
    }

    fn new_applicants(&mut self, month: Month, count: usize) {
        for _ in 0..count {
            let story = self.stories[self.told % self.stories.len()];
            self.told += 1;
            let day = self.working_day(month);
            let fitting = self.queue.iter().position(|household| self.suits(*household, story, day));
            if let Some(at) = fitting {
                let household = self.queue.remove(at);
                live(&mut self.township, &mut self.random, household, story, day);
            }
        }
    }

    fn suits(&self, household: usize, story: Story, day: Date) -> bool {
        let register = &self.township.households[household];
        let makeup = Makeup::of(&self.township, household, day);
        matches!(register.visit, Visit::None)
            && register.registration == Registration::Rural
            && makeup.size > 0
            && story.fits(makeup)
    }

    /// Families about whom a form was filled in without a signature: poor, but not to be looked at.
    fn visit_unsigned(&mut self, count: usize, day: Date) {
        for _ in 0..count {
            let fitting = self.queue.iter().position(|household| self.suits(*household, Story::LowIncome, day));
            if let Some(at) = fitting {
                let household = self.queue.remove(at);
                live(&mut self.township, &mut self.random, household, Story::LowIncome, day);
                self.township.households[household].visit = Visit::WithoutAuthorisation;
            }
        }
    }

    fn deaths(&mut self, month: Month) {
        let count = share(self.township.residents.len(), DEATHS);
        let at_large = self.old_residents(month, |visit| matches!(visit, Visit::None));
        for household in self.some(at_large, count) {
            self.let_die(household, month);
        }
        let of_whole_families = self.old_residents(month, |visit| applied_for(visit, ApplicationKind::WholeFamily));
        for household in self.some(of_whole_families, count.div_ceil(4)) {
            self.let_die(household, month);
        }
        // Someone who was assisted alone dies in every second month.
        if month.index() % 2 == 0 {
            let alone = self.households(|visit| applied_for(visit, ApplicationKind::SinglePerson));
            for household in self.some(alone, 1) {
                self.let_applicant_die(household, month);
            }
        }
    }

    fn households(&self, wanted: impl Fn(&Visit) -> bool) -> Vec<usize> {
        (0..self.township.households.len()).filter(|at| wanted(&self.township.households[*at].visit)).collect()
    }

    /// Households with someone of seventy or more.
    fn old_residents(&self, month: Month, wanted: impl Fn(&Visit) -> bool) -> Vec<usize> {
        let day = month.first_day();
        let has_old = |household: &usize| {
            self.township.living(*household).iter().any(|place| self.township.residents[*place].age(day) >= 70)
        };
        self.households(wanted).into_iter().filter(has_old).collect()
    }

    fn some(&mut self, mut from: Vec<usize>, count: usize) -> Vec<usize> {
        self.random.shuffle(&mut from);
        from.truncate(count);
        from
    }

    /// The eldest dies. Where that is the head, the spouse becomes it; a head without one lives on.
    fn let_die(&mut self, household: usize, month: Month) {
        let living = self.township.living(household);
        let Some(eldest) = living.iter().copied().min_by_key(|place| self.township.residents[*place].number.birth()) else {
            return;
        };
        if self.township.residents[eldest].relation.is_head() && living.len() > 1 {
            let Some(spouse) = living.iter().copied().find(|place| self.township.residents[*place].relation.is_spouse()) else {
                return;
            };
            self.hand_over(household, eldest, spouse);
        }
        let day = self.day_in(month, 2, 26);
        self.township.residents[eldest].death = Some(day);
    }

    /// Makes the spouse the head: the register names everyone's relation anew.
    fn hand_over(&mut self, household: usize, old_head: usize, spouse: usize) {
        let widow = self.township.residents[spouse].sex() == Sex::Female;
        let parents = if widow { ("公公", "婆婆") } else { ("岳父", "岳母") };
        let members = &mut self.township.households[household].members;
        members.retain(|place| *place != spouse);
        members.insert(0, spouse);
        for place in members.clone() {
            let resident = &mut self.township.residents[place];
            if resident.relation == Relation::FATHER {
                resident.relation = relation(parents.0);
            } else if resident.relation == Relation::MOTHER {
                resident.relation = relation(parents.1);
            }
        }
        self.township.residents[old_head].relation = relation(if widow { "夫" } else { "妻" });
        self.township.residents[spouse].relation = Relation::HEAD;
        let belongings = self.township.residents[old_head].circumstances.clone();
        let heir = &mut self.township.residents[spouse].circumstances;
        heir.dwellings += belongings.dwellings;
        heir.cash += belongings.cash;
        heir.motor_cars += belongings.motor_cars;
        heir.shops_and_companies += belongings.shops_and_companies;
        if let Visit::Applied(application) = &mut self.township.households[household].visit
            && application.applicant == old_head
        {
            application.applicant = spouse;
        }
    }

    fn let_applicant_die(&mut self, household: usize, month: Month) {
        let Some(applicant) = self.township.application(household).map(|application| application.applicant) else { return };
        if self.township.residents[applicant].relation.is_head() {
            return;
        }
        let day = self.day_in(month, 2, 26);
        self.township.residents[applicant].death = Some(day);
        self.township.households[household].visit = Visit::None;
    }

    fn births(&mut self, month: Month) {
        let count = share(self.township.residents.len(), BIRTHS);
        let at_large = self.young_couples(month, |visit| matches!(visit, Visit::None));
        let assisted = self.young_couples(month, |visit| applied_for(visit, ApplicationKind::WholeFamily));
        let mut households = self.some(at_large, count);
        households.extend(self.some(assisted, count.div_ceil(6)));
        for household in households {
            self.let_be_born(household, month);
        }
    }

    /// Households whose head and wife could have a child: she is between 20 and 42.
    fn young_couples(&self, month: Month, wanted: impl Fn(&Visit) -> bool) -> Vec<usize> {
        let day = month.first_day();
        let is_young_wife = |place: &usize| {
            let resident = &self.township.residents[*place];
            resident.relation == relation("妻") && (20..43).contains(&resident.age(day))
        };
        let has_one = |household: &usize| self.township.living(*household).iter().any(is_young_wife);
        self.households(wanted).into_iter().filter(has_one).collect()
    }

    fn let_be_born(&mut self, household: usize, month: Month) {
        let Some(head) = self.township.head(household) else { return };
        let sex = if self.random.in_a_thousand(512) { Sex::Male } else { Sex::Female };
        let surname = self.township.residents[head].surname();
        let siblings = self.township.households[household].members.iter().filter(|place| {
            let sibling = &self.township.residents[**place];
            sibling.relation.is_child() && sibling.sex() == sex
        });
        let word = child_word(sex, siblings.count() + 1);
        let birth = self.day_in(month, 1, 25);
        let today = month.last_day();
        let child = self.township.add_resident(&mut self.random, &surname, sex, birth, relation(word), today);
        self.township.households[household].members.push(child);
    }

    /// A daughter of one household marries a son of another and moves there (户籍迁移).
    fn marriages(&mut self, month: Month) {
        let count = share(self.township.residents.len(), MARRIAGES);
        let brides = self.unmarried(month, Sex::Female);
        let grooms = self.unmarried(month, Sex::Male);
        let brides = self.some(brides, count);
        let grooms = self.some(grooms, count);
        for (from, to) in brides.into_iter().zip(grooms) {
            let day = month.first_day();
            let bride = self.unmarried_child(from, day, Sex::Female);
            if let Some(bride) = bride.filter(|_| from != to) {
                self.township.households[from].members.retain(|place| *place != bride);
                self.township.households[to].members.push(bride);
                self.township.residents[bride].relation = Relation::DAUGHTER_IN_LAW;
            }
        }
    }

    /// Households nobody visited with an unmarried son or daughter of an age to marry.
    fn unmarried(&self, month: Month, sex: Sex) -> Vec<usize> {
        let day = month.first_day();
        let has_one = |household: &usize| self.unmarried_child(*household, day, sex).is_some();
        self.households(|visit| matches!(visit, Visit::None)).into_iter().filter(has_one).collect()
    }

    fn unmarried_child(&self, household: usize, day: Date, sex: Sex) -> Option<usize> {
        let living = self.township.living(household);
        // Where a daughter-in-law lives, a son has his wife already.
        if living.iter().any(|place| self.township.residents[*place].relation == Relation::DAUGHTER_IN_LAW) {
            return None;
        }
        living.into_iter().find(|place| {
            let resident = &self.township.residents[*place];
            resident.relation.is_child() && resident.sex() == sex && (21..34).contains(&resident.age(day))
        })
    }

    /// Families on the roll whose member found work that lifts them above the line (DB-604).
    fn raises(&mut self, month: Month) {
        let able = self.on_the_roll(month, |course, household| course.someone_able(household, month).is_some());
        let count = share(able.len(), RAISES);
        for household in self.some(able, count) {
            let heads = counted_members(&self.township, household, month.first_day()).len();
            let Some(worker) = self.someone_able(household, month) else { continue };
            let heads = i64::try_from(heads).expect("families are small");
            // Four fifths of it remain after employment cost, which alone is above the line a head.
            let wage = Fen::yuan((LINE * heads * self.random.between(140, 180)).divide_down(10_000).as_fen());
            let facts = &mut self.township.residents[worker].circumstances;
            facts.business_net = Fen::ZERO;
            pay(facts, wage, 12);
            facts.raise = Raise::ByEmployment;
        }
    }

    fn on_the_roll(&self, month: Month, wanted: impl Fn(&Course, usize) -> bool) -> Vec<usize> {
        let day = month.first_day();
        let eligible = |household: &usize| matches!(outcome(&self.township, *household, day), Some(Outcome::Eligible { .. }));
        self.households(|visit| applied_for(visit, ApplicationKind::WholeFamily))
            .into_iter()
            .filter(eligible)
            .filter(|household| wanted(self, *household))
            .collect()
    }

    fn someone_able(&self, household: usize, month: Month) -> Option<usize> {
        let day = month.first_day();
        counted_members(&self.township, household, day).into_iter().find(|place| {
            let resident = &self.township.residents[*place];
            can_earn(&resident.circumstances) && (18..60).contains(&resident.age(day))
        })
    }

    /// Families on the roll whose earner is found severely disabled and earns no more: the class rises.
    fn disabilities(&mut self, month: Month) {
        let dependent = self.on_the_roll(month, |course, household| course.only_earner(household, month).is_some());
        let count = share(dependent.len(), DISABILITIES);
        for household in self.some(dependent, count) {
            let Some(earner) = self.only_earner(household, month) else { continue };
            let facts = &mut self.township.residents[earner].circumstances;
            facts.stop_earning();
            facts.whereabouts = Whereabouts::AtHome;
            facts.disable(DisabilityKind::Physical, DisabilityLevel::One);
        }
    }

    /// The one without whose wage and trade a family of class 3 or 4 would be in class 1 or 2.
    fn only_earner(&self, household: usize, month: Month) -> Option<usize> {
        let counted = counted_members(&self.township, household, month.first_day());
        let heads = i64::try_from(counted.len()).expect("families are small");
        let income = |place: &usize| counted_income(&self.township.residents[*place].circumstances);
        let total: Fen = counted.iter().map(income).sum();
        let fifth = (LINE * heads).divide_down(5);
        counted.into_iter().find(|place| {
            let facts = &self.township.residents[*place].circumstances;
            let mut disabled = facts.clone();
            disabled.stop_earning();
            can_earn(facts) && total > fifth && total - counted_income(facts) + counted_income(&disabled) <= fifth
        })
    }
}

fn applied_for(visit: &Visit, kind: ApplicationKind) -> bool {
    match visit {
        Visit::Applied(application) => application.kind == kind,
        Visit::None | Visit::WithoutAuthorisation => false,
    }
}
