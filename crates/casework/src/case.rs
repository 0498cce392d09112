//! The work on one gap, from opening to decision, in the order the law gives.

use policy::deadlines::ExitGrace;
use policy::dibao::DibaoAnswer;
use vocabulary::{
    CaseId, Date, DateRange, DecisionId, DeterminationId, FactId, GapId, HouseholdId, Month, OfficialId, Programme,
};

use crate::{Award, AwardTerms, CaseRefusal, Decision, DecisionKind, Gap, Heard};

/// What the township proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What to decide.
    pub kind: DecisionKind,
    /// The determination it rests on.
    pub determination: DeterminationId,
    /// Reasons in Chinese.
    pub reasons: String,
    /// Who proposes.
    pub by: OfficialId,
    /// When.
    pub on: Date,
    /// Whether those who lose by it were heard.
    pub heard: Heard,
}

/// Where a case stands. Each state holds what it knows; nothing is a flag beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseState {
    /// Opened for a gap.
    Open,
    /// Proposed by the township; the village notice runs where it must.
    Proposed(Proposal),
    /// Confirmed: the decision is made.
    Decided,
    /// Closed without a change: checked and found not to be so, declined by the household, or waiting.
    Closed {
        /// Who closed it.
        by: OfficialId,
        /// When.
        on: Date,
        /// Why, in Chinese.
        why: String,
    },
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The gap it works on.
    pub gap: GapId,
    /// The unit.
    pub unit: HouseholdId,
    /// The programme.
    pub programme: Programme,
    /// Day it was opened.
    pub opened_on: Date,
    /// Where it stands.
    pub state: CaseState,
}

/// What a proposal and a decision rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis<'a> {
    /// The stored determination.
    pub determination: DeterminationId,
    /// Its answer.
    pub answer: &'a DibaoAnswer,
    /// The award the decision would change: the one [`crate::award_at`] gives for the month after.
    pub current: Option<&'a Award>,
    /// The finding that employment raised the income, where there is one (DB-604).
    pub raised_by_employment: Option<FactId>,
}

/// The values of law a decision must keep, for its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionLaw {
    /// Calendar days a proposed grant hangs on the village board (DB-407).
    pub notice_days: i32,
    /// Months from the month of the decision to the first it changes: 1, the month after (DB-414).
    pub payment_start_months: i32,
    /// First day on which those who lose by a decision must be heard before it (DB-610).
    pub hearing_from: Date,
    /// Least and most months of a gradual exit (DB-604).
    pub gradual_exit: ExitGrace,
}

/// The act of confirming a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Id of the decision it makes.
    pub decision: DecisionId,
    /// Who confirms.
    pub by: OfficialId,
    /// When.
    pub on: Date,
    /// Days the proposal hung on the village board, where it did.
    pub noticed: Option<DateRange>,
}

/// An act of an official on a case that makes no decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAct {
    /// Who acts.
    pub by: OfficialId,
    /// When.
    pub on: Date,
    /// Why, in Chinese; never empty.
    pub why: String,
}

/// A proposal given back to the township, with the act for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The case, open again.
    pub case: Case,
    /// The proposal that was not confirmed.
    pub proposal: Proposal,
    /// Who gave it back, when and why.
    pub act: CaseAct,
}

impl DecisionLaw {
    /// First month a decision of that day changes anything (DB-414).
    pub fn effective(&self, confirmed_on: Date) -> Month {
        confirmed_on.in_month().plus(self.payment_start_months)
    }
}

impl CaseState {
    /// Chinese label.
    pub fn label(&self) -> &'static str {
        match self {
            CaseState::Open => "办理中",
            CaseState::Proposed(_) => "已初审",
            CaseState::Decided => "已确认",
            CaseState::Closed { .. } => "已办结",
        }
    }
}

impl Case {
    /// Opens the case of a gap.
    pub fn open(id: CaseId, gap: &Gap, on: Date) -> Result<Case, CaseRefusal> {
        if on < gap.line.since {
            return Err(CaseRefusal::DatesOutOfOrder { case: id, what: "立案日", day: on, after: gap.line.since });
        }
        Ok(Case { id, gap: gap.id, unit: gap.line.unit, programme: gap.line.programme, opened_on: on, state: CaseState::Open })
    }

    /// The township proposes a decision (初审).
    pub fn propose(self, proposal: Proposal, basis: &Basis<'_>, law: &DecisionLaw) -> Result<Case, CaseRefusal> {
        match &self.state {
            CaseState::Open => {}
            CaseState::Proposed(_) | CaseState::Decided | CaseState::Closed { .. } => return Err(self.not_in("办理中")),
        }
        if proposal.on < self.opened_on {
            return Err(self.dates("初审日", proposal.on, self.opened_on));
        }
        self.check_proposal(&proposal, basis)?;
        self.check_hearing(&proposal, basis, law, proposal.on)?;
        self.check_gradual_exit(&proposal, basis, law, proposal.on)?;
        Ok(Case { state: CaseState::Proposed(proposal), ..self })
    }

    /// The county confirms what the township proposed (审核确认): the decision is made. All that stood in the way of the
    /// proposal is asked again for the day of the decision.
    pub fn confirm(self, act: Confirmation, basis: &Basis<'_>, law: &DecisionLaw) -> Result<(Case, Decision), CaseRefusal> {
        let proposal = match &self.state {
            CaseState::Proposed(proposal) => proposal.clone(),
            CaseState::Open | CaseState::Decided | CaseState::Closed { .. } => return Err(self.not_in("已初审")),
        };
        if act.by == proposal.by {
            return Err(CaseRefusal::SameOfficial { case: self.id, official: act.by });
        }
        if act.on < proposal.on {
            return Err(self.dates("确认日", act.on, proposal.on));
        }
        self.check_proposal(&proposal, basis)?;
        self.check_notice(&proposal, act, law)?;
        self.check_hearing(&proposal, basis, law, act.on)?;
        self.check_gradual_exit(&proposal, basis, law, act.on)?;
        let decision = Decision {
            id: act.decision,
            case: self.id,
            unit: self.unit,
            programme: self.programme,
            kind: proposal.kind,
            effective: law.effective(act.on),
            determination: proposal.determination,
            reasons: proposal.reasons,
            proposed_by: proposal.by,
            proposed_on: proposal.on,
            noticed: act.noticed,
            confirmed_by: act.by,
            confirmed_on: act.on,
            heard: proposal.heard,
        };
        Ok((Case { state: CaseState::Decided, ..self }, decision))
    }

    /// Gives a proposal back to the township: after an objection (DB-408), or because it does not stand.
    pub fn return_to_township(self, act: CaseAct) -> Result<Returned, CaseRefusal> {
        let proposal = match &self.state {
            CaseState::Proposed(proposal) => proposal.clone(),
            CaseState::Open | CaseState::Decided | CaseState::Closed { .. } => return Err(self.not_in("已初审")),
        };
        self.check_act(&act, "退回日", proposal.on)?;
        Ok(Returned { case: Case { state: CaseState::Open, ..self }, proposal, act })
    }

    /// Closes a case without a decision: checked and not so, declined by the household, or waiting for something named.
    /// A proposal is given back first.
    pub fn close(self, act: CaseAct) -> Result<Case, CaseRefusal> {
        match &self.state {
            CaseState::Open => {}
            CaseState::Proposed(_) | CaseState::Decided | CaseState::Closed { .. } => return Err(self.not_in("办理中")),
        }
        self.check_act(&act, "办结日", self.opened_on)?;
        let CaseAct { by, on, why } = act;
        Ok(Case { state: CaseState::Closed { by, on, why }, ..self })
    }

    fn not_in(&self, expected: &'static str) -> CaseRefusal {
        CaseRefusal::WrongState { case: self.id, state: self.state.label(), expected }
    }

    fn dates(&self, what: &'static str, day: Date, after: Date) -> CaseRefusal {
        CaseRefusal::DatesOutOfOrder { case: self.id, what, day, after }
    }

    fn check_act(&self, act: &CaseAct, what: &'static str, after: Date) -> Result<(), CaseRefusal> {
        if act.why.trim().is_empty() {
            return Err(CaseRefusal::NoReasons { case: self.id });
        }
        if act.on < after { Err(self.dates(what, act.on, after)) } else { Ok(()) }
    }

    /// Reasons, the right determination and award, and an answer that supports the kind of decision.
    fn check_proposal(&self, proposal: &Proposal, basis: &Basis<'_>) -> Result<(), CaseRefusal> {
        let case = self.id;
        if proposal.reasons.trim().is_empty() {
            return Err(CaseRefusal::NoReasons { case });
        }
        if proposal.determination != basis.determination {
            return Err(CaseRefusal::OtherDetermination { case, proposed: proposal.determination, given: basis.determination });
        }
        if let Some(award) = basis.current.filter(|award| award.unit != self.unit || award.programme != self.programme) {
            return Err(CaseRefusal::OtherUnit { case, unit: self.unit, award: award.id });
        }
        supports(basis, &proposal.kind).map_err(|why| CaseRefusal::NotSupported { case, kind: proposal.kind.label(), why })
    }

    /// The day of posting is not counted: a notice of seven days put up on the 1st is over on the 9th.
    fn check_notice(&self, proposal: &Proposal, act: Confirmation, law: &DecisionLaw) -> Result<(), CaseRefusal> {
        match proposal.kind {
            DecisionKind::Grant(_) => {}
            DecisionKind::Change(_) | DecisionKind::Stop | DecisionKind::GradualExit { .. } | DecisionKind::Deny => return Ok(()),
        }
        let refusal = |why| CaseRefusal::NoticeNotOver { case: self.id, days: law.notice_days, why };
        let noticed = act.noticed.ok_or(refusal("没有公示记录"))?;
        let ended = noticed.until().ok_or(refusal("公示尚未结束"))?;
        if noticed.from() < proposal.on {
            Err(refusal("公示早于初审"))
        } else if !noticed.contains(noticed.from().plus_days(law.notice_days)) {
            Err(refusal("公示天数不足"))
        } else if act.on < ended {
            Err(refusal("公示尚未期满"))
        } else {
            Ok(())
        }
    }

    fn check_hearing(&self, proposal: &Proposal, basis: &Basis<'_>, law: &DecisionLaw, day: Date) -> Result<(), CaseRefusal> {
        let refusal = |why| CaseRefusal::NotHeard { case: self.id, kind: proposal.kind.label(), from: law.hearing_from, why };
        let must_be_heard = takes_away(&proposal.kind, basis.current);
        match &proposal.heard {
            Heard::NothingTaken if must_be_heard => Err(refusal("该决定减少或停止救助，不能记为“未减损”")),
            Heard::BeforeTheLaw if must_be_heard && day >= law.hearing_from => Err(refusal("决定日该法已施行")),
            Heard::NothingTaken | Heard::BeforeTheLaw => Ok(()),
            Heard::On(_, opinion) if opinion.trim().is_empty() => Err(refusal("没有记录本人意见")),
            Heard::On(heard_on, _) if *heard_on < self.opened_on => Err(self.dates("听取意见日", *heard_on, self.opened_on)),
            Heard::On(heard_on, _) if *heard_on > proposal.on => Err(self.dates("初审日", proposal.on, *heard_on)),
            Heard::On(_, _) => Ok(()),
        }
    }

    fn check_gradual_exit(
        &self,
        proposal: &Proposal,
        basis: &Basis<'_>,
        law: &DecisionLaw,
        day: Date,
    ) -> Result<(), CaseRefusal> {
        let ends = match proposal.kind {
            DecisionKind::GradualExit { ends } => ends,
            DecisionKind::Grant(_) | DecisionKind::Change(_) | DecisionKind::Stop | DecisionKind::Deny => return Ok(()),
        };
        if basis.raised_by_employment.is_none() {
            return Err(CaseRefusal::NotByEmployment { case: self.id });
        }
        // The first month the decision touches is the first that would have gone unpaid; an exit of none is a stop.
        let months = ends.index() - law.effective(day).index();
        let ExitGrace { least, most } = law.gradual_exit;
        if (least.max(1)..=most).contains(&i64::from(months)) {
            Ok(())
        } else {
            Err(CaseRefusal::GradualExitMonths { case: self.id, months, least: least.max(1), most })
        }
    }
}

/// Whether a decision takes something away from the household: it ends the award, lowers the class (the first is the
/// highest paid) or leaves out a person who is paid for. Those who lose are heard first (Social Assistance Law §48).
pub fn takes_away(kind: &DecisionKind, current: Option<&Award>) -> bool {
    match kind {
        DecisionKind::Stop | DecisionKind::GradualExit { .. } => true,
        DecisionKind::Change(terms) => current.is_some_and(|award| {
            terms.class > award.terms.class || award.terms.counted.iter().any(|person| !terms.counted.contains(person))
        }),
        DecisionKind::Grant(_) | DecisionKind::Deny => false,
    }
}

/// Whether the determination supports that kind of decision; why not, in Chinese.
fn supports(basis: &Basis<'_>, kind: &DecisionKind) -> Result<(), &'static str> {
    let gives = |terms: &AwardTerms| match basis.answer {
        DibaoAnswer::Eligible(entitlement) if terms.agrees_with(&AwardTerms::from(entitlement)) => Ok(()),
        DibaoAnswer::Eligible(_) => Err("档次或人口与认定结果不一致"),
        DibaoAnswer::NotEligible(_) => Err("认定结果为不符合条件"),
        DibaoAnswer::Undetermined(_) => Err("尚不能认定，事实或数值不齐"),
    };
    let not_eligible = match basis.answer {
        DibaoAnswer::NotEligible(_) => Ok(()),
        DibaoAnswer::Eligible(_) => Err("认定结果为符合条件"),
        DibaoAnswer::Undetermined(_) => Err("尚不能认定，事实或数值不齐"),
    };
    match (kind, basis.current) {
        (DecisionKind::Grant(terms), None) => gives(terms),
        (DecisionKind::Grant(_), Some(_)) => Err("该户已在保"),
        // An award whose end is decided may be continued on the same terms when the household is eligible again.
        (DecisionKind::Change(terms), Some(award)) if award.until.is_none() && terms.agrees_with(&award.terms) => {
            gives(terms).and(Err("与现有保障相同"))
        }
        (DecisionKind::Change(terms), Some(_)) => gives(terms),
        (DecisionKind::GradualExit { .. }, Some(award)) if award.until.is_some() => Err("该户的退出月份已经决定"),
        (DecisionKind::Stop | DecisionKind::GradualExit { .. }, Some(_)) | (DecisionKind::Deny, None) => not_eligible,
        (DecisionKind::Change(_) | DecisionKind::Stop | DecisionKind::GradualExit { .. }, None) => Err("该户不在保"),
        (DecisionKind::Deny, Some(_)) => Err("该户已在保，应作停发或渐退决定"),
    }
}
