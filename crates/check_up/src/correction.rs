//! What an official corrects: which list a file is, and what a column states.

use registry::intake::{ColumnAnswer, ColumnAnswers, Field};
use registry::{FactKind, intake::IdentityField};

use crate::column::OwnField;
use crate::list_kind::ListKind;

/// One correction, as typed: `文件名=名单` or `文件名:表头=字段`; `*` stands for every file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Name of the file, or `*`.
    file: String,
    what: Corrected,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Corrected {
    /// The file is this list.
    Kind(ListKind),
    /// The column under this heading states that; `None` where it is not to be read.
    Column { heading: String, intake: Option<Field>, own: Option<OwnField> },
}

/// All corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections(Vec<Correction>);

/// Why a correction cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "更正“{typed}”无法理解：{why}。请写作“文件名=名单”或“文件名:表头=字段”，如“9月.xlsx=资金发放名册”“9月.xlsx:金额1=金额”；不读某列写“=不读”"
)]
pub struct CorrectionFault {
    /// As typed.
    pub typed: String,
    /// What is wrong with it.
    pub why: String,
}

impl Correction {
    /// Reads one line.
    pub fn parse(typed: &str) -> Result<Correction, CorrectionFault> {
        let fault = |why: &str| CorrectionFault { typed: typed.to_owned(), why: why.to_owned() };
        let (place, meaning) = typed.rsplit_once('=').ok_or_else(|| fault("没有等号"))?;
        let (place, meaning) = (place.trim(), meaning.trim());
        let Some((file, heading)) = place.split_once([':', '：']) else {
            let kind = ListKind::named(meaning).ok_or_else(|| fault("没有这种名单"))?;
            return Ok(Correction { file: place.to_owned(), what: Corrected::Kind(kind) });
        };
        let (intake, own) = (intake_field(meaning), OwnField::named(meaning));
        if meaning != "不读" && intake.is_none() && own.is_none() {
            return Err(fault("没有这个字段"));
        }
        let what = Corrected::Column { heading: vocabulary::squeeze(heading), intake, own };
        Ok(Correction { file: file.trim().to_owned(), what })
    }

    fn is_of(&self, file: &str) -> bool {
        self.file == "*" || self.file == file
    }
}

/// A field of the intake by code or by its word on screens.
fn intake_field(text: &str) -> Option<Field> {
    const WORDS: [(&str, IdentityField); 8] = [
        ("姓名", IdentityField::Name),
        ("身份证号", IdentityField::CitizenId),
        ("户编号", IdentityField::HouseholdNumber),
        ("与户主关系", IdentityField::Relation),
        ("村（居）代码", IdentityField::Village),
        ("村（居）名称", IdentityField::VillageName),
        ("账号", IdentityField::Account),
        ("出生日期", IdentityField::Birth),
    ];
    let word = WORDS.iter().find(|(word, _)| *word == text).map(|(_, field)| Field::Identity(*field));
    let label = || FactKind::TABLE.iter().find(|row| row.3 == text).map(|row| Field::Fact(row.0));
    word.or_else(|| Field::from_code(text)).or_else(label)
}

impl Corrections {
    /// Reads lines; blank ones are passed over.
    pub fn parse<'a>(lines: impl IntoIterator<Item = &'a str>) -> Result<Corrections, CorrectionFault> {
        let typed = lines.into_iter().map(str::trim).filter(|line| !line.is_empty());
        typed.map(Correction::parse).collect::<Result<Vec<_>, _>>().map(Corrections)
    }

    /// The list that a file was said to be.
    pub(crate) fn kind_of(&self, file: &str) -> Option<ListKind> {
        self.of(file).find_map(|one| match one {
            Corrected::Kind(kind) => Some(*kind),
            Corrected::Column { .. } => None,
        })
    }

    /// What was said about columns of a file, as the intake takes it.
    pub(crate) fn answers(&self, file: &str) -> ColumnAnswers {
        let answers = self.of(file).filter_map(|one| match one {
            Corrected::Kind(_) => None,
            Corrected::Column { heading, intake, .. } => {
                Some(ColumnAnswer { heading: heading.clone(), occurrence: 0, field: *intake })
            }
        });
        ColumnAnswers::new(answers.collect())
    }

    /// What was said about a heading of one of the check-up's own lists: a field, or that it is not to be read.
    pub(crate) fn own_field(&self, file: &str, heading: &str) -> Option<Option<OwnField>> {
        self.of(file).find_map(|one| match one {
            Corrected::Column { heading: known, own, .. } if known == heading => Some(*own),
            Corrected::Column { .. } | Corrected::Kind(_) => None,
        })
    }

    /// The latest first, so that it counts.
    fn of<'a>(&'a self, file: &'a str) -> impl Iterator<Item = &'a Corrected> {
        self.0.iter().rev().filter(move |one| one.is_of(file)).map(|one| &one.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_official_says_which_list_a_file_is_and_what_a_column_states() {
        let corrections =
            Corrections::parse(["a.xlsx=资金发放名册", "a.xlsx: 钱 =金额", "", "*:备用号=不读"]).expect("three lines");
        assert_eq!(corrections.kind_of("a.xlsx"), Some(ListKind::Payments));
        assert_eq!(corrections.kind_of("b.xlsx"), None);
        assert_eq!(corrections.own_field("a.xlsx", "钱"), Some(Some(OwnField::Amount)));
        assert_eq!(corrections.own_field("b.xlsx", "备用号"), Some(None));
    }

    #[test]
    fn a_correction_that_cannot_be_meant_says_how_to_write_it() {
        for typed in ["a.xlsx", "a.xlsx=账单", "a.xlsx:钱=重量"] {
            let fault = Correction::parse(typed).expect_err(typed);
            assert!(fault.to_string().contains("请写作"), "{fault}");
        }
    }
}
