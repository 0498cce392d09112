//! Figures with the rows they count, relations between them, and report contents as values.
//!
//! Holds: a figure is a definition and the rows it counts; a report prints nothing that is not a figure or a sentence.
//! Absent on purpose: the database, document formats, deciding anything.

mod catalogue;
pub mod checking;
mod figure;
mod relation;
mod report;

pub use catalogue::{CATALOGUE, Counts, DecisionSort, FigureCode, FigureDefinition, FigureUnit, definition};
pub use figure::{Figure, FigureInputs, FigureRow, FigureValue, PaidLine, RowRecord, UnknownFigure, compute, compute_all};
pub use relation::{ClassRates, RelationResult, Verdict, check_relations, relations};
pub use report::{
    Block, MonthlyInputs, ReportContent, ReportHead, ReportRefusal, Section, Span, TownshipFigures, monthly_report,
};
