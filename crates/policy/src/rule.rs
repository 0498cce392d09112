//! Rules by id, each with its question and clause.

use std::fmt;

/// The id of a rule: that of the fact base or of a reading, such as `DB-101` or `RD-04`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub &'static str);

/// What a rule asks and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The question in Chinese, as a notice prints it.
    pub question: &'static str,
    /// The clause in Chinese.
    pub clause: &'static str,
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
