//! The policy files this system comes with.

/// The law as data: names and TOML texts in the order in which they lie over each other, country first, the model
/// county's assumptions last. A county takes the first and lays its own file over it.
pub fn embedded() -> &'static [(&'static str, &'static str)] {
    &[
        ("dibao.toml", include_str!("../../../policy/dibao.toml")),
        ("model-county.toml", include_str!("../../../policy/model-county.toml")),
    ]
}

/// The State Council's holidays and make-up working days (`date,off|work,reason`), for
/// [`vocabulary::WorkingCalendar::parse`].
pub fn working_days() -> &'static str {
    include_str!("../../../policy/working_days.csv")
}
