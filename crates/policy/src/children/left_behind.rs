//! Left-behind children (农村留守儿童): a category to be looked after, without money (CH-301, CH-302).

use vocabulary::{Date, PersonId};

use super::ChildValues;
use crate::ages::{is_of_age, lasts_months};
use crate::known::step_answer;
use crate::{Answer, Conclusion, Known, Missing, Recorder, RuleId, Step, inputs};

const AWAY_SINCE: &str = "父母外出起始日";
const IS_AWAY: &str = "父母是否外出务工";
const GUARDIANSHIP: &str = "留在家中的父母是否有监护能力";

/// A parent as far as leaving a child behind asks. `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AwayParent {
    /// Away for work, outside the county.
    pub away: Option<Known<bool>>,
    /// Since when; visits home do not break it (CH-302).
    pub away_since: Option<Known<Date>>,
    /// Able to be a guardian; also `false` of a parent who has died.
    pub able_guardian: Option<Known<bool>>,
}

/// A rural child and its parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftBehindChild {
    /// Who.
    pub person: PersonId,
    /// Day of birth (register).
    pub birth: Date,
    /// Both parents.
    pub parents: [AwayParent; 2],
}

/// Has this parent been away for work for the months of the rule or more (CH-302)?
pub fn is_away<R: Recorder>(child: &LeftBehindChild, parent: &AwayParent, values: &ChildValues, recorder: &mut R) -> Answer {
    let answer = match parent.away.map(|known| known.value) {
        Some(false) => Answer::No,
        Some(true) => {
            parent.away_since.map_or(Answer::CannotSay, |since| lasts_months(since.value, values.day, &values.away_months))
        }
        None => Answer::CannotSay,
    };
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_away(child, parent, values, &mut missing);
        let inputs = vec![
            inputs::yes_no(IS_AWAY, child.person, parent.away),
            inputs::day(AWAY_SINCE, child.person, parent.away_since),
            values.away_months.input("期限", inputs::months),
        ];
        Step { rule: RuleId::PARENT_AWAY, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn name_missing_of_away(child: &LeftBehindChild, parent: &AwayParent, values: &ChildValues, missing: &mut Vec<Missing>) {
    inputs::name_if_not_known(missing, child.person, IS_AWAY, parent.away);
    if parent.away.is_some_and(|away| away.value) {
        inputs::name_if_not_known(missing, child.person, AWAY_SINCE, parent.away_since);
    }
    values.away_months.name_if_missing(missing);
}

/// Is the child left behind (CH-301): below the age, and both parents away, or one away and the other unable to be a
/// guardian?
pub fn is_left_behind<R: Recorder>(child: &LeftBehindChild, values: &ChildValues, recorder: &mut R) -> Conclusion<()> {
    let [one, other] = &child.parents;
    let away = [one, other].map(|parent| is_away(child, parent, values, recorder));
    let unable = [one, other].map(|parent| parent.able_guardian.map_or(Answer::CannotSay, |able| Answer::when(!able.value)));
    let by_parents = (away[0].and(away[1].or(unable[1]))).or(away[1].and(unable[0]));
    let young = is_of_age(child.birth, &values.left_behind_age, values.day).not();
    let name_missing = |missing: &mut Vec<Missing>| {
        values.left_behind_age.name_if_missing(missing);
        if by_parents != Answer::CannotSay {
            return;
        }
        for (parent, away) in child.parents.iter().zip(away) {
            if away == Answer::CannotSay {
                name_missing_of_away(child, parent, values, missing);
            }
            if away != Answer::Yes {
                inputs::name_if_not_known(missing, child.person, GUARDIANSHIP, parent.able_guardian);
            }
        }
    };
    recorder.step(|| {
        let mut inputs = vec![inputs::birth(child.person, child.birth)];
        inputs.push(values.left_behind_age.input("年龄上限", inputs::years));
        for parent in &child.parents {
            inputs.extend(parent.able_guardian.map(|able| inputs::yes_no(GUARDIANSHIP, child.person, Some(able))));
        }
        let mut missing = Vec::new();
        name_missing(&mut missing);
        Step { rule: RuleId::LEFT_BEHIND, inputs, answer: step_answer(young.and(by_parents), &missing) }
    });
    Conclusion::of(&[(young, RuleId::LEFT_BEHIND), (by_parents, RuleId::LEFT_BEHIND)], || (), name_missing)
}
