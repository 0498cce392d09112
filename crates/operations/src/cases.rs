//! Cases: a township official proposes on gaps, another official confirms after the notice, or a gap is closed as checked.
//! Acts take lists: one transaction, one audit entry for all of them.

use std::collections::{HashMap, HashSet};

use casework::{
    Award, Basis, Case, CaseAct, CaseState, Confirmation, Decision, DecisionKind, Gap, GapKind, Heard, Proposal, apply, award_at,
    in_force, takes_away,
};
use policy::dibao::DibaoAnswer;
use store::{Act as StoreAct, AnswerRecord, AuditEntry, CaseStep, CaseStepId, Determination, TraceRecord};
use vocabulary::{AwardId, CaseId, Date, DecisionId, DeterminationId, GapId, Month, Programme};

use crate::context::Context;
use crate::determine::{Determined, determine_unit, has_basis};
use crate::explain::reasons_of;
use crate::gaps::all_gaps;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};

/// What a township proposes on a list of gaps. What to decide follows from each determination; these are the choices left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposalOrder {
    /// Reasons; the determination's own sentences where there are none.
    pub reasons: Option<String>,
    /// First month no longer paid, for an exit made gradual after employment raised the income (DB-604).
    pub gradual_until: Option<Month>,
    /// Opinion of those who lose by it, heard on the day of the act.
    pub heard: Option<String>,
}

/// What was done with a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Cases acted on.
    pub cases: Vec<CaseId>,
    /// What was not done, by number of the gap or case, and why in Chinese.
    pub left: Vec<(i64, String)>,
}

/// Proposes on gaps. One that cannot be proposed on is left with its reason; the others go on.
pub async fn propose(office: &Office, ctx: &Context, gaps: &[GapId], order: &ProposalOrder) -> Result<Done, Refusal> {
    ctx.require(Act::Propose, ctx.official().region)?;
    let today = ctx.today();
    let law = office.decision_law(today)?;
    let act = office.store.act(office.county).await?;
    let register = act.register(None).await?;
    let awards = act.awards(None).await?;
    let standing = in_force(&awards);
    let known: HashMap<GapId, Gap> = all_gaps(&act).await?.into_iter().map(|gap| (gap.id, gap)).collect();
    let open = open_cases(&act).await?;
    let worked_on: HashSet<GapId> = act.cases().await?.into_iter().map(|case| case.gap).collect();
    let mut named = HashSet::new();
    let mut done = Done::default();
    let mut writes = Writes::default();
    for id in gaps.iter().filter(|id| named.insert(**id)) {
        let gap = known.get(id).ok_or_else(|| Refusal::NotFound { kind: RecordKind::Gap, id: id.to_string() })?;
        let village = register.household(gap.line.unit).map_or(office.county, |unit| unit.village);
        ctx.require(Act::Propose, village)?;
        let step = async {
            let case = match open.get(&(gap.line.unit, gap.line.programme)) {
                Some(case) if case.state != CaseState::Open => {
                    return Err(Refusal::Conflict {
                        what: format!("差距{id}：该户已有待确认的个案{}，请先确认或退回。", case.id),
                        english: format!("Gap {id}: the unit has a case {} waiting; confirm or return it first.", case.id),
                    });
                }
                Some(case) => case.clone(),
                None if worked_on.contains(id) => return Err(finished(*id)),
                None => Case::open(new_case(ctx), gap, today)?,
            };
            let determined = determine_unit(office, &register, gap.line.unit, today)?;
            if !has_basis(&determined.assembled, today) {
                return Err(Refusal::Conflict {
                    what: format!("差距{id}：申请日或授权日晚于办理日{today}，此日尚无办理依据（DB-108）。"),
                    english: format!("Gap {id}: applied or authorised after {today}; there is no basis to act on that day."),
                });
            }
            let current = award_at(&standing, gap.line.unit, gap.line.programme, today.in_month().next());
            let determination = Determination {
                id: DeterminationId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
                unit: gap.line.unit,
                programme: gap.line.programme,
                day: today,
                known_at: act.latest_sequence().await?,
                answer: AnswerRecord::from(&determined.answer),
                trace: TraceRecord::from(&determined.trace),
            };
            let kind = kind_of(gap, &determined.answer, current, order)?;
            let heard = heard_of(&kind, current, today, law.hearing_from, order);
            let reasons = order.reasons.clone().unwrap_or_else(|| reasons_of(office, &register, gap, &determined));
            let proposal = Proposal { kind, determination: determination.id, reasons, by: ctx.official().id, on: today, heard };
            let basis = basis_of(&determination, &determined, current);
            let opened = !open.contains_key(&(gap.line.unit, gap.line.programme));
            let proposed = case.propose(proposal, &basis, &law)?;
            Ok((opened, proposed, determination))
        };
        match step.await {
            Ok((opened, case, determination)) => {
                done.cases.push(case.id);
                writes.determinations.push(determination);
                writes.step(ctx, &case, act.steps(case.id).await?.len(), "");
                if opened {
                    writes.cases.push(case);
                }
            }
            Err(refusal) => done.left.push((id.number(), left_because(refusal)?)),
        }
    }
    if done.cases.is_empty() {
        return Ok(done);
    }
    let subject = format!("{} gaps", done.cases.len());
    writes.save(act, ctx, Act::Propose, &subject).await?;
    Ok(done)
}

/// The earliest month a gradual exit proposed on the day of the act may end: the month after plus the least months (DB-604).
pub fn earliest_gradual_end(office: &Office, ctx: &Context) -> Result<Month, Refusal> {
    let law = office.decision_law(ctx.today())?;
    let least = i32::try_from(law.gradual_exit.least).map_err(|error| Refusal::Fault(error.to_string()))?;
    Ok(ctx.today().in_month().plus(law.payment_start_months).plus(least.max(1)))
}

/// Confirms proposals. Facts are looked at again: where the law's answer has changed since the proposal, the case is left.
pub async fn confirm(office: &Office, ctx: &Context, cases: &[CaseId]) -> Result<Done, Refusal> {
    ctx.require(Act::Confirm, office.county)?;
    let today = ctx.today();
    let law = office.decision_law(today)?;
    let act = office.store.act(office.county).await?;
    let register = act.register(None).await?;
    let awards = act.awards(None).await?;
    let standing = in_force(&awards);
    let mut done = Done::default();
    let mut writes = Writes::default();
    let mut named = HashSet::new();
    for id in cases.iter().filter(|id| named.insert(**id)) {
        let case = act.case(*id).await?.ok_or_else(|| Refusal::NotFound { kind: RecordKind::Case, id: id.to_string() })?;
        let steps = act.steps(*id).await?.len();
        let step = async {
            let CaseState::Proposed(proposal) = case.state.clone() else {
                return Err(Refusal::Conflict {
                    what: format!("个案{id}：现为“{}”，不是待确认。", case.state.label()),
                    english: format!("Case {id} is not waiting for confirmation."),
                });
            };
            let determination = act.determination(proposal.determination).await?;
            let determination = determination
                .ok_or_else(|| Refusal::NotFound { kind: RecordKind::Determination, id: proposal.determination.to_string() })?;
            let determined = determine_unit(office, &register, case.unit, today)?;
            if AnswerRecord::from(&determined.answer) != determination.answer {
                return Err(Refusal::Conflict {
                    what: format!(
                        "个案{id}：提出意见后事实有变化，认定结果已不同；请用 doudi decide return 退回，由乡镇重新提出。"
                    ),
                    english: format!("Case {id}: facts changed since the proposal and the answer is another one; return it."),
                });
            }
            let current = award_at(&standing, case.unit, case.programme, today.in_month().next());
            let noticed = if must_be_noticed(&proposal.kind) { office.notice(proposal.on)? } else { None };
            let confirmation = Confirmation { decision: new_decision(ctx), by: ctx.official().id, on: today, noticed };
            let (case, decision) = case.confirm(confirmation, &basis_of(&determination, &determined, current), &law)?;
            let payee = current.map_or(determined.assembled.applicant, |award| award.payee);
            let rows = apply(&decision, current, payee, &mut || new_award(ctx))?;
            Ok((case, decision, rows))
        };
        match step.await {
            Ok((case, decision, rows)) => {
                done.cases.push(case.id);
                writes.step(ctx, &case, steps, "");
                writes.decisions.push(decision);
                writes.awards.extend(rows);
            }
            Err(refusal) => done.left.push((id.number(), left_because(refusal)?)),
        }
    }
    if done.cases.is_empty() {
        return Ok(done);
    }
    let subject = format!("{} cases", done.cases.len());
    writes.save(act, ctx, Act::Confirm, &subject).await?;
    Ok(done)
}

/// Gives a proposal back to the township: after an objection, or because it no longer stands.
pub async fn return_to_township(office: &Office, ctx: &Context, case: CaseId, why: &str) -> Result<(), Refusal> {
    ctx.require(Act::Confirm, office.county)?;
    let act = office.store.act(office.county).await?;
    let known = act.case(case).await?.ok_or_else(|| Refusal::NotFound { kind: RecordKind::Case, id: case.to_string() })?;
    let steps = act.steps(case).await?.len();
    let returned = known.return_to_township(CaseAct { by: ctx.official().id, on: ctx.today(), why: why.to_owned() })?;
    let mut writes = Writes::default();
    writes.step(ctx, &returned.case, steps, why);
    writes.save(act, ctx, Act::Confirm, &format!("return case {case}")).await
}

/// Closes a gap without a decision: checked and not so, declined by the household, or waiting for something named.
pub async fn close(office: &Office, ctx: &Context, gap: GapId, why: &str) -> Result<CaseId, Refusal> {
    ctx.require(Act::Propose, ctx.official().region)?;
    let act = office.store.act(office.county).await?;
    let known = all_gaps(&act).await?.into_iter().find(|known| known.id == gap);
    let gap = known.ok_or_else(|| Refusal::NotFound { kind: RecordKind::Gap, id: gap.to_string() })?;
    let village = act.register(None).await?.household(gap.line.unit).map_or(office.county, |unit| unit.village);
    ctx.require(Act::Propose, village)?;
    let open = open_cases(&act).await?.remove(&(gap.line.unit, gap.line.programme));
    let opened = open.is_none();
    let case = match open {
        Some(case) => case,
        None if act.cases().await?.iter().any(|case| case.gap == gap.id) => return Err(finished(gap.id)),
        None => Case::open(new_case(ctx), &gap, ctx.today())?,
    };
    let steps = act.steps(case.id).await?.len();
    let case = case.close(CaseAct { by: ctx.official().id, on: ctx.today(), why: why.to_owned() })?;
    let mut writes = Writes::default();
    writes.step(ctx, &case, steps, why);
    let id = case.id;
    if opened {
        writes.cases.push(case);
    }
    writes.save(act, ctx, Act::Propose, &format!("close gap {}", gap.id)).await?;
    Ok(id)
}

fn finished(gap: GapId) -> Refusal {
    Refusal::Conflict {
        what: format!("差距{gap}：已办结，不再重复办理；如仍有差距，将列入下月清单。"),
        english: format!("Gap {gap}: its case is finished; what still differs will be on next month's list."),
    }
}

/// What one act on cases writes.
#[derive(Default)]
struct Writes {
    determinations: Vec<Determination>,
    cases: Vec<Case>,
    steps: Vec<CaseStep>,
    decisions: Vec<Decision>,
    awards: Vec<Award>,
}

impl Writes {
    fn step(&mut self, ctx: &Context, case: &Case, earlier: usize, note: &str) {
        self.steps.push(CaseStep {
            id: CaseStepId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
            case: case.id,
            number: i64::try_from(earlier).expect("a case has few steps") + 1,
            state: case.state.clone(),
            by: ctx.official().id,
            on: ctx.today(),
            note: note.to_owned(),
        });
    }

    async fn save(self, mut act: StoreAct, ctx: &Context, kind: Act, subject: &str) -> Result<(), Refusal> {
        act.add_determinations(&self.determinations).await?;
        act.add_cases(&self.cases).await?;
        act.add_case_steps(&self.steps).await?;
        act.add_decisions(&self.decisions).await?;
        act.add_awards(&self.awards).await?;
        let cases: Vec<i64> = self.steps.iter().map(|step| step.case.number()).collect();
        act.commit(&AuditEntry {
            moment_ms: ctx.now_ms(),
            official: Some(ctx.official().id),
            act: kind.code().to_owned(),
            subject: subject.to_owned(),
            rows: i64::try_from(cases.len()).unwrap_or(i64::MAX),
            detail: serde_json::json!({ "day": ctx.today().to_string(), "cases": cases }),
        })
        .await?;
        Ok(())
    }
}

type CasesByUnit = HashMap<(vocabulary::HouseholdId, Programme), Case>;

async fn open_cases(act: &StoreAct) -> Result<CasesByUnit, Refusal> {
    Ok(act.open_cases().await?.into_iter().map(|case| ((case.unit, case.programme), case)).collect())
}

/// What the determination supports for this gap, and nothing else.
fn kind_of(gap: &Gap, answer: &DibaoAnswer, current: Option<&Award>, order: &ProposalOrder) -> Result<DecisionKind, Refusal> {
    Ok(match (answer, current) {
        (DibaoAnswer::Eligible(entitlement), None) => DecisionKind::Grant(entitlement.into()),
        (DibaoAnswer::Eligible(entitlement), Some(_)) => DecisionKind::Change(entitlement.into()),
        (DibaoAnswer::NotEligible(_), Some(_)) => match order.gradual_until {
            Some(ends) => DecisionKind::GradualExit { ends },
            None => DecisionKind::Stop,
        },
        (DibaoAnswer::NotEligible(_), None) => DecisionKind::Deny,
        (DibaoAnswer::Undetermined(_), _) => {
            return Err(Refusal::Conflict {
                what: format!("差距{}：尚不能认定，须先补齐事实：{}", gap.id, gap.line.reason),
                english: format!("Gap {}: cannot be determined yet; complete the facts first.", gap.id),
            });
        }
    })
}

fn heard_of(kind: &DecisionKind, current: Option<&Award>, today: Date, hearing_from: Date, order: &ProposalOrder) -> Heard {
    match &order.heard {
        Some(opinion) => Heard::On(today, opinion.clone()),
        None if takes_away(kind, current) && today < hearing_from => Heard::BeforeTheLaw,
        None => Heard::NothingTaken,
    }
}

/// A grant hangs on the village board before it is confirmed (DB-407).
fn must_be_noticed(kind: &DecisionKind) -> bool {
    match kind {
        DecisionKind::Grant(_) => true,
        DecisionKind::Change(_) | DecisionKind::Stop | DecisionKind::GradualExit { .. } | DecisionKind::Deny => false,
    }
}

fn basis_of<'a>(determination: &Determination, determined: &'a Determined, current: Option<&'a Award>) -> Basis<'a> {
    Basis {
        determination: determination.id,
        answer: &determined.answer,
        current,
        raised_by_employment: determined.assembled.raised_by_employment,
    }
}

/// Law and conflicts leave one line of a list; anything else stops the act.
fn left_because(refusal: Refusal) -> Result<String, Refusal> {
    refusal.left_in_a_list().ok_or(refusal)
}

fn new_case(ctx: &Context) -> CaseId {
    CaseId::new(ctx.new_id()).expect("an id source gives numbers above zero")
}

fn new_decision(ctx: &Context) -> DecisionId {
    DecisionId::new(ctx.new_id()).expect("an id source gives numbers above zero")
}

fn new_award(ctx: &Context) -> AwardId {
    AwardId::new(ctx.new_id()).expect("an id source gives numbers above zero")
}

/// Gap kinds by their code on the command line and in addresses.
pub fn gap_kind(code: &str) -> Option<GapKind> {
    [GapKind::Uncovered, GapKind::Overstayed, GapKind::Misgraded, GapKind::Undetermined]
        .into_iter()
        .find(|kind| gap_code(*kind) == code)
}

/// The code of a gap kind.
pub fn gap_code(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Uncovered => "uncovered",
        GapKind::Overstayed => "overstayed",
        GapKind::Misgraded => "misgraded",
        GapKind::Undetermined => "undetermined",
    }
}

/// The Chinese name of a gap kind.
pub fn gap_label(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Uncovered => "应保未保",
        GapKind::Overstayed => "应退未退",
        GapKind::Misgraded => "标准不符",
        GapKind::Undetermined => "无法认定",
    }
}
