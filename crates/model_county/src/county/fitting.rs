//! Moves entries, exits and care levels within the year until its money comes near the table's.
//!
//! Holds: no amount is ever set. Who is on a roll in the stock month stays who it is.

use vocabulary::{DibaoClass, Fen, SelfCare};

use super::lives::{Exit, NEVER, Settled, Subsidy, Unit};
use super::settle::Settler;
use super::totals::{MoneyRow, Rates, Totals};

impl Rates {
    /// Dibao a head and month.
    pub(crate) fn class(&self, class: DibaoClass) -> Fen {
        match class {
            DibaoClass::One => self.classes[0],
            DibaoClass::Two => self.classes[1],
            DibaoClass::Three => self.classes[2],
            DibaoClass::Four => self.classes[3],
        }
    }

    /// Care money a month.
    pub(crate) fn care(&self, level: SelfCare) -> Fen {
        match level {
            SelfCare::Full => self.care[0],
            SelfCare::Partial => self.care[1],
            SelfCare::None => self.care[2],
        }
    }
}

impl Settled {
    /// Persons of a unit who are paid for in the month.
    pub(crate) fn heads(&self, unit: &Unit, month: i8) -> i64 {
        if !unit.is_on_roll(month) {
            return 0;
        }
        i64::try_from(self.paid_members(unit, month).count()).expect("families are small")
    }

    /// The same persons.
    pub(crate) fn paid_members(&self, unit: &Unit, month: i8) -> impl Iterator<Item = u32> + '_ {
        let range = match unit.kind {
            vocabulary::ApplicationKind::WholeFamily => self.households[unit.household as usize].members(),
            vocabulary::ApplicationKind::SinglePerson => unit.applicant..unit.applicant + 1,
        };
        range.filter(move |member| {
            let resident = &self.residents[*member as usize];
            resident.counts_on_roll(month) && resident.apart.is_none()
        })
    }

    /// Dibao of a month.
    pub(crate) fn dibao_money(&self, rates: &Rates, month: i8) -> Fen {
        self.units.iter().map(|unit| rates.class(unit.class_in(month)) * self.heads(unit, month)).sum()
    }

    /// Tekun money of a month.
    pub(crate) fn tekun_money(&self, rates: &Rates, month: i8) -> Fen {
        let on_roll = self.tekun.iter().filter(|tekun| tekun.is_on_roll(month));
        on_roll.map(|tekun| rates.tekun_basic + rates.care(tekun.self_care_in(month))).sum()
    }

    /// Subsidy money of a month.
    pub(crate) fn subsidy_money(&self, rates: &Rates, month: i8) -> Fen {
        let on_roll = self.subsidies.iter().filter(|subsidy| subsidy.is_on_roll(month));
        on_roll.map(|subsidy| subsidy_amount(subsidy, rates)).sum()
    }
}

fn subsidy_amount(subsidy: &Subsidy, rates: &Rates) -> Fen {
    rates.living * i64::from(subsidy.living) + rates.nursing * i64::from(subsidy.nursing)
}

impl Settler {
    fn months(&self) -> std::ops::RangeInclusive<i8> {
        0..=self.stock
    }

    /// Brings the money of the rolls near the table's.
    pub(crate) fn fit_money(&mut self, totals: &Totals) {
        let rates = &totals.rates;
        for (row, target) in &totals.money {
            match row {
                MoneyRow::Dibao => self.fit_dibao(rates, *target),
                MoneyRow::Tekun => self.fit_tekun(rates, *target),
                MoneyRow::Orphans => self.fit_orphans(rates, *target),
                MoneyRow::Subsidies => self.fit_subsidies(rates, *target),
                // Unattended children: no net flow. Relief fits its own.
                MoneyRow::Unattended | MoneyRow::Relief => {}
            }
        }
    }

    /// Gradual exits come a month earlier or later.
    fn fit_dibao(&mut self, rates: &Rates, target: Fen) {
        let mut missing = target - self.months().map(|month| self.settled.dibao_money(rates, month)).sum();
        for _ in 0..2 * usize::try_from(self.stock).unwrap_or(1) {
            for at in 0..self.settled.units.len() {
                let unit = &self.settled.units[at];
                if unit.exit != Exit::Gradual || unit.until > self.stock {
                    continue;
                }
                let amount = rates.class(unit.class) * self.settled.heads(unit, unit.until - 1);
                let step = if missing >= amount.divide_down(2) && unit.until < self.stock {
                    1
                } else if -missing >= amount.divide_down(2) && unit.until > 1 {
                    -1
                } else {
                    continue;
                };
                self.settled.units[at].until += step;
                missing -= amount * i64::from(step);
            }
        }
    }

    /// Others need more care, or less.
    fn fit_tekun(&mut self, rates: &Rates, target: Fen) {
        let mut missing = target - self.months().map(|month| self.settled.tekun_money(rates, month)).sum();
        let months = i64::from(self.stock) + 1;
        // Twice, so that in a small county one person may go from full self-care to none.
        for _ in 0..2 {
            for tekun in &mut self.settled.tekun {
                if tekun.from != 0 || tekun.until != NEVER || tekun.changed.is_some() {
                    continue;
                }
                let (more, less) = match tekun.self_care {
                    SelfCare::Full => (SelfCare::Partial, SelfCare::Full),
                    SelfCare::Partial => (SelfCare::None, SelfCare::Full),
                    SelfCare::None => (SelfCare::None, SelfCare::Partial),
                };
                for level in [more, less] {
                    let gain = (rates.care(level) - rates.care(tekun.self_care)) * months;
                    if gain != Fen::ZERO && (missing - gain).as_fen().abs() < missing.as_fen().abs() {
                        missing -= gain;
                        tekun.self_care = level;
                        break;
                    }
                }
            }
        }
    }

    /// Orphans who left were paid so many months that the payments come out.
    fn fit_orphans(&mut self, rates: &Rates, target: Fen) {
        let paid: i64 = self
            .months()
            .map(|month| self.settled.children.iter().filter(|child| child.orphan && child.is_on_roll(month)).count())
            .map(|count| i64::try_from(count).expect("a few children"))
            .sum();
        let wanted = (2 * target.as_fen() + rates.child.as_fen()) / (2 * rates.child.as_fen());
        let mut missing = wanted - paid;
        let stock = self.stock;
        for _ in 0..stock {
            for child in self.settled.children.iter_mut().filter(|child| child.orphan && child.until < stock) {
                if missing > 0 {
                    child.until += 1;
                    missing -= 1;
                }
            }
        }
        let leaving: Vec<(u32, i8)> = self
            .settled
            .children
            .iter()
            .filter(|child| child.orphan && child.until != NEVER)
            .map(|child| (child.resident, child.until))
            .collect();
        for (person, until) in leaving {
            self.come_of_age(person, until - 1);
        }
    }

    /// Some have their certificates since the year only.
    fn fit_subsidies(&mut self, rates: &Rates, target: Fen) {
        let mut excess = self.months().map(|month| self.settled.subsidy_money(rates, month)).sum::<Fen>() - target;
        let mut order: Vec<usize> = (0..self.settled.subsidies.len()).collect();
        self.random.shuffle(&mut order);
        for at in order {
            let subsidy = &self.settled.subsidies[at];
            let amount = subsidy_amount(subsidy, rates);
            if excess < amount {
                continue;
            }
            let lasting = subsidy.from == 0 && subsidy.until == NEVER;
            if !lasting || self.is_single(subsidy.resident) {
                continue;
            }
            let most = (excess.as_fen() / amount.as_fen()).min(i64::from(self.stock));
            let from = self.random.between(1, most);
            excess -= amount * from;
            let from = i8::try_from(from).expect("a month");
            let (person, day) = (subsidy.resident, i32::try_from(self.random.between(0, 12)).expect("a day"));
            let issued = self.first_day(from).plus_days(day);
            self.settled.subsidies[at].from = from;
            if let Some(certificate) = &mut self.resident_mut(person).certificate {
                certificate.issued = issued;
                certificate.expires = issued.plus_months(120).plus_days(-1);
            }
        }
    }

    /// Whose certificate is the ground of a single-person unit.
    fn is_single(&self, resident: u32) -> bool {
        self.settled.residents[resident as usize].certificate.is_some_and(|certificate| certificate.needs_care)
            && self.singles.contains(&resident)
    }
}
