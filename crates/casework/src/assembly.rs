//! From the register to the input of a determination: who is in a unit on a day, and what is known of them.
//!
//! Every fact is read by [`Register::pick`], so that a page, a batch and an audit read the same one. Departments that
//! disagree are told in [`Assembled::conflicts`], never hidden.

use policy::dibao::{Assets, DibaoAnswer, DibaoValues, Family, Incomes, Known, Member, Missing, Recognitions, Unit, determine};
use policy::{Recorder, RuleId, Step, StepAnswer};
use registry::{Fact, FactKind, FactValue, HouseholdKind, Membership, PickRule, Picked, Register};
use vocabulary::{
    ApplicationKind, Coded, Date, Disability, FactId, Fen, HouseholdId, PersonId, Programme, Registration, Relation,
};

/// Two departments that state the same thing differently. The determination uses `chosen`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactConflict {
    /// The fact used, of the highest-ranked department.
    pub chosen: Fact,
    /// One that says otherwise.
    pub other: Fact,
    /// The rule by which it was chosen.
    pub rule: PickRule,
}

/// The input of one unit's determination on a day, with all that a page tells about how it came together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assembled {
    /// The assistance unit.
    pub household: HouseholdId,
    /// The day asked about.
    pub day: Date,
    /// Who applied, and whose card is paid.
    pub applicant: PersonId,
    /// As what the unit applied.
    pub applied_as: ApplicationKind,
    /// When it applied, where that is on record.
    pub applied_on: Option<Known<Date>>,
    /// When it agreed that its economic facts may be asked for, where that is on record.
    pub authorised_on: Option<Known<Date>>,
    /// Everyone of the applicant's register household and of the unit, head first.
    pub members: Vec<Member>,
    /// Registration of the register household (RD-26).
    pub registration: Registration,
    /// The finding that employment raised the income of a member (DB-604), where there is one.
    pub raised_by_employment: Option<FactId>,
    /// Where departments disagree.
    pub conflicts: Vec<FactConflict>,
    /// What stands in the way of any answer: a cell that could not be read where the rules would read a blank as "none",
    /// or a row of the family that could not be linked. Nobody becomes eligible, or loses, by a broken cell.
    pub unsettled: Vec<Missing>,
}

/// Why a unit cannot be put before the rules. It is then neither eligible nor not eligible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssembleFault {
    /// No such assistance unit.
    #[error("保障户{unit}：登记簿中没有这一保障户，无法认定。请核对户号后重试")]
    NoSuchUnit {
        /// The unit asked for.
        unit: HouseholdId,
    },
    /// Nobody is in the unit on the day.
    #[error("保障户{unit}：{day}没有成员，无法认定。请核对成员起止日期")]
    NobodyInUnit {
        /// The unit.
        unit: HouseholdId,
        /// The day.
        day: Date,
    },
    /// It is not on record as what the unit applied; nobody is put on a roll without an application (DB-108).
    #[error("保障户{unit}：{day}没有申请方式的记录，无法认定（未经申请不得纳入，DB-108）。请补录申请")]
    NoApplication {
        /// The unit.
        unit: HouseholdId,
        /// The day.
        day: Date,
    },
    /// The applicant is in no register household on the day.
    #[error("保障户{unit}：申请人{applicant}在{day}没有户籍户，无法认定家庭成员。请核对户籍资料")]
    NoRegisterHousehold {
        /// The unit.
        unit: HouseholdId,
        /// The applicant.
        applicant: PersonId,
        /// The day.
        day: Date,
    },
    /// A member is not among the persons.
    #[error("保障户{unit}：成员{person}不在人员登记中，无法认定。请核对户籍资料")]
    NoSuchPerson {
        /// The unit.
        unit: HouseholdId,
        /// The member.
        person: PersonId,
    },
    /// A fact holds a number that its kind does not know.
    #[error("保障户{unit}：事实{fact}（{}）的值不在取值范围内，无法认定。请更正来源文件后重新导入", kind.label())]
    ValueOutOfSet {
        /// The unit.
        unit: HouseholdId,
        /// The fact.
        fact: FactId,
        /// Its kind.
        kind: FactKind,
    },
}

impl Assembled {
    /// The input of the rules.
    pub fn unit(&self) -> Unit<'_> {
        let family = Family { members: &self.members, registration: self.registration };
        match self.applied_as {
            ApplicationKind::WholeFamily => Unit::WholeFamily(family),
            ApplicationKind::SinglePerson => Unit::SinglePerson { person: self.applicant, family },
        }
    }
}

/// What the law gives for an assembled unit on its day. Where something about the family is unsettled there is no answer,
/// whatever the rest says.
pub fn judge<R: Recorder>(assembled: &Assembled, values: &DibaoValues, recorder: &mut R) -> DibaoAnswer {
    if assembled.unsettled.is_empty() {
        return determine(&assembled.unit(), values, assembled.day, recorder);
    }
    recorder.step(|| {
        let labels: Vec<&str> = assembled
            .unsettled
            .iter()
            .filter_map(|missing| match missing {
                Missing::Fact(_, label) => Some(*label),
                Missing::Value(_) => None,
            })
            .collect();
        Step { rule: RuleId::MEMBERS, inputs: Vec::new(), answer: StepAnswer::CannotSay(labels.join("、")) }
    });
    DibaoAnswer::Undetermined(assembled.unsettled.clone())
}

/// Assembles one unit.
pub fn assemble(register: &Register, unit: HouseholdId, day: Date) -> Result<Assembled, AssembleFault> {
    Assembler::default().into_filled(register, unit, day)
}

/// Assembles unit after unit into the same buffers, for a batch over a county.
#[derive(Clone, Debug, Default)]
pub struct Assembler {
    last: Option<Assembled>,
    /// Membership places of the family at hand, before they become members.
    places: Vec<(PersonId, Relation)>,
}

impl Assembler {
    /// Assembles a unit; what was assembled before is given up.
    pub fn fill(&mut self, register: &Register, unit: HouseholdId, day: Date) -> Result<&Assembled, AssembleFault> {
        let (mut members, mut conflicts, mut unsettled) = match self.last.take() {
            Some(last) => (last.members, last.conflicts, last.unsettled),
            None => (Vec::new(), Vec::new(), Vec::new()),
        };
        members.clear();
        conflicts.clear();
        unsettled.clear();
        let mut reader = Reader { register, unit, day, conflicts, unsettled };
        let applicant = reader.applicant()?;
        let application = reader.application(applicant)?;
        let registration = self.place_family(&reader, applicant)?;
        let mut raised_by_employment = None;
        for (person, relation) in &self.places {
            members.push(reader.member(*person, *relation)?);
            reader.settle(*person);
            let raised = reader.yes_no(*person, FactKind::RaisedByEmployment)?.filter(|raised| raised.value);
            raised_by_employment = raised_by_employment.or(raised.map(|raised| raised.fact));
        }
        let assembled = Assembled {
            household: unit,
            day,
            applicant,
            applied_as: application.kind,
            applied_on: application.day,
            authorised_on: application.authorised,
            members,
            registration,
            raised_by_employment,
            conflicts: reader.conflicts,
            unsettled: reader.unsettled,
        };
        Ok(self.last.insert(assembled))
    }

    fn into_filled(mut self, register: &Register, unit: HouseholdId, day: Date) -> Result<Assembled, AssembleFault> {
        self.fill(register, unit, day)?;
        Ok(self.last.expect("a unit was assembled just now"))
    }

    /// Finds everyone of the applicant's register household, head first, then members of the unit without a register
    /// household in the county (a spouse registered elsewhere, say, DB-103). The rules say who of them counts.
    fn place_family(&mut self, reader: &Reader<'_>, applicant: PersonId) -> Result<Registration, AssembleFault> {
        let Reader { register, unit, day, .. } = *reader;
        let household = register
            .household_of(applicant, HouseholdKind::Register, day)
            .ok_or(AssembleFault::NoRegisterHousehold { unit, applicant, day })?;
        self.places.clear();
        // Who has moved to another register household is judged with that one: nobody is counted in two families.
        let still_here = |membership: &&Membership| {
            register.household_of(membership.person, HouseholdKind::Register, day).is_none_or(|now| now.id == household.id)
        };
        for membership in register.members(household.id, day).chain(register.members(unit, day).filter(still_here)) {
            if self.places.iter().all(|(person, _)| *person != membership.person) {
                self.places.push((membership.person, membership.relation));
            }
        }
        // Only the head moves: the others stay in the order of the register.
        if let Some(head) = self.places.iter().position(|(_, relation)| relation.is_head()) {
            self.places[..=head].rotate_right(1);
        }
        Ok(household.registration)
    }
}

/// What is on record about the application.
struct Application {
    kind: ApplicationKind,
    day: Option<Known<Date>>,
    authorised: Option<Known<Date>>,
}

/// Reads facts for one unit on one day and collects where departments disagree.
struct Reader<'r> {
    register: &'r Register,
    unit: HouseholdId,
    day: Date,
    conflicts: Vec<FactConflict>,
    unsettled: Vec<Missing>,
}

impl<'r> Reader<'r> {
    /// The member who applied as this unit; among several the one who applied last, else the head, else the first.
    fn applicant(&self) -> Result<PersonId, AssembleFault> {
        let Reader { register, unit, day, .. } = *self;
        let household = register
            .household(unit)
            .filter(|unit| unit.programme() == Some(Programme::RuralDibao))
            .ok_or(AssembleFault::NoSuchUnit { unit })?;
        let as_this_unit = FactValue::code(household.applied_as());
        let applied_on = |membership: &Membership| {
            register.pick(membership.person, FactKind::ApplicationDay, day).fact().map(|fact| fact.value)
        };
        let applied_so = |membership: &Membership| {
            let kind = register.pick(membership.person, FactKind::ApplicationKind, day).fact().map(|fact| fact.value);
            kind == Some(as_this_unit)
        };
        let mut applicant: Option<(bool, Option<FactValue>, bool, PersonId)> = None;
        for membership in register.members(unit, day) {
            // A member who later applies alone does not make the family's unit one of a single person.
            let candidate = (applied_so(membership), applied_on(membership), membership.relation.is_head(), membership.person);
            if applicant.is_none_or(|(so, day, head, _)| (candidate.0, candidate.1, candidate.2) > (so, day, head)) {
                applicant = Some(candidate);
            }
        }
        applicant.map(|(_, _, _, person)| person).ok_or(AssembleFault::NobodyInUnit { unit, day })
    }

    fn application(&mut self, applicant: PersonId) -> Result<Application, AssembleFault> {
        let kind = self.code::<ApplicationKind>(applicant, FactKind::ApplicationKind)?;
        let own = self.register.household(self.unit).map(registry::Household::applied_as);
        Ok(Application {
            kind: kind
                .map(|kind| kind.value)
                .filter(|kind| Some(*kind) == own)
                .ok_or(AssembleFault::NoApplication { unit: self.unit, day: self.day })?,
            day: self.date(applicant, FactKind::ApplicationDay)?,
            authorised: self.date(applicant, FactKind::AuthorisationDay)?,
        })
    }

    fn member(&mut self, person: PersonId, relation: Relation) -> Result<Member, AssembleFault> {
        let known = self.register.person(person).ok_or(AssembleFault::NoSuchPerson { unit: self.unit, person })?;
        Ok(Member {
            person,
            birth: known.birth,
            relation,
            incomes: self.incomes(person),
            assets: self.assets(person),
            labour: self.code(person, FactKind::LabourCapacity)?,
            disability: self.disability(person)?,
            serious_illness: self.yes_no(person, FactKind::SeriousIllness)?,
            illness_spending: self.money(person, FactKind::IllnessSpending),
            schooling: self.code(person, FactKind::Schooling)?,
            employment: self.code(person, FactKind::Employment)?,
            whereabouts: self.code(person, FactKind::Whereabouts)?,
            whereabouts_since: self.date(person, FactKind::WhereaboutsSince)?,
            death: self.date(person, FactKind::Death)?,
            recognitions: Recognitions::default(),
        })
    }

    fn incomes(&mut self, person: PersonId) -> Incomes {
        Incomes {
            wage: self.money(person, FactKind::WageIncome),
            wage_months: self.count(person, FactKind::WageMonths),
            business_net: self.money(person, FactKind::BusinessNetIncome),
            property_net: self.money(person, FactKind::PropertyNetIncome),
            support_received: self.money(person, FactKind::SupportReceived),
            employee_pension: self.money(person, FactKind::EmployeePension),
            resident_pension_basic: self.money(person, FactKind::ResidentPensionBasic),
            old_age_allowance: self.money(person, FactKind::OldAgeAllowance),
            other_transfer: self.money(person, FactKind::OtherTransfer),
            other: self.money(person, FactKind::OtherIncome),
            excluded: self.money(person, FactKind::ExcludedIncome),
            transfer_paid: self.money(person, FactKind::TransferPaid),
        }
    }

    fn assets(&mut self, person: PersonId) -> Assets {
        Assets {
            cash: self.money(person, FactKind::CashAssets),
            dwellings: self.count(person, FactKind::Dwellings),
            motor_cars: self.count(person, FactKind::MotorCars),
            shops_and_companies: self.count(person, FactKind::ShopsAndCompanies),
        }
    }

    /// A disability is known when type and level both are; half a certificate makes nobody eligible.
    fn disability(&mut self, person: PersonId) -> Result<Option<Known<Disability>>, AssembleFault> {
        let kind = self.code(person, FactKind::DisabilityKind)?;
        let level = self.code(person, FactKind::DisabilityLevel)?;
        Ok(kind
            .zip(level)
            .map(|(kind, level)| Known { value: Disability { kind: kind.value, level: level.value }, fact: level.fact }))
    }

    /// A row of the family that could not be linked leaves open who is in it and what they have.
    fn settle(&mut self, person: PersonId) {
        let kind = FactKind::UnsettledRow;
        if self.register.each(person, kind, self.day).any(|fact| fact.value == FactValue(1)) {
            self.unsettled.push(Missing::Fact(person, kind.label()));
        }
    }

    fn pick(&mut self, person: PersonId, kind: FactKind) -> Option<&'r Fact> {
        let picked = self.register.pick(person, kind, self.day);
        if let Picked::Conflict { chosen, other, rule } = picked {
            self.conflicts.push(FactConflict { chosen: chosen.clone(), other: other.clone(), rule });
        }
        let fact = picked.fact()?;
        if fact.value == FactValue::UNREADABLE && kind.is_none_unless_stated() {
            self.unsettled.push(Missing::Fact(person, kind.label()));
        }
        Some(fact).filter(|fact| ![FactValue::UNREADABLE, FactValue::EMPTY].contains(&fact.value))
    }

    fn money(&mut self, person: PersonId, kind: FactKind) -> Option<Known<Fen>> {
        self.pick(person, kind).map(|fact| Known { value: fact.value.as_money(), fact: fact.id })
    }

    fn count(&mut self, person: PersonId, kind: FactKind) -> Option<Known<i64>> {
        self.pick(person, kind).map(|fact| Known { value: fact.value.0, fact: fact.id })
    }

    fn date(&mut self, person: PersonId, kind: FactKind) -> Result<Option<Known<Date>>, AssembleFault> {
        self.read(person, kind, FactValue::as_day)
    }

    fn yes_no(&mut self, person: PersonId, kind: FactKind) -> Result<Option<Known<bool>>, AssembleFault> {
        self.read(person, kind, |value| match value.0 {
            0 => Some(false),
            1 => Some(true),
            _neither => None,
        })
    }

    fn code<T: Coded>(&mut self, person: PersonId, kind: FactKind) -> Result<Option<Known<T>>, AssembleFault> {
        self.read(person, kind, FactValue::as_code)
    }

    fn read<T>(
        &mut self,
        person: PersonId,
        kind: FactKind,
        read: impl FnOnce(FactValue) -> Option<T>,
    ) -> Result<Option<Known<T>>, AssembleFault> {
        let unit = self.unit;
        self.pick(person, kind)
            .map(|fact| match read(fact.value) {
                Some(value) => Ok(Known { value, fact: fact.id }),
                None => Err(AssembleFault::ValueOutOfSet { unit, fact: fact.id, kind }),
            })
            .transpose()
    }
}
