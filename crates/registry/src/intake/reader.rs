//! A file's tables to a reading: which layout they are of, and row by row what they state.

use std::num::NonZeroUsize;

use vocabulary::{Month, RegionCode, squeeze};

use super::heading::{self, Closest, Head, HeadColumn, HeadSearch, HeadingRows};
use super::questions::{self, ColumnAnswers};
use super::refusal::{FileRefusal, FileRefusalReason};
use super::row::{self, RowsRead};
use super::table::{Table, TableRow};
use super::totals;
use super::{Layout, Reading, RecognisedColumn, SheetLeftOut, SheetLeftOutReason, UnrecognisedColumn, doubles, formats};

/// How a county's files are read.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The layouts it knows.
    pub layouts: &'a [Layout],
    /// The county. Rows of the household register about a village of another one are left out; absent, none are.
    pub county: Option<RegionCode>,
    /// What was answered about columns before.
    pub answers: &'a ColumnAnswers,
    /// Threads over which a long file is divided; two halve the time of a county's register.
    pub threads: NonZeroUsize,
}

/// Headings of columns that only number the rows.
const NUMBERING: [&str; 5] = ["序号", "编号", "行号", "No", "No."];
/// First words of a row of totals.
const TOTALS: [&str; 4] = ["合计", "总计", "小计", "共计"];
/// First words of a row that is a note to the table.
const NOTES: [&str; 12] =
    ["注:", "注1", "备注:", "说明:", "填表说明", "填表人", "填报人", "制表人", "审核人", "负责人", "填表日期", "填报日期"];
/// Rows below which a thread of their own costs more than it saves.
const ROWS_OF_A_THREAD: usize = 4096;

/// Reads a file of any of the layouts, of whatever county and without answers: [`Reader::read`] with nothing else known.
pub fn read(bytes: &[u8], file_name: &str, layouts: &[Layout]) -> Result<Reading, FileRefusal> {
    Reader::new(layouts).read(bytes, file_name)
}

impl<'a> Reader<'a> {
    /// A reader of these layouts, of whatever county, without answers, on one thread.
    pub fn new(layouts: &'a [Layout]) -> Reader<'a> {
        static NONE: ColumnAnswers = ColumnAnswers::NONE;
        Reader { layouts, county: None, answers: &NONE, threads: NonZeroUsize::MIN }
    }

    /// Reads a file. Rows and complaints come in the order of the file, whatever the number of threads; a refusal means
    /// that nothing was read. `file_name` is for messages and as the last place where a month may stand.
    pub fn read(&self, bytes: &[u8], file_name: &str) -> Result<Reading, FileRefusal> {
        let mut reading = self.read_every_row(bytes, file_name)?;
        let rows = std::mem::take(&mut reading.rows);
        let households = &mut reading.households_of_rows_left_out;
        reading.rows = doubles::leave_out(rows, &reading.distinct_by, &mut reading.complaints, households);
        reading.complaints.sort_by_key(|complaint| (complaint.sheet, complaint.row, complaint.column, complaint.code));
        Ok(reading)
    }

    /// Reads a file as [`Reader::read`] does, but keeps all rows of a number, whether they state the same or not: for who
    /// looks for just these.
    pub fn read_every_row(&self, bytes: &[u8], file_name: &str) -> Result<Reading, FileRefusal> {
        let refused = |reason| FileRefusal { file_name: file_name.to_owned(), reason };
        let tables = formats::tables(bytes, self.threads).map_err(refused)?;
        let (layout, heads) = choose(&tables, self).map_err(refused)?;
        Ok(self.read_tables(layout, &tables, &heads, file_name))
    }

    fn read_tables(&self, layout: &Layout, tables: &[Table], heads: &Heads<'_>, file_name: &str) -> Reading {
        let mut reading = Reading {
            department: layout.number,
            layout_code: layout.code.clone(),
            basis: layout.basis,
            gives: layout.gives,
            answers_batches: layout.answers_batches(),
            distinct_by: layout.distinct_by.clone(),
            month: None,
            rows: Vec::new(),
            complaints: Vec::new(),
            households_of_rows_left_out: Vec::new(),
            rows_seen: 0,
            totals: Vec::new(),
            recognised: Vec::new(),
            unrecognised: Vec::new(),
            questions: Vec::new(),
            sheets_left_out: Vec::new(),
            rows_hidden: 0,
        };
        for (table, head) in tables.iter().zip(heads) {
            let left_out = |reason| SheetLeftOut { name: table.name.clone(), reason };
            match head {
                Some(head) => {
                    tell_columns(&mut reading, table, layout, head);
                    self.read_table(&mut reading, layout, table, head);
                }
                None if table.is_hidden => reading.sheets_left_out.push(left_out(SheetLeftOutReason::Hidden)),
                None if table.rows.is_empty() => {}
                None => reading.sheets_left_out.push(left_out(SheetLeftOutReason::NoHeadings)),
            }
        }
        let stated: Vec<Month> = heads.iter().flatten().filter_map(|head| head.month).collect();
        reading.month = match stated.as_slice() {
            [] => heading::one_month(std::iter::once(file_name.to_owned())),
            [month, others @ ..] => others.iter().all(|other| other == month).then_some(*month),
        };
        reading.complaints.sort_by_key(|complaint| (complaint.sheet, complaint.row, complaint.column, complaint.code));
        reading
    }

    fn read_table(&self, reading: &mut Reading, layout: &Layout, table: &Table, head: &Head<'_>) {
        let below = &table.rows[head.rows.min(table.rows.len())..];
        let checks = row::Checks::of(layout, self.county);
        let threads = self.threads.get().min(below.len() / ROWS_OF_A_THREAD).max(1);
        let (mine, others) = below.split_at(below.len().div_ceil(threads));
        // Those of the first part have room for all, so that they need not be moved when the others come behind them.
        let mut all = RowsRead::with_room(below.len());
        std::thread::scope(|scope| {
            let read = |rows: &[TableRow], read: &mut RowsRead| read_rows(table.sheet, rows, head, &checks, read);
            let begin = others.chunks(mine.len().max(1)).map(|rows| {
                scope.spawn(move || {
                    let mut part = RowsRead::with_room(rows.len());
                    read(rows, &mut part);
                    part
                })
            });
            let running: Vec<_> = begin.collect();
            read(mine, &mut all);
            for part in running {
                // A fault in a part is a fault of the whole, as it would be on one thread.
                all.append(part.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
            }
        });
        reading.rows_seen += all.rows_seen;
        reading.rows_hidden += all.rows_hidden;
        if reading.rows.is_empty() {
            reading.rows = all.rows
        } else {
            reading.rows.append(&mut all.rows)
        }
        reading.complaints.append(&mut all.complaints);
        reading.totals.append(&mut all.totals);
        let totals = reading.totals.iter().filter(|total| total.sheet == table.sheet);
        let differing = totals::check(below, head, totals, |row| matches!(kind_of(row, head), RowKind::Person));
        reading.complaints.extend(differing.map(|differing| differing.complaint(table.sheet)));
    }
}

/// The headings found in each table, `None` where they are not those of the layout.
type Heads<'a> = Vec<Option<Head<'a>>>;

/// The layout that the headings fit: of several the one of which more columns are there.
fn choose<'a>(tables: &[Table], reader: &Reader<'a>) -> Result<(&'a Layout, Heads<'a>), FileRefusalReason> {
    let heading_rows: Vec<HeadingRows> = tables.iter().map(HeadingRows::of).collect();
    let mut fitting: Vec<(usize, &Layout, Heads<'_>)> = Vec::new();
    let mut unfit = None;
    let mut missing: Vec<(&Layout, Option<(&Table, Closest<'_>)>)> = Vec::new();
    for layout in reader.layouts {
        let mut heads = Vec::new();
        let mut least: Option<(&Table, Closest<'_>)> = None;
        for (table, rows) in tables.iter().zip(&heading_rows) {
            if !is_of(layout, table) {
                heads.push(None);
                continue;
            }
            heads.push(match heading::find(table, rows, layout, reader.answers) {
                HeadSearch::Found(head) => Some(head),
                HeadSearch::Unfit(reason) => {
                    unfit = unfit.or(Some(reason));
                    None
                }
                HeadSearch::Missing(closest) => {
                    let closer = least.as_ref().is_none_or(|(_, least)| closest.missing.len() < least.missing.len());
                    least = if closer && !closest.missing.is_empty() { Some((table, closest)) } else { least };
                    None
                }
            });
        }
        match heads.iter().flatten().map(|head| head.columns.len()).max() {
            Some(columns) => fitting.push((columns, layout, heads)),
            None => missing.push((layout, least)),
        }
    }
    // Headings that are there but unfit are not passed over for another layout or sheet.
    if let Some(reason) = unfit {
        return Err(reason);
    }
    one_of(fitting, missing)
}

/// Whether a layout reads a sheet of this name. A text file has no sheets.
fn is_of(layout: &Layout, table: &Table) -> bool {
    layout.sheets.is_empty() || table.name.is_empty() || layout.sheets.iter().any(|name| squeeze(name) == squeeze(&table.name))
}

fn one_of<'a>(
    mut fitting: Vec<(usize, &'a Layout, Heads<'a>)>,
    missing: Vec<(&Layout, Option<(&Table, Closest<'_>)>)>,
) -> Result<(&'a Layout, Heads<'a>), FileRefusalReason> {
    fitting.sort_by_key(|(columns, layout, _)| (std::cmp::Reverse(*columns), layout.number));
    let names = fitting.iter().map(|(_, layout, _)| layout.name.clone()).collect();
    let mut fitting = fitting.into_iter();
    let Some((columns, layout, heads)) = fitting.next() else { return Err(without_layout(missing)) };
    for (other_columns, _, other_heads) in fitting {
        // A sheet that only the other layout can read would be lost without a word.
        let another_sheet = heads.iter().zip(&other_heads).any(|(head, other)| head.is_none() && other.is_some());
        if other_columns == columns || another_sheet {
            return Err(FileRefusalReason::SeveralLayouts { names });
        }
    }
    Ok((layout, heads))
}

/// Why a file is of no layout: where columns under other headings may be all that lacks, these are asked about.
fn without_layout(missing: Vec<(&Layout, Option<(&Table, Closest<'_>)>)>) -> FileRefusalReason {
    let headings = |closest: &Closest<'_>| closest.missing.iter().map(|column| column.heading.clone()).collect::<Vec<_>>();
    let near = missing.iter().filter_map(|(layout, closest)| Some((layout, closest.as_ref()?)));
    let asked = near.filter_map(|(layout, (table, closest))| {
        let questions = questions::of_missing(table, closest);
        (!questions.is_empty()).then_some((layout, closest, questions))
    });
    if let Some((layout, closest, questions)) = asked.max_by_key(|(_, closest, _)| (closest.taken.len(), closest.named)) {
        return FileRefusalReason::ColumnsUnclear { layout: layout.name.clone(), missing: headings(closest), questions };
    }
    let told = |(layout, closest): &(&Layout, Option<(&Table, Closest<'_>)>)| {
        (layout.name.clone(), closest.as_ref().map(|(_, closest)| headings(closest)).unwrap_or_default())
    };
    FileRefusalReason::NoHeadings { missing: missing.iter().map(told).collect() }
}

fn tell_columns(reading: &mut Reading, table: &Table, layout: &Layout, head: &Head<'_>) {
    let sheet = table.sheet;
    reading.recognised.extend(head.columns.iter().map(|column| RecognisedColumn {
        sheet,
        column: column.column,
        heading: column.heading.clone(),
        field: column.layout.field,
        unit: column.unit,
    }));
    let unknown = head.unrecognised.iter().filter(|heading| !NUMBERING.contains(&heading.text.as_str()));
    let told = unknown.map(|heading| UnrecognisedColumn { sheet, column: heading.column, heading: heading.text.clone() });
    reading.unrecognised.extend(told);
    reading.questions.extend(questions::of_unknown_headings(table, layout, head));
}

fn read_rows(sheet: u16, rows: &[TableRow], head: &Head<'_>, checks: &row::Checks, read: &mut RowsRead) {
    for row in rows {
        match kind_of(row, head) {
            RowKind::Total(label) => read.totals.push(totals::read(sheet, row, head, label)),
            RowKind::Nothing => {}
            RowKind::Person => {
                read.rows_seen += 1;
                read.rows_hidden += usize::from(row.is_hidden);
                row::read(sheet, row, head, checks, read);
            }
        }
    }
}

enum RowKind {
    Person,
    Total(String),
    /// A note, headings repeated on a new page, or only a number in the column of numbers.
    Nothing,
}

fn kind_of(row: &TableRow, head: &Head<'_>) -> RowKind {
    let cell = |column: &HeadColumn<'_>| row.cell(usize::from(column.column));
    let number = head.number.and_then(|place| head.columns.get(place)).and_then(|column| cell(column).text());
    if number.as_ref().is_some_and(|number| number.starts_with(|sign: char| sign.is_ascii_digit())) {
        return RowKind::Person;
    }
    if number.is_none() {
        let first = row.cells.iter().find_map(|cell| cell.text()).unwrap_or_default();
        if TOTALS.iter().any(|word| first.trim_matches(['(', ')', ':']).starts_with(word)) {
            return RowKind::Total(first.into_owned());
        }
        if NOTES.iter().any(|word| first.starts_with(word)) {
            return RowKind::Nothing;
        }
    }
    let repeats = |column: &&HeadColumn<'_>| cell(column).text().is_some_and(|text| text == column.heading);
    let is_empty = head.columns.iter().all(|column| cell(column).is_blank());
    // Two cells that say what stands in the head above them are no accident.
    if is_empty || head.columns.iter().filter(repeats).count() >= 2 { RowKind::Nothing } else { RowKind::Person }
}
