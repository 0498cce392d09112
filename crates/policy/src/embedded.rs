//! The policy files this system comes with.

/// The law as data: names and TOML texts in the order in which they lie over each other. A county lays its own over them.
pub fn embedded() -> &'static [(&'static str, &'static str)] {
    &[
        ("dibao.toml", include_str!("../../../policy/dibao.toml")),
        ("low_income.toml", include_str!("../../../policy/low_income.toml")),
        ("tekun.toml", include_str!("../../../policy/tekun.toml")),
        ("children.toml", include_str!("../../../policy/children.toml")),
        ("disability.toml", include_str!("../../../policy/disability.toml")),
        ("relief.toml", include_str!("../../../policy/relief.toml")),
    ]
}

/// What the model county assumes where the law's value is not public: name and TOML text, laid over [`embedded`]. Every
/// line of it is marked as an assumption; no real county uses it.
pub fn model_county() -> (&'static str, &'static str) {
    ("model-county.toml", include_str!("../../../policy/model-county.toml"))
}

/// The State Council's holidays and make-up working days (`date,off|work,reason`), for
/// [`vocabulary::WorkingCalendar::parse`].
pub fn working_days() -> &'static str {
    include_str!("../../../policy/working_days.csv")
}
