//! The law as dated values and traced functions.
//!
//! Values (amounts, lines, ratios, ages, limits, deadlines) stand in `policy/*.toml` with region, days, unit and source;
//! the event's date picks them. Formulas are functions named as the question the law asks. There is one generic code
//! path; the [`Recorder`]'s type decides whether a trace is kept.
//! Absent on purpose: files, clocks, persons' names, the database, what has been decided or paid.

mod ages;
mod bounds;
pub mod children;
mod conclusion;
pub mod deadlines;
pub mod dibao;
pub mod disability;
mod embedded;
mod inputs;
mod known;
pub mod low_income;
pub mod preview;
pub mod price_supplement;
mod programme_values;
pub mod relief;
pub mod render;
mod rule;
pub mod stacking;
pub mod tekun;
mod trace;
mod values;

pub use ages::AwardStage;
pub use bounds::{Answer, ExactMoney, MoneyWithin};
pub use conclusion::Conclusion;
pub use embedded::{embedded, model_county, working_days};
pub use known::{Known, Missing};
pub use programme_values::NoRuleVersion;
pub use rule::{Rule, RuleId};
pub use trace::{Input, InputValue, NoTrace, Recorder, Step, StepAnswer, Trace};
pub use values::{
    Amount, DatedValue, Key, PolicyBook, PolicyFault, Shape, Unknown, UsedValue, UsedValueFault, ValueInForce, ValueKey,
    ValueUnit,
};
