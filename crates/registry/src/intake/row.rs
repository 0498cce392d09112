//! One row of a table to the person it is about and the facts it states, with the checks inside a row.

use std::borrow::Cow;

use vocabulary::{AccountNumber, Coded, PhoneNumber, RegionCode, RegionLevel, Registration, Relation, Sex};

use super::cell::{self, CellComplaint, Read};
use super::complaint::{Complaint, ComplaintCode, Consequence, quoted};
use super::heading::{Head, HeadColumn};
use super::layout::{BlankMeans, Field, Gives, IdentityField, Layout};
use super::recent::Recent;
use super::table::{Cell, TableRow};
use super::{CellFact, RowIdentity, SourceRow, TotalRow, certificate};
use crate::{FactKind, FactValue};

/// What was read of some rows.
#[derive(Default)]
pub(super) struct RowsRead {
    pub rows: Vec<SourceRow>,
    pub complaints: Vec<Complaint>,
    pub totals: Vec<TotalRow>,
    pub rows_seen: usize,
    /// Those of them that the spreadsheet does not show.
    pub rows_hidden: usize,
    /// What texts were read as before.
    remembered: Remembered,
}

/// Columns that repeat few texts.
#[derive(Default)]
struct Remembered {
    sex: Recent<Sex>,
    relation: Recent<Relation>,
    registration: Recent<Registration>,
    village: Recent<RegionCode>,
}

impl RowsRead {
    /// Nothing yet, with room for so many rows.
    pub(super) fn with_room(rows: usize) -> RowsRead {
        RowsRead { rows: Vec::with_capacity(rows), ..RowsRead::default() }
    }

    /// Adds what was read of the rows behind these.
    pub(super) fn append(&mut self, mut behind: RowsRead) {
        self.rows.append(&mut behind.rows);
        self.complaints.append(&mut behind.complaints);
        self.totals.append(&mut behind.totals);
        self.rows_seen += behind.rows_seen;
        self.rows_hidden += behind.rows_hidden;
    }
}

/// What is checked inside every row of a layout.
pub(super) struct Checks {
    /// The county, where only its own people may be read.
    county: Option<RegionCode>,
    /// Kinds of which one says nothing without the other.
    pairs: Vec<(FactKind, FactKind, ComplaintCode)>,
}

impl Checks {
    pub(super) fn of(layout: &Layout, county: Option<RegionCode>) -> Checks {
        let all = [
            (FactKind::DisabilityKind, FactKind::DisabilityLevel, ComplaintCode::DisabilityIncomplete),
            (FactKind::ApplicationDay, FactKind::ApplicationKind, ComplaintCode::ApplicationIncomplete),
            (FactKind::Hardship, FactKind::HardshipDay, ComplaintCode::HardshipIncomplete),
        ];
        let has = |kind| layout.column(Field::Fact(kind)).is_some();
        let pairs = all.into_iter().filter(|(one, other, _)| has(*one) && has(*other)).collect();
        Checks { county: county.filter(|_| layout.gives == Gives::RegisterHouseholds), pairs }
    }

    fn is_elsewhere(&self, identity: &RowIdentity) -> bool {
        let outside = |village: RegionCode| self.county.is_some_and(|county| !county.contains(village));
        identity.village.is_some_and(outside)
    }
}

/// What is being read of one row.
struct RowReader<'a> {
    sheet: u16,
    row: &'a TableRow,
    identity: RowIdentity,
    facts: Vec<CellFact>,
    unstated: Vec<CellFact>,
    /// Column of sex and of birth, for complaints.
    sex_at: Option<u16>,
    birth_at: Option<u16>,
    /// 残疾人证号 as typed, with its column.
    certificate: Option<(String, u16)>,
    complaints: Vec<Complaint>,
    remembered: &'a mut Remembered,
}

/// Reads a row of persons; what it states and what is wrong with it are added to what was read.
pub(super) fn read(sheet: u16, row: &TableRow, head: &Head<'_>, checks: &Checks, read: &mut RowsRead) {
    let mut reader = RowReader {
        sheet,
        row,
        identity: RowIdentity::default(),
        // A row states about as much as the one before.
        facts: Vec::with_capacity(read.rows.last().map_or(0, |row| row.facts.len())),
        unstated: Vec::new(),
        sex_at: None,
        birth_at: None,
        certificate: None,
        complaints: Vec::new(),
        remembered: &mut read.remembered,
    };
    for column in &head.columns {
        let cell = match column.layout.field {
            Field::Identity(field) => reader.identity_cell(field, column),
            Field::Fact(kind) => reader.fact_cell(kind, column),
        };
        if let Err(fault) = cell {
            if let Field::Fact(kind) = column.layout.field {
                reader.unstated.push(CellFact { kind, value: FactValue::UNREADABLE, column: column.column });
            }
            reader.complain(column, fault);
        }
    }
    if reader.identity.name.is_none() && reader.identity.citizen_id.is_none() {
        // What else is wrong with such a row matters only where its number can be corrected.
        reader.complaints.retain(|complaint| complaint.code < ComplaintCode::NumberBlank);
        reader.row_complaint(ComplaintCode::NobodyNamed, None, "本行没有可用的姓名和号码。", Consequence::RowLeftOut);
        read.complaints.append(&mut reader.complaints);
        return;
    }
    if checks.is_elsewhere(&reader.identity) {
        // Nothing of a person of another county is kept, not even what is wrong with the row.
        reader.complaints.clear();
        let what = "村（居）代码不属于本县。";
        reader.row_complaint(ComplaintCode::OtherCounty, None, what, Consequence::RowLeftOut);
        read.complaints.append(&mut reader.complaints);
        return;
    }
    reader.facts.sort_by_key(|fact| fact.kind);
    reader.check_against_number();
    reader.check_certificate();
    reader.check_pairs(&checks.pairs);
    reader.check_months();
    read.complaints.append(&mut reader.complaints);
    let RowReader { identity, facts, unstated, .. } = reader;
    read.rows.push(SourceRow { sheet, row: row.number, identity, facts, unstated });
}

impl RowReader<'_> {
    fn identity_cell(&mut self, field: IdentityField, column: &HeadColumn<'_>) -> Result<(), CellComplaint> {
        let cell = self.row.cell(usize::from(column.column));
        let at = column.column;
        let is_blank = match field {
            IdentityField::CitizenId => {
                self.identity.citizen_id = cell::citizen_id(cell)?.map(|number| (number, at));
                self.identity.citizen_id.is_none()
            }
            IdentityField::Name => put(&mut self.identity.name, cell::name(cell)?),
            IdentityField::Sex => {
                self.sex_at = Some(at);
                put(&mut self.identity.sex, of_set(cell, &mut self.remembered.sex, Sex::parse)?)
            }
            IdentityField::Birth => {
                self.birth_at = Some(at);
                put(&mut self.identity.birth, cell::day(cell)?)
            }
            IdentityField::Relation => {
                put(&mut self.identity.relation, of_set(cell, &mut self.remembered.relation, Relation::parse)?)
            }
            IdentityField::Registration => {
                put(&mut self.identity.registration, of_set(cell, &mut self.remembered.registration, Registration::parse)?)
            }
            IdentityField::Village => put(&mut self.identity.village, repeated(cell, &mut self.remembered.village, village)?),
            IdentityField::VillageName => put(&mut self.identity.village_name, cell::shared_text(cell)?.map(Cow::into_owned)),
            IdentityField::HouseholdNumber => {
                put(&mut self.identity.household_number, cell::shared_text(cell)?.map(Cow::into_owned))
            }
            IdentityField::Phone => put(&mut self.identity.phone, contact(cell, |text| PhoneNumber::parse(text).ok())?),
            IdentityField::Account => put(&mut self.identity.account, contact(cell, |text| AccountNumber::parse(text).ok())?),
            IdentityField::QueryBatch => put(&mut self.identity.query_batch, cell::shared_text(cell)?.map(Cow::into_owned)),
            IdentityField::CertificateNumber => {
                let typed = cell::long_number(cell)?;
                self.certificate = typed.map(|typed| (typed.into_owned(), at));
                self.certificate.is_none()
            }
        };
        if is_blank && column.layout.blank == BlankMeans::Complaint {
            return Err(CellComplaint { code: blank_code(field), what: "为空。".to_owned() });
        }
        Ok(())
    }

    fn fact_cell(&mut self, kind: FactKind, column: &HeadColumn<'_>) -> Result<(), CellComplaint> {
        let cell = self.row.cell(usize::from(column.column));
        let stated = match cell {
            Cell::Continued(text) if column.layout.shared => cell::fact(kind, column.unit, &Cell::of_text(text))?,
            Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Day(_) | Cell::Fault | Cell::Continued(_) => {
                cell::fact(kind, column.unit, cell)?
            }
        };
        let value = match (stated, column.layout.blank) {
            (Some(value), _) => value,
            (None, BlankMeans::Zero) => FactValue(0),
            (None, BlankMeans::Silent) => return Ok(()),
            (None, BlankMeans::Absent) => {
                self.unstated.push(CellFact { kind, value: FactValue::EMPTY, column: column.column });
                return Ok(());
            }
            (None, BlankMeans::Complaint) => {
                return Err(CellComplaint { code: ComplaintCode::Blank, what: "为空，空白不等于零。".to_owned() });
            }
        };
        self.facts.push(CellFact { kind, value, column: column.column });
        Ok(())
    }

    fn complain(&mut self, column: &HeadColumn<'_>, fault: CellComplaint) {
        let is_number_or_name = matches!(column.layout.field, Field::Identity(IdentityField::CitizenId | IdentityField::Name));
        let kept = if is_number_or_name { Consequence::ClueOnly } else { Consequence::CellLeftOut };
        let what = format!("“{}”{}", column.heading, fault.what);
        self.row_complaint(fault.code, Some(column.column), what, kept);
    }

    fn row_complaint(&mut self, code: ComplaintCode, column: Option<u16>, what: impl Into<String>, kept: Consequence) {
        self.complaints.push(Complaint::new(self.sheet, self.row.number, column, code, what, kept));
    }

    fn check_against_number(&mut self) {
        let Some((number, _)) = self.identity.citizen_id else { return };
        if let Some(sex) = self.identity.sex.filter(|sex| *sex != number.sex()) {
            let what = format!("性别“{}”与公民身份号码不一致。", sex.label());
            self.row_complaint(ComplaintCode::SexDiffers, self.sex_at, what, Consequence::NumberCounts);
        }
        if self.identity.birth.is_some_and(|birth| birth != number.birth()) {
            let what = "出生日期与公民身份号码不一致。";
            self.row_complaint(ComplaintCode::BirthDiffers, self.birth_at, what, Consequence::NumberCounts);
        }
    }

    /// Half a pair would join with the other half of an older file, so it is left out.
    fn check_pairs(&mut self, pairs: &[(FactKind, FactKind, ComplaintCode)]) {
        for (one, other, code) in pairs {
            for (there, lacking) in [(*one, *other), (*other, *one)] {
                let Some(alone) = self.facts.iter().position(|fact| fact.kind == there) else { continue };
                if self.facts.iter().any(|fact| fact.kind == lacking) {
                    continue;
                }
                let fact = self.facts.remove(alone);
                self.unstated.retain(|cell| cell.kind != lacking);
                self.unstated.push(CellFact { value: FactValue::UNREADABLE, ..fact });
                self.unstated.push(CellFact { kind: lacking, value: FactValue::UNREADABLE, column: fact.column });
                let what = format!("有“{}”而没有可用的“{}”。", there.label(), lacking.label());
                self.row_complaint(*code, Some(fact.column), what, Consequence::CellLeftOut);
            }
        }
    }

    /// A certificate's number repeats number, kind and level. Where it says otherwise, nobody knows which is right: what the
    /// row says of the disability is not taken, and of another person's certificate not even whose it is.
    fn check_certificate(&mut self) {
        let Some((typed, column)) = self.certificate.take() else { return };
        let stated = |kind| self.facts.iter().find(move |fact: &&CellFact| fact.kind == kind).map(|fact| fact.value);
        let of_row = certificate::OfRow {
            number: self.identity.citizen_id.map(|(number, _)| number),
            kind: stated(FactKind::DisabilityKind).and_then(FactValue::as_code),
            level: stated(FactKind::DisabilityLevel).and_then(FactValue::as_code),
        };
        let Some(difference) = certificate::difference(&typed, &of_row) else { return };
        let kept = if difference == certificate::Difference::Person {
            self.identity.citizen_id = None;
            Consequence::ClueOnly
        } else {
            Consequence::FactsLeftOut
        };
        let facts = std::mem::take(&mut self.facts);
        let unread = facts.iter().filter(|fact| fact.kind.is_none_unless_stated());
        self.unstated.extend(unread.map(|fact| CellFact { value: FactValue::UNREADABLE, ..*fact }));
        self.row_complaint(ComplaintCode::CertificateDiffers, Some(column), difference.sentence(), kept);
    }

    fn check_months(&mut self) {
        let stated = |kind| self.facts.iter().find(move |fact| fact.kind == kind);
        let Some(wages) = stated(FactKind::WageIncome).filter(|wages| wages.value.0 > 0) else { return };
        let is_told = self.complaints.iter().any(|complaint| complaint.code == ComplaintCode::MonthsBeyondYear);
        if stated(FactKind::WageMonths).is_none() && !is_told {
            let column = Some(wages.column);
            let what = "有工资性收入而没有可用的务工月数。";
            self.row_complaint(ComplaintCode::MonthsMissing, column, what, Consequence::Kept);
        }
    }
}

/// Puts a value into its place; the answer is whether the cell was blank.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    *place = value;
    place.is_none()
}

fn blank_code(field: IdentityField) -> ComplaintCode {
    match field {
        IdentityField::CitizenId => ComplaintCode::NumberBlank,
        IdentityField::Name => ComplaintCode::NameBlank,
        IdentityField::Sex
        | IdentityField::Birth
        | IdentityField::Relation
        | IdentityField::Registration
        | IdentityField::Village
        | IdentityField::VillageName
        | IdentityField::HouseholdNumber
        | IdentityField::Phone
        | IdentityField::QueryBatch
        | IdentityField::CertificateNumber
        | IdentityField::Account => ComplaintCode::Blank,
    }
}

/// A value of a column that repeats few texts.
fn repeated<T: Copy>(cell: &Cell, recent: &mut Recent<T>, read: impl Fn(&Cell) -> Read<T>) -> Read<T> {
    let Cell::Text(text) = cell else { return read(cell) };
    if let Some(known) = recent.find(text) {
        return Ok(Some(known));
    }
    let value = read(cell)?;
    if let Some(value) = value {
        recent.remember(text, value);
    }
    Ok(value)
}

fn of_set<T: Copy>(cell: &Cell, recent: &mut Recent<T>, parse: impl Fn(&str) -> Option<T>) -> Read<T> {
    repeated(cell, recent, |cell| one_of_set(cell, &parse))
}

fn one_of_set<T>(cell: &Cell, parse: impl Fn(&str) -> Option<T>) -> Read<T> {
    let Some(typed) = cell::shared_text(cell)? else { return Ok(None) };
    match parse(&typed) {
        Some(value) => Ok(Some(value)),
        None => Err(CellComplaint {
            code: ComplaintCode::NotInCodeSet, what: format!("填的是{}，不在选项内。", quoted(&typed))
        }),
    }
}

fn village(cell: &Cell) -> Read<RegionCode> {
    let Some(typed) = cell::shared_text(cell)? else { return Ok(None) };
    match RegionCode::parse(&typed).ok().filter(|code| code.level() == RegionLevel::Village) {
        Some(code) => Ok(Some(code)),
        None => Err(CellComplaint {
            code: ComplaintCode::NotAVillage,
            what: format!("填的是{}，不是村（居）代码。", quoted(&typed)),
        }),
    }
}

/// A number by which a person is reached or paid. What was typed is never repeated.
fn contact<T>(cell: &Cell, parse: impl Fn(&str) -> Option<T>) -> Read<T> {
    let Some(typed) = cell::long_number(cell)? else { return Ok(None) };
    match parse(&typed) {
        Some(number) => Ok(Some(number)),
        None => {
            Err(CellComplaint { code: ComplaintCode::NotANumberOfContact, what: "的号码位数或字符不对。".to_owned() })
        }
    }
}
