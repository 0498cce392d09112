//! The study grant of orphans from the welfare lottery (CH-105, CH-106).

use vocabulary::{Date, Fen, PersonId, RegionCode, Schooling};

use crate::known::step_answer;
use crate::{Answer, Conclusion, Key, Known, PolicyBook, Recorder, RuleId, Step, Unknown, inputs};

const SCHOOLING: &str = "在读情况";

/// A student who was an orphan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantStudent {
    /// Who.
    pub person: PersonId,
    /// Recognised as an orphan before the age of an adult, on the roll; nothing on record is no.
    pub recognised_as_minor: Option<Known<bool>>,
    /// 被依法收养 (register of adoptions); nothing on record is no.
    pub adopted: Option<Known<bool>>,
    /// Disabled by certificate; nothing on record is no.
    pub disabled: Option<Known<bool>>,
    /// Full-time schooling; `None` is not known.
    pub schooling: Option<Known<Schooling>>,
}

/// Is the grant of the school year open to the student (CH-105): recognised before the age of an adult, studying full-time
/// in senior secondary, higher or postgraduate education, and not adopted, unless disabled (CH-106)?
pub fn has_study_grant<R: Recorder>(student: &GrantStudent, recorder: &mut R) -> Conclusion<()> {
    let person = student.person;
    let recognised = Answer::when(inputs::is_on_record(student.recognised_as_minor));
    let kept = Answer::when(!inputs::is_on_record(student.adopted) || inputs::is_on_record(student.disabled));
    let studies = student.schooling.map_or(Answer::CannotSay, |schooling| {
        Answer::when(match schooling.value {
            Schooling::SeniorSecondary | Schooling::Undergraduate | Schooling::Postgraduate => true,
            Schooling::None | Schooling::Compulsory => false,
        })
    });
    recorder.step(|| Step {
        rule: RuleId::STUDY_GRANT_ADOPTED,
        inputs: vec![inputs::yes_no("被依法收养", person, student.adopted), inputs::yes_no("残疾", person, student.disabled)],
        answer: step_answer(kept, &[]),
    });
    let name_missing = |missing: &mut Vec<_>| inputs::name_if_not_known(missing, person, SCHOOLING, student.schooling);
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing(&mut missing);
        let inputs = vec![
            inputs::yes_no("成年前认定为孤儿", person, student.recognised_as_minor),
            inputs::word(SCHOOLING, person, student.schooling),
        ];
        Step { rule: RuleId::STUDY_GRANT, inputs, answer: step_answer(recognised.and(kept).and(studies), &missing) }
    });
    let conditions = [(recognised, RuleId::STUDY_GRANT), (kept, RuleId::STUDY_GRANT_ADOPTED), (studies, RuleId::STUDY_GRANT)];
    Conclusion::of(&conditions, || (), name_missing)
}

/// The grant of the school year that begins on that day (CH-105).
pub fn study_grant(book: &PolicyBook, region: RegionCode, school_year_begins: Date) -> Result<Fen, Unknown> {
    book.money(Key::CHILDREN_STUDY_GRANT, region, school_year_begins).map(|(grant, _)| grant)
}
