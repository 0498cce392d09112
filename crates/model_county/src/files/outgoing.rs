//! One file, from its plan to its bytes and its part of the key.

use vocabulary::{Fen, Month};

use super::columns::{Content, Span, column_of_visit_form};
use super::fault::{FaultKind, Loss};
use super::form::{FileForm, Printed};
use super::list::{Area, OfficeList};
use super::month_key::{Cure, PlantedFault, UnauthorisedRow, VisitRow};
use super::page::{Cell, FileFormat, Page, PageRow, Shown};
use super::soiling::{ANOTHER_AMOUNT, BodyRow, Note, Origin, Soiling};
use super::statement::Statement;
use super::value::TrueValue;
use super::{delimited, list, xls, xlsx};
use crate::OutFile;
use crate::county::rows::{CitizenKey, People, RegisterRow};
use crate::random::Random;

/// Faults in a thousand that officials settle on a visit.
const VISITED_IN_A_THOUSAND: i64 = 850;
/// Faults in a thousand of the register that the next list puts right.
const NEXT_LIST_IN_A_THOUSAND: i64 = 800;
/// Rows of an old copy that a hidden sheet holds.
const ROWS_OF_OLD_COPY: usize = 20;

/// Whether a file is sent again a month later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Later {
    SentAgain,
    LeftAsItIs,
}

/// What is to stand in a file.
#[derive(Debug)]
pub(super) struct FilePlan<'a> {
    pub(super) list: OfficeList,
    pub(super) area: Area,
    /// The month its rows are about.
    pub(super) about: Month,
    /// The month in which it is sent.
    pub(super) sent: Month,
    pub(super) format: FileFormat,
    pub(super) rows: Vec<(Origin, Statement<'a>)>,
    pub(super) faults: Vec<FaultKind>,
    pub(super) later: Later,
    pub(super) replaces: Option<String>,
    pub(super) seed: u64,
}

/// A file with its part of the key.
pub(super) struct MadeFile {
    pub(super) file: OutFile,
    pub(super) rows: usize,
    pub(super) faults: Vec<MadeFault>,
    pub(super) unauthorised: Vec<UnauthorisedRow>,
    pub(super) visits: Vec<VisitRow>,
}

/// A fault of the key, without its number, and what it took.
pub(super) struct MadeFault {
    pub(super) fault: PlantedFault,
    pub(super) lost: Vec<(&'static str, TrueValue<'static>)>,
}

impl FilePlan<'_> {
    /// The register's row of a citizen, where this is a file of the register.
    pub(super) fn register_row(&self, citizen: CitizenKey) -> Option<&RegisterRow> {
        self.rows.iter().find_map(|(_, statement)| {
            if let Statement::Register(row) = statement { Some(*row).filter(|row| row.citizen == citizen) } else { None }
        })
    }

    pub(super) fn path(&self) -> String {
        list::path(self.list, self.area, self.about, self.sent, self.format.ending())
    }
}

/// Writes the file of a plan. `visits_path` names the visit form of a person's township in the month after.
pub(super) fn write(
    plan: &FilePlan<'_>,
    people: &People,
    visits_path: &(dyn Fn(CitizenKey) -> Option<String> + Sync),
) -> MadeFile {
    let mut random = Random::from_seed(plan.seed);
    let used = fields_used(plan);
    let mut form = FileForm::draw(plan.list, plan.format, plan.rows.len(), &used, &mut random);
    if plan.faults.contains(&FaultKind::TotalWrong) {
        form.totals = Printed::Yes;
    }
    let mut rows: Vec<BodyRow<'_>> =
        plan.rows.iter().map(|(origin, statement)| body_row(plan, &form, people, *origin, *statement)).collect();
    Soiling { list: plan.list, people, form: &form, random: &mut random }.soil(&mut rows, &plan.faults);
    for (at, row) in (1i64..).zip(&mut rows) {
        if row.statement.is_some() {
            row.cells[0] = Cell::count(at);
        }
    }
    let mut composing = Composing { plan, people, form: &form, random: &mut random, visits_path, made: Made::default() };
    let pages = composing.pages(rows);
    let made = composing.made;
    let bytes = match plan.format {
        FileFormat::Xlsx => xlsx::bytes(&pages),
        FileFormat::Xls => xls::bytes(&pages),
        FileFormat::CsvGb18030 | FileFormat::CsvUtf8 | FileFormat::CsvUtf8Marked => delimited::bytes(&pages[0], plan.format),
    };
    MadeFile {
        file: OutFile { path: plan.path(), bytes },
        rows: made.rows,
        faults: made.faults,
        unauthorised: made.unauthorised,
        visits: made.visits,
    }
}

fn fields_used(plan: &FilePlan<'_>) -> Vec<&'static str> {
    let mut used: Vec<&'static str> = Vec::new();
    for (_, statement) in &plan.rows {
        if let Statement::Visit(finding) = statement {
            used.extend(finding.facts.iter().map(|(field, _)| *field));
        }
    }
    used.sort_unstable();
    used.dedup();
    used
}

fn body_row<'a>(
    plan: &FilePlan<'a>,
    form: &FileForm,
    people: &'a People,
    origin: Origin,
    statement: Statement<'a>,
) -> BodyRow<'a> {
    let values = statement.values(plan.list, people);
    let cells = form.columns.iter().map(|column| form.typed(column, &values[column.place]));
    BodyRow {
        origin,
        statement: Some(statement),
        cells: std::iter::once(Cell::Blank).chain(cells).collect(),
        shown: Shown::Visible,
        note: None,
    }
}

#[derive(Default)]
struct Made {
    rows: usize,
    faults: Vec<MadeFault>,
    unauthorised: Vec<UnauthorisedRow>,
    visits: Vec<VisitRow>,
}

/// Puts the rows onto sheets and writes down where everything stands.
struct Composing<'p, 'a, 'b> {
    plan: &'p FilePlan<'a>,
    people: &'a People,
    form: &'b FileForm,
    random: &'b mut Random,
    visits_path: &'p (dyn Fn(CitizenKey) -> Option<String> + Sync),
    made: Made,
}

impl<'a> Composing<'_, 'a, '_> {
    fn pages(&mut self, rows: Vec<BodyRow<'a>>) -> Vec<Page<'a>> {
        let mut pages = Vec::new();
        if self.form.explanations == Printed::Yes {
            pages.push(explanations(self.plan.list));
        }
        let parts = self.form.sheets.max(1);
        let rows_of_part = rows.len().div_ceil(parts).max(1);
        let mut rows = rows.into_iter();
        for part in 1..=parts {
            let some: Vec<BodyRow<'a>> = rows.by_ref().take(rows_of_part).collect();
            if part > 1 && some.is_empty() {
                break;
            }
            let name = if parts == 1 { "名册".to_owned() } else { format!("名册{part}") };
            let sheet = u16::try_from(pages.len()).expect("a workbook of an office has few sheets");
            pages.push(self.page(name, sheet, part, some));
        }
        if self.plan.faults.contains(&FaultKind::HiddenSheet)
            && let Some(page) = self.old_copy(&pages)
        {
            pages.push(page);
        }
        pages
    }

    fn page(&mut self, name: String, sheet: u16, part: usize, rows: Vec<BodyRow<'a>>) -> Page<'a> {
        let mut page = Page {
            name,
            shown: Shown::Visible,
            above: self.above(),
            groups: self.form.groups(),
            headings: self.form.headings(),
            rows: Vec::with_capacity(rows.len() + 2),
        };
        let first = page.rows_above() + 1;
        let totals = (self.form.totals == Printed::Yes).then(|| self.totals(&rows));
        let unreadable: Vec<usize> = rows
            .iter()
            .filter_map(|row| row.note.as_ref().filter(|note| note.kind.loss() == Loss::Cell).map(|note| note.column))
            .collect();
        for (row_shown, row) in (first..).zip(rows) {
            self.note_row(sheet, row_shown, &row);
            page.rows.push(PageRow { cells: row.cells, shown: row.shown });
        }
        if let Some(totals) = totals {
            let row_shown = first + u32::try_from(page.rows.len()).expect("rows fit a sheet");
            let totals = self.soiled_totals(totals, sheet, row_shown, part, &unreadable);
            page.rows.push(PageRow { cells: totals, shown: Shown::Visible });
        }
        if self.form.note == Printed::Yes {
            let note = *self.random.pick(&[
                "注：本表数据以报送单位掌握情况为准。",
                "填表人：王某某　审核人：李某某",
                "说明：空白表示无此项。",
            ]);
            page.rows.push(PageRow { cells: vec![Cell::text(note)], shown: Shown::Visible });
        }
        page
    }

    fn above(&self) -> Vec<String> {
        let mut above = Vec::new();
        let area = match self.plan.area {
            Area::WholeCounty => String::new(),
            township @ Area::Township(_) => township.name(),
        };
        let about = self.plan.about;
        if self.form.title == Printed::Yes {
            above.push(format!("清水县{area}{}年{}月{}", about.year(), about.month(), self.plan.list.name()));
        }
        if self.form.sender == Printed::Yes {
            let day = self.plan.sent.first_day().plus_days(24);
            above.push(format!(
                "填报单位：{}{area}　　填报日期：{}年{}月{}日",
                self.plan.list.office(),
                day.year(),
                day.month(),
                day.day()
            ));
        }
        above
    }

    /// What stands in the row of totals: how many persons, and the sums of money.
    fn totals(&self, rows: &[BodyRow<'a>]) -> Vec<Cell<'a>> {
        let mut cells = vec![Cell::Blank; self.form.columns.len() + 1];
        cells[0] = Cell::text("合计");
        let persons = rows.iter().filter(|row| row.statement.is_some()).count();
        if let Some(name) = self.form.column_of("name") {
            cells[name] = Cell::text(format!("{persons}人"));
        }
        let money: Vec<usize> = (1..)
            .zip(&self.form.columns)
            .filter(|(_, column)| matches!(column.column.content, Content::Money(_)))
            .map(|(at, _)| at)
            .collect();
        let mut sums = vec![Fen::ZERO; money.len()];
        for row in rows {
            let Some(statement) = row.statement else { continue };
            let values = if money.is_empty() { Vec::new() } else { statement.values(self.plan.list, self.people) };
            for (sum, column) in sums.iter_mut().zip(&money) {
                let fault = row.note.as_ref().filter(|note| note.column == *column).map(|note| note.kind);
                // A spreadsheet adds up what stands in the cells: a copy with its own value, and no blank or word.
                let more = if fault == Some(FaultKind::DoubledOtherwise) { ANOTHER_AMOUNT } else { Fen::ZERO };
                if let TrueValue::Money(amount) = &values[self.form.columns[column - 1].place]
                    && fault.is_none_or(|kind| kind.loss() != Loss::Cell)
                {
                    *sum += *amount + more;
                }
            }
        }
        for (sum, column) in sums.into_iter().zip(money) {
            cells[column] = self.form.typed(&self.form.columns[column - 1], &TrueValue::Money(sum));
        }
        cells
    }

    /// The totals with a wrong one, where one is wanted: in a column all of whose cells can be read, or nobody could tell.
    fn soiled_totals(
        &mut self,
        mut cells: Vec<Cell<'a>>,
        sheet: u16,
        row: u32,
        part: usize,
        unreadable: &[usize],
    ) -> Vec<Cell<'a>> {
        if part > 1 || !self.plan.faults.contains(&FaultKind::TotalWrong) {
            return cells;
        }
        let Some((column, units, places)) = cells.iter().enumerate().find_map(|(column, cell)| match cell {
            Cell::Number { units, places } if !unreadable.contains(&column) => Some((column, *units, *places)),
            Cell::Number { .. } | Cell::Blank | Cell::Text(_) | Cell::Day(_) => None,
        }) else {
            return cells;
        };
        let meant = cells[column].written(self.plan.format).into_owned();
        // Nine hundred yuan more, as when a row was struck out after adding up.
        cells[column] = Cell::Number { units: units + 90_000, places };
        let written = cells[column].written(self.plan.format).into_owned();
        let note = Note { kind: FaultKind::TotalWrong, column, written, meant, citizen: None, lost: Vec::new() };
        self.note_fault(sheet, row, &note);
        cells
    }

    fn note_row(&mut self, sheet: u16, row_shown: u32, row: &BodyRow<'a>) {
        self.made.rows += usize::from(row.statement.is_some());
        if let Some(note) = &row.note {
            self.note_fault(sheet, row_shown, note);
        }
        let Some(statement) = row.statement else { return };
        if row.origin == Origin::Unauthorised {
            let (path, list, citizen) = (self.plan.path(), self.plan.list, statement.citizen());
            self.made.unauthorised.push(UnauthorisedRow { path, list, sheet, row: row_shown, citizen });
        }
        if let Statement::Visit(finding) = statement {
            self.made.visits.push(VisitRow {
                path: self.plan.path(),
                sheet,
                row: row_shown,
                citizen: finding.citizen,
                faults: finding.of_faults.clone(),
                fields: finding.facts.iter().map(|(field, _)| *field).collect(),
            });
        }
    }

    fn note_fault(&mut self, sheet: u16, row: u32, note: &Note) {
        let lost = found_on_visit(self.plan.list, &note.lost);
        let cure = self.cure(note, &lost);
        self.made.faults.push(MadeFault {
            fault: PlantedFault {
                number: 0,
                month: self.plan.sent,
                path: self.plan.path(),
                sheet,
                row,
                column: u16::try_from(note.column).expect("a form has few columns"),
                list: self.plan.list,
                field: self.form.columns[note.column - 1].column.field,
                kind: note.kind,
                citizen: note.citizen,
                written: note.written.clone(),
                meant: note.meant.clone(),
                expected: note.kind.expected(),
                cure,
            },
            lost,
        });
    }

    /// Whether and how what the fault took becomes known in the month after.
    fn cure(&mut self, note: &Note, on_visit: &[(&'static str, TrueValue<'static>)]) -> Cure {
        let (visited, next) =
            (self.random.in_a_thousand(VISITED_IN_A_THOUSAND), self.random.in_a_thousand(NEXT_LIST_IN_A_THOUSAND));
        let Some(citizen) = note.citizen.filter(|_| note.kind.loss() != Loss::Nothing) else { return Cure::NotNeeded };
        let month = self.plan.sent.next();
        let plan = self.plan;
        let path = |about: Month| list::path(plan.list, plan.area, about, month, plan.format.ending());
        if plan.later == Later::SentAgain {
            return Cure::FileSentAgain { month, path: path(plan.about) };
        }
        if plan.list == OfficeList::HouseholdRegister {
            return if next { Cure::NextList { month, path: path(month) } } else { Cure::Never };
        }
        match (self.visits_path)(citizen) {
            Some(path) if visited && !on_visit.is_empty() => Cure::VisitForm { month, path },
            Some(_) | None => Cure::Never,
        }
    }

    /// A hidden sheet with the first rows of the first list, as somebody kept a copy of them.
    fn old_copy(&mut self, pages: &[Page<'a>]) -> Option<Page<'a>> {
        let list = pages.iter().find(|page| !page.headings.is_empty())?;
        let sheet = u16::try_from(pages.len()).expect("a workbook of an office has few sheets");
        let page = Page {
            name: "旧表".to_owned(),
            shown: Shown::Hidden,
            rows: list.rows.iter().take(ROWS_OF_OLD_COPY).cloned().collect(),
            ..list.clone()
        };
        let column = self.form.column_of("citizen_id")?;
        let written = page.rows.first()?.cells.get(column)?.written(self.plan.format).into_owned();
        let note = Note { kind: FaultKind::HiddenSheet, column, written, meant: String::new(), citizen: None, lost: Vec::new() };
        self.note_fault(sheet, page.rows_above() + 1, &note);
        Some(page)
    }
}

/// What of the lost facts a visit can settle, as the visit form states it: a month's pension as a year's.
fn found_on_visit(list: OfficeList, lost: &[(&'static str, TrueValue<'static>)]) -> Vec<(&'static str, TrueValue<'static>)> {
    let mut found = Vec::new();
    for (field, value) in lost {
        if column_of_visit_form(field).is_none() {
            continue;
        }
        let is_of_month =
            list.columns().iter().any(|column| column.field == *field && column.content == Content::Money(Span::MonthOfYear));
        let mut value = value.clone();
        if let TrueValue::Money(amount) = &mut value
            && is_of_month
        {
            *amount = *amount * 12;
        }
        found.push((*field, value));
    }
    found
}

fn explanations(list: OfficeList) -> Page<'static> {
    Page {
        name: "填表说明".to_owned(),
        shown: Shown::Visible,
        above: vec![
            format!("《{}》填表说明", list.name()),
            "一、请逐行填写，不合并单元格。".to_owned(),
            "二、身份证号按文本录入。".to_owned(),
            "三、如有疑问，请与县民政局联系。".to_owned(),
        ],
        groups: Vec::new(),
        headings: Vec::new(),
        rows: Vec::new(),
    }
}
