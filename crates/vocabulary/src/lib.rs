//! The words every other crate speaks.
//!
//! A value of these types is right by construction: it is parsed once, at the edge, and never checked again.
//! Holds: numbers of persons and regions, money, days and months, the working-day calendar, typed ids, sources.
//! Absent on purpose: the clock, randomness, files, any rule of law, any serialisation format.

mod account;
mod calendar;
mod citizen_id;
mod codes;
mod date;
mod fen;
mod ids;
mod list_codes;
mod region;
mod source;
mod text;

pub use account::{AccountFault, AccountNumber, PhoneNumber};
pub use calendar::{CalendarFault, WorkingCalendar};
pub use citizen_id::{CitizenId, CitizenIdFault, Sex};
pub use codes::{
    ApplicationKind, Coded, DibaoClass, Disability, DisabilityKind, DisabilityLevel, Employment, LabourCapacity, Programme,
    Registration, Relation, Schooling, Whereabouts,
};
pub use date::{Date, DateFault, DateRange, Month};
pub use fen::{Fen, FenFault, MoneyUnit, Ratio};
pub use ids::{
    AwardId, BatchId, CaseId, DecisionId, DeterminationId, FactId, FileId, GapId, HouseholdId, Id, IdFault, JobId, LineId,
    MembershipId, OfficialId, PersonId, PostingId, Sequence, kinds,
};
pub use list_codes::{
    CareMode, CertificateStatus, ChildScheme, HardshipKind, MonitoredGroup, ParentCondition, PaymentPurpose, PaymentResult,
    ReliefKind, ReliefReason, SelfCare, Supporters,
};
pub use region::{RegionCode, RegionFault, RegionLevel};
pub use source::{CellRef, Source};
pub use text::{half_width, squeeze, squeezed};
