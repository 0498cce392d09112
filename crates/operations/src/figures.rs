//! Figures of a month with the rows they count, and the relations between them.

use std::collections::HashMap;

use casework::{Award, Decision, Gap};
use ledger::PayoutLine;
use registry::Register;
use reports::{
    ClassRates, Figure, FigureInputs, FigureRow, FigureValue, PaidLine, RowRecord, TownshipFigures, Verdict, compute_all,
    relations,
};
use store::View;
use vocabulary::{BatchId, Coded, DibaoClass, HouseholdId, Month, RegionCode, RegionLevel};

use crate::context::Context;
use crate::determine::name_in;
use crate::gaps::Work;
use crate::households::purpose_label;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};
use crate::rounds::{hexadecimal, months_with_gaps};
use crate::views::{FigureRowView, FigureView, FiguresView, RelationView};

/// The figures of a month within the official's region; of the latest month with a round for `None`.
pub async fn view(office: &Office, ctx: &Context, month: Option<Month>) -> Result<FiguresView, Refusal> {
    ctx.require(Act::Read, ctx.official().region)?;
    let store_view = office.store.view(office.county).await?;
    let month = match month {
        Some(month) => month,
        None => months_with_gaps(&store_view).await?.last().copied().unwrap_or_else(|| ctx.today().in_month()),
    };
    let records = Records::load(&store_view, month).await?;
    let figures = records.figures(ctx.official().region);
    let rates = class_rates(office, month);
    let views = figures.iter().map(|figure| records.figure_view(office, figure)).collect();
    Ok(FiguresView { month, figures: views, relations: relation_views(&figures, rates.as_ref()) })
}

/// SM3 over the month's figures and the rows they count, in an order of its own: the figures cannot change unseen.
pub(crate) async fn figures_digest(office: &Office, view: &View, month: Month) -> Result<String, Refusal> {
    let records = Records::load(view, month).await?;
    let mut text = String::new();
    for figure in records.figures(office.county) {
        let mut rows: Vec<String> = figure.rows().iter().map(|row| records.row_in_words(row)).collect();
        rows.sort_unstable();
        text.push_str(&format!("{} {month} {}\n{}\n", figure.code(), figure.text(), rows.join("\n")));
    }
    Ok(hexadecimal(&store::sm3(text.as_bytes())))
}

/// The records of a county that figures are computed from.
pub(crate) struct Records {
    pub month: Month,
    pub register: Register,
    awards: Vec<Award>,
    lines: Vec<PayoutLine>,
    paid_in: HashMap<BatchId, Month>,
    open_gaps: Vec<Gap>,
    decisions: Vec<Decision>,
}

impl Records {
    pub(crate) async fn load(view: &View, month: Month) -> Result<Records, Refusal> {
        let work = Work::load(view).await?;
        let open_gaps = view.gaps(month).await?.into_iter().filter(|gap| work.state_of(gap).is_open()).collect();
        Ok(Records {
            month,
            register: view.register(None).await?,
            awards: view.awards(None).await?,
            lines: view.lines(None).await?,
            paid_in: view.batches().await?.into_iter().map(|batch| (batch.id, batch.month)).collect(),
            open_gaps,
            decisions: view.decisions(None).await?,
        })
    }

    /// All figures of the units that lie in a region.
    pub(crate) fn figures(&self, region: RegionCode) -> Vec<Figure> {
        let within = |unit: HouseholdId| self.register.household(unit).is_some_and(|unit| region.contains(unit.village));
        let awards: Vec<Award> = self.awards.iter().filter(|award| within(award.unit)).cloned().collect();
        let gaps: Vec<Gap> = self.open_gaps.iter().filter(|gap| within(gap.line.unit)).cloned().collect();
        let decisions: Vec<Decision> = self.decisions.iter().filter(|decision| within(decision.unit)).cloned().collect();
        let lines: Vec<PaidLine<'_>> = self
            .lines
            .iter()
            .filter(|line| within(line.order.unit))
            .filter_map(|line| self.paid_in.get(&line.batch).map(|paid_in| PaidLine { line, paid_in: *paid_in }))
            .collect();
        compute_all(&FigureInputs { at: self.month, awards: &awards, lines: &lines, gaps: &gaps, decisions: &decisions })
    }

    /// The same figures for each township that has units.
    pub(crate) fn townships(&self, office: &Office) -> Vec<TownshipFigures> {
        let mut towns: Vec<RegionCode> = self
            .register
            .households()
            .iter()
            .filter(|household| household.programme().is_some())
            .map(|household| household.village.at(RegionLevel::Town))
            .collect();
        towns.sort_unstable();
        towns.dedup();
        towns.into_iter().map(|town| TownshipFigures { name: office.regions.name(town), figures: self.figures(town) }).collect()
    }

    fn figure_view(&self, office: &Office, figure: &Figure) -> FigureView {
        let definition = figure.definition();
        let (value, unit) = match figure.value() {
            FigureValue::Count(count) => (count.to_string(), definition.unit.label().to_owned()),
            FigureValue::Money(amount) => (amount.to_string(), "元".to_owned()),
        };
        FigureView {
            code: definition.code.to_string(),
            label: definition.label.to_owned(),
            unit,
            definition: definition.definition.to_owned(),
            clause: definition.clause.to_owned(),
            value,
            rows: figure.rows().iter().map(|row| self.row_view(office, row)).collect(),
        }
    }

    fn row_view(&self, office: &Office, row: &FigureRow) -> FigureRowView {
        let unit = self.register.household(row.unit);
        let name_of = name_in(&self.register);
        let first = || self.register.members(row.unit, self.month.last_day()).next().map(|membership| membership.person);
        FigureRowView {
            unit: row.unit,
            unit_number: unit.map_or_else(|| row.unit.to_string(), |unit| unit.number.clone()),
            village: unit.map_or_else(String::new, |unit| office.regions.name(unit.village)),
            name: row.person.or_else(first).map_or_else(String::new, name_of),
            detail: self.record_in_words(row.record),
            amount: row.amount,
        }
    }

    fn record_in_words(&self, record: RowRecord) -> String {
        match record {
            RowRecord::Award(id) => {
                let award = self.awards.iter().find(|award| award.id == id);
                award.map_or_else(String::new, |award| format!("{} 自{}", award.terms.in_words(), award.from))
            }
            RowRecord::Line(id) => {
                let line = self.lines.iter().find(|line| line.id == id);
                line.map_or_else(String::new, |line| {
                    format!("{} {} {}人", line.order.entitlement_month, purpose_label(line.order.purpose), line.order.heads)
                })
            }
            RowRecord::Gap(id) => {
                let gap = self.open_gaps.iter().find(|gap| gap.id == id);
                gap.map_or_else(String::new, |gap| gap.line.reason.clone())
            }
            RowRecord::Decision(id) => {
                let decision = self.decisions.iter().find(|decision| decision.id == id);
                decision.map_or_else(String::new, |decision| format!("{} {}", decision.kind.label(), decision.confirmed_on))
            }
        }
    }

    /// A row without the ids of this database, so that the same records hash the same anywhere.
    fn row_in_words(&self, row: &FigureRow) -> String {
        let unit = self.register.household(row.unit).map_or("", |unit| unit.number.as_str());
        let person = row.person.and_then(|person| self.register.person(person)).map_or("", |person| person.name.as_str());
        let amount = row.amount.map_or_else(String::new, |amount| amount.as_fen().to_string());
        format!("{unit}|{person}|{}|{amount}", self.record_in_words(row.record))
    }
}

/// The rates of the four classes in a month, where all are known.
pub(crate) fn class_rates(office: &Office, month: Month) -> Option<ClassRates> {
    let rate = |class| office.amount_of(class, 1, month).ok();
    let of_classes = [rate(DibaoClass::One)?, rate(DibaoClass::Two)?, rate(DibaoClass::Three)?, rate(DibaoClass::Four)?];
    debug_assert_eq!(DibaoClass::TABLE.len(), of_classes.len());
    Some(ClassRates { of_classes })
}

fn relation_views(figures: &[Figure], rates: Option<&ClassRates>) -> Vec<RelationView> {
    relations(figures, rates)
        .into_iter()
        .map(|relation| RelationView {
            statement: relation.statement.to_owned(),
            computed: relation.computed.text(),
            stated: relation.stated.text(),
            holds: relation.verdict == Verdict::Holds,
        })
        .collect()
}

/// One figure of a month by its code.
pub async fn one(office: &Office, ctx: &Context, code: &str, month: Option<Month>) -> Result<(Month, FigureView), Refusal> {
    let all = view(office, ctx, month).await?;
    let found = all.figures.into_iter().find(|figure| figure.code == code);
    found.map(|figure| (all.month, figure)).ok_or_else(|| Refusal::NotFound { kind: RecordKind::Figure, id: code.to_owned() })
}
