//! How a department's file is laid out: data in `departments/*.toml`, one file for each source.
//!
//! Holds: the layout as read, with its faults told. Absent on purpose: any file of a department itself.

use std::collections::HashMap;

use serde::Deserialize;
use vocabulary::{MoneyUnit, squeeze};

use crate::{FactKind, FactShape, MoneyPeriod};

/// One source's layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Number of the department in columns: never changed, never used again.
    pub number: i16,
    /// Code, the name of the file in `departments/`.
    pub code: String,
    /// Chinese name, for screens and messages.
    pub name: String,
    /// Whether the department pushes the list or answers a query.
    pub kind: LayoutKind,
    /// On what lawful basis rows of it may be kept.
    pub basis: LawfulBasis,
    /// What is recorded from it.
    pub gives: Gives,
    /// Where sources state the same kind of fact differently, the one with the lowest rank is used; all are kept.
    pub rank: i16,
    /// Whether it states findings that correct other sources: they hold until such a source states something anew (RG-03).
    pub corrects: bool,
    /// Names of the sheets that are read; all visible ones where it is empty.
    pub sheets: Vec<String>,
    /// Headings that such files have and that are not kept, so that nobody is asked about them.
    pub ignored: Vec<String>,
    /// The kind that tells several rows of one person apart (a row for each purpose of payment); without it a person has one.
    pub distinct_by: Vec<FactKind>,
    /// The columns.
    pub columns: Vec<LayoutColumn>,
    /// Places in `columns` by heading as headings of a file are compared: in half width, without spaces.
    by_heading: HashMap<String, usize>,
}

/// How a file comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayoutKind {
    /// A list that the department may push of its own.
    Pushed,
    /// An answer about families that were asked for.
    Answer,
}

/// What makes it lawful to keep a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LawfulBasis {
    /// The list itself may be pushed: every row is kept.
    PushedList,
    /// Only rows of a register household that signed the authorisation to be checked (核对授权书) are kept.
    FamilyAuthorisation,
}

/// What is recorded from a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gives {
    /// Facts about persons that are known already.
    #[default]
    Facts,
    /// Also the persons themselves and their register households: the household register alone.
    RegisterHouseholds,
    /// Also the monitored households of known persons.
    MonitoredHouseholds,
    /// The roll at the opening of this system: facts of known persons and, where rows bear a unit's number, their assistance
    /// units. Awards are not made from it.
    OpeningRoll,
}

/// One column of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutColumn {
    /// What the cells state.
    pub field: Field,
    /// Heading as the form prints it, without a unit.
    pub heading: String,
    /// Other headings in use.
    pub synonyms: Vec<String>,
    /// Unit and period of its money where the file itself names none; absent where it is no money.
    pub unit: Option<ColumnUnit>,
    /// Whether a file without this column is refused.
    pub required: bool,
    /// What a blank cell means.
    pub blank: BlankMeans,
    /// Whether a cell merged over the rows of a household is said of all of them.
    pub shared: bool,
    /// Rank of what this column states, where it is not that of the layout.
    pub rank: Option<i16>,
    /// A note for who fills in the form.
    pub note: Option<String>,
}

/// What the cells of a column state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Who the row is about.
    Identity(IdentityField),
    /// A fact about them.
    Fact(FactKind),
}

/// The fields that say who a row is about and how to reach them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityField {
    /// 公民身份号码.
    CitizenId,
    /// 姓名.
    Name,
    /// 性别.
    Sex,
    /// 出生日期.
    Birth,
    /// 与户主关系.
    Relation,
    /// 户口性质.
    Registration,
    /// 村（居）代码.
    Village,
    /// 村（居）名称.
    VillageName,
    /// 户号.
    HouseholdNumber,
    /// 手机号码.
    Phone,
    /// 一卡通账号.
    Account,
    /// 核对批次号: which query of ours an answer belongs to.
    QueryBatch,
    /// 残疾人证号: identity number, kind and level of the disability. It is compared with the row and not kept.
    CertificateNumber,
}

/// Unit of a column's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnUnit {
    /// Yuan or ten thousand yuan.
    pub money: MoneyUnit,
    /// A year or a month; absent where the money is a stock (货币财产).
    pub period: Option<Period>,
}

/// For how long an amount is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// 每年. Facts of income are kept a year.
    Year,
    /// 每月: twelve times it is kept.
    Month,
}

/// What a blank cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankMeans {
    /// Something is missing: a complaint, and no fact.
    Complaint,
    /// There is nothing to state, and what was stated before no longer stands: no fact and no complaint.
    Absent,
    /// The row says nothing of it, as in a form where only changes are filled in: what was stated before stands.
    Silent,
    /// Zero. Only where the form itself says so.
    Zero,
}

/// Why a layout cannot be used. Told to who writes layouts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayoutFault {
    /// It is not TOML of this shape.
    #[error("departments/{file}: {reason}")]
    Shape {
        /// The file.
        file: String,
        /// What the reader of TOML says.
        reason: String,
    },
    /// A field code that is neither of an identity nor of a fact.
    #[error("departments/{file}: no field has the code {field}")]
    UnknownField {
        /// The file.
        file: String,
        /// The code.
        field: String,
    },
    /// Unit or period are given where they make no sense, or missing where they are needed.
    #[error("departments/{file}: {field}: unit and period do not fit the field")]
    Unit {
        /// The file.
        file: String,
        /// The code of the field.
        field: String,
    },
    /// `blank = "zero"` for what is neither money nor a count.
    #[error("departments/{file}: {field}: a blank of this field cannot be zero")]
    BlankZero {
        /// The file.
        file: String,
        /// The code of the field.
        field: String,
    },
    /// Two columns share a heading or a field.
    #[error("departments/{file}: {what} stands twice")]
    Twice {
        /// The file.
        file: String,
        /// The heading or field.
        what: String,
    },
    /// Name and number are the least that a list of persons has.
    #[error("departments/{file}: columns for name and citizen_id are needed")]
    NobodyNamed {
        /// The file.
        file: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    number: i16,
    code: String,
    name: String,
    kind: LayoutKind,
    needs_authorisation: bool,
    #[serde(default)]
    gives: Gives,
    rank: i16,
    #[serde(default)]
    corrects: bool,
    #[serde(default)]
    sheets: Vec<String>,
    #[serde(default)]
    ignored: Vec<String>,
    #[serde(default)]
    distinct_by: Vec<String>,
    columns: Vec<ColumnFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnFile {
    field: String,
    heading: String,
    #[serde(default)]
    synonyms: Vec<String>,
    unit: Option<UnitFile>,
    period: Option<Period>,
    required: bool,
    blank: BlankMeans,
    #[serde(default)]
    shared: bool,
    rank: Option<i16>,
    note: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum UnitFile {
    Yuan,
    WanYuan,
}

impl IdentityField {
    const TABLE: [(IdentityField, &'static str); 13] = [
        (IdentityField::CitizenId, "citizen_id"),
        (IdentityField::Name, "name"),
        (IdentityField::Sex, "sex"),
        (IdentityField::Birth, "birth"),
        (IdentityField::Relation, "relation"),
        (IdentityField::Registration, "registration"),
        (IdentityField::Village, "village"),
        (IdentityField::VillageName, "village_name"),
        (IdentityField::HouseholdNumber, "household_number"),
        (IdentityField::Phone, "phone"),
        (IdentityField::Account, "account"),
        (IdentityField::QueryBatch, "query_batch"),
        (IdentityField::CertificateNumber, "certificate_number"),
    ];
}

impl Field {
    /// The field with this code in layouts.
    pub fn from_code(code: &str) -> Option<Field> {
        let identity = IdentityField::TABLE.iter().find(|row| row.1 == code).map(|row| Field::Identity(row.0));
        identity.or_else(|| FactKind::from_code(code).map(Field::Fact))
    }

    /// Code in layouts.
    pub fn code(self) -> &'static str {
        match self {
            Field::Identity(field) => IdentityField::TABLE
                .iter()
                .find(|row| row.0 == field)
                .map(|row| row.1)
                .expect("every identity field stands in the table"),
            Field::Fact(kind) => kind.code(),
        }
    }

    fn is_money(self) -> bool {
        matches!(self, Field::Fact(kind) if kind.shape() == FactShape::Money)
    }

    /// Money that is kept a year: its column states a period.
    fn is_yearly(self) -> bool {
        matches!(self, Field::Fact(kind) if kind.money_period() == Some(MoneyPeriod::Year))
    }

    fn may_be_zero(self) -> bool {
        self.is_money() || matches!(self, Field::Fact(kind) if kind.shape() == FactShape::Count)
    }
}

impl LayoutColumn {
    /// Its heading and synonyms, without spaces and in half width, as headings of a file are compared.
    fn headings(&self) -> impl Iterator<Item = String> + '_ {
        std::iter::once(&self.heading).chain(&self.synonyms).map(|heading| squeeze(heading))
    }
}

impl Layout {
    /// Reads the text of a layout; `file` is its name, for messages.
    pub fn parse(file: &str, text: &str) -> Result<Layout, LayoutFault> {
        let read: LayoutFile =
            toml::from_str(text).map_err(|fault| LayoutFault::Shape { file: file.to_owned(), reason: fault.to_string() })?;
        let columns: Vec<LayoutColumn> =
            read.columns.into_iter().map(|column| column_of(file, column)).collect::<Result<_, _>>()?;
        refuse_doubles(file, &columns, &read.ignored)?;
        let has = |field| columns.iter().any(|column| column.field == Field::Identity(field));
        if !has(IdentityField::CitizenId) || !has(IdentityField::Name) {
            return Err(LayoutFault::NobodyNamed { file: file.to_owned() });
        }
        let unknown = |field: String| LayoutFault::UnknownField { file: file.to_owned(), field };
        let kind = |code: String| FactKind::from_code(&code).ok_or_else(|| unknown(code));
        let distinct_by = read.distinct_by.into_iter().map(kind).collect::<Result<_, _>>()?;
        let headings = columns.iter().enumerate().flat_map(|(place, column)| column.headings().map(move |known| (known, place)));
        let by_heading = headings.collect();
        Ok(Layout {
            number: read.number,
            code: read.code,
            name: read.name,
            kind: read.kind,
            basis: if read.needs_authorisation { LawfulBasis::FamilyAuthorisation } else { LawfulBasis::PushedList },
            gives: read.gives,
            rank: read.rank,
            corrects: read.corrects,
            sheets: read.sheets,
            ignored: read.ignored.iter().map(|heading| squeeze(heading)).collect(),
            distinct_by,
            by_heading,
            columns,
        })
    }

    /// The column that a heading names; the heading is in half width, without spaces, unit and marks of form.
    pub(super) fn named(&self, heading: &str) -> Option<&LayoutColumn> {
        self.by_heading.get(heading).map(|place| &self.columns[*place])
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&LayoutColumn> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// Whether its files answer query batches of ours.
    pub fn answers_batches(&self) -> bool {
        self.column(Field::Identity(IdentityField::QueryBatch)).is_some()
    }

    /// Headings without which a file is refused.
    pub fn required_headings(&self) -> Vec<&str> {
        self.columns.iter().filter(|column| column.required).map(|column| column.heading.as_str()).collect()
    }
}

fn column_of(file: &str, column: ColumnFile) -> Result<LayoutColumn, LayoutFault> {
    let file = file.to_owned();
    let Some(field) = Field::from_code(&column.field) else {
        return Err(LayoutFault::UnknownField { file, field: column.field });
    };
    if column.unit.is_some() != field.is_money() || column.period.is_some() != field.is_yearly() {
        return Err(LayoutFault::Unit { file, field: column.field });
    }
    if column.blank == BlankMeans::Zero && !field.may_be_zero() {
        return Err(LayoutFault::BlankZero { file, field: column.field });
    }
    let unit = column.unit.map(|unit| ColumnUnit {
        money: match unit {
            UnitFile::Yuan => MoneyUnit::Yuan,
            UnitFile::WanYuan => MoneyUnit::WanYuan,
        },
        period: column.period,
    });
    Ok(LayoutColumn {
        field,
        heading: column.heading,
        synonyms: column.synonyms,
        unit,
        required: column.required,
        blank: column.blank,
        shared: column.shared,
        rank: column.rank,
        note: column.note,
    })
}

fn refuse_doubles(file: &str, columns: &[LayoutColumn], ignored: &[String]) -> Result<(), LayoutFault> {
    let mut seen = std::collections::HashSet::new();
    let said = columns.iter().map(|column| column.field.code().to_owned()).chain(columns.iter().flat_map(LayoutColumn::headings));
    let said = said.chain(ignored.iter().map(|heading| squeeze(heading)));
    for what in said {
        if !seen.insert(what.clone()) {
            return Err(LayoutFault::Twice { file: file.to_owned(), what });
        }
    }
    Ok(())
}

/// The layouts of one file name each.
macro_rules! embedded {
    ($($code:literal),+ $(,)?) => {
        &[$((concat!($code, ".toml"), include_str!(concat!("../../../../departments/", $code, ".toml")))),+]
    };
}

const EMBEDDED: &[(&str, &str)] = embedded![
    "household_register",
    "village_report",
    "deaths",
    "disability_certificates",
    "medical_costs",
    "monitored_households",
    "enrolment",
    "vehicles",
    "real_estate",
    "businesses",
    "public_payroll",
    "social_insurance",
    "bank_balances",
    "visit_forms",
    "village_events",
    "relief_applications",
    "programme_applications",
    "children_parents",
    "care_assessments",
    "dibao_roll",
    "tekun_roll",
    "children_roll",
    "subsidies_roll",
    "bank_results",
];

/// The layouts that come with the product, by number.
pub fn embedded_layouts() -> Vec<Layout> {
    let parse = |(file, text): &(&str, &str)| Layout::parse(file, text).expect("a test reads every layout of the product");
    EMBEDDED.iter().map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "number = 9\ncode = \"x\"\nname = \"样例\"\nkind = \"pushed\"\nneeds_authorisation = false\nrank = 20\n";

    fn check(columns: &[&str], expected: &str) {
        let text = columns.iter().fold(LEAST.to_owned(), |text, column| format!("{text}[[columns]]\n{column}\n"));
        let got = Layout::parse("x.toml", &text).map_or_else(|fault| fault.to_string(), |_| "read".to_owned());
        assert!(got.contains(expected), "{got}");
    }

    const NAME: &str = "field = \"name\"\nheading = \"姓名\"\nrequired = true\nblank = \"complaint\"";
    const NUMBER: &str = "field = \"citizen_id\"\nheading = \"身份证号\"\nrequired = true\nblank = \"complaint\"";

    #[test]
    fn the_layouts_that_come_with_the_product_are_read_and_have_their_own_numbers() {
        let layouts = embedded_layouts();
        let numbers: Vec<i16> = layouts.iter().map(|layout| layout.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25]);
        for (layout, (file, _)) in layouts.iter().zip(EMBEDDED) {
            assert_eq!(format!("{}.toml", layout.code), *file);
            assert!(layout.columns.iter().any(|column| column.required), "{file}");
        }
        assert_eq!((layouts[0].gives, layouts[1].gives), (Gives::RegisterHouseholds, Gives::Facts));
        assert_eq!((layouts[0].columns.len(), layouts[1].columns.len()), (12, 34));
    }

    #[test]
    fn an_answer_needs_the_familys_authorisation_and_names_the_query_it_answers() {
        for layout in embedded_layouts() {
            let asks = layout.basis == LawfulBasis::FamilyAuthorisation;
            assert_eq!(asks, layout.kind == LayoutKind::Answer, "{}", layout.code);
            // The village report brings the signature itself, and families report of their own.
            let names = |field| layout.columns.iter().any(|column| column.field == Field::Identity(field) && column.required);
            assert_eq!(names(IdentityField::QueryBatch), asks && layout.number != 2, "{}", layout.code);
            assert!(!asks || names(IdentityField::HouseholdNumber), "{}", layout.code);
        }
    }

    #[test]
    fn no_two_sources_of_a_kind_of_fact_have_the_same_rank() {
        let mut ranks = std::collections::HashMap::new();
        for layout in embedded_layouts() {
            for column in &layout.columns {
                let Field::Fact(kind) = column.field else { continue };
                let other = ranks.insert((kind, column.rank.unwrap_or(layout.rank)), layout.code.clone());
                assert_eq!(other, None, "{} and {}", kind.code(), layout.code);
            }
        }
    }

    #[test]
    fn a_form_that_states_only_changes_takes_nothing_back() {
        let layouts = embedded_layouts();
        let visit = layouts.iter().find(|layout| layout.number == 14).expect("the visit form");
        for column in
            visit.columns.iter().filter(|column| matches!(column.field, Field::Fact(kind) if kind != FactKind::VisitDay))
        {
            assert_eq!(column.blank, BlankMeans::Silent, "{}", column.heading);
        }
    }

    #[test]
    fn every_field_reads_back_from_its_code() {
        for (field, code) in IdentityField::TABLE {
            assert_eq!(Field::from_code(code), Some(Field::Identity(field)));
            assert_eq!(Field::Identity(field).code(), code);
        }
        assert_eq!(Field::from_code("death"), Some(Field::Fact(FactKind::Death)));
    }

    #[test]
    fn a_faulty_layout_is_refused_with_its_reason() {
        check(&[NAME, NUMBER], "read");
        check(&[NAME], "columns for name and citizen_id are needed");
        check(&[NAME, NUMBER, NAME], "stands twice");
        check(&["field = \"income\"\nheading = \"收入\"\nrequired = true\nblank = \"absent\""], "no field has the code income");
        let wage = "field = \"wage_income\"\nheading = \"工资\"\nrequired = true\nblank = \"complaint\"";
        check(&[NAME, NUMBER, wage], "unit and period do not fit");
        check(&[NAME, NUMBER, &format!("{wage}\nunit = \"yuan\"\nperiod = \"month\"")], "read");
        let cash = "field = \"cash_assets\"\nheading = \"存款\"\nrequired = true\nblank = \"zero\"\nunit = \"yuan\"";
        check(&[NAME, NUMBER, cash], "read");
        check(&[NAME, NUMBER, &format!("{cash}\nperiod = \"year\"")], "unit and period do not fit");
        let death = "field = \"death\"\nheading = \"死亡日期\"\nrequired = false\nblank = \"zero\"";
        check(&[NAME, NUMBER, death], "cannot be zero");
        check(&["colour = \"red\""], "departments/x.toml");
    }
}
