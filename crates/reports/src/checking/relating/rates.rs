//! Rates that stand right behind what they are of: 床位1250张，入住800人，入住率64%; 62个村已有58个村，覆盖率93.5%.

use super::super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::super::formula::{Formula, Numbers};
use super::super::layout::comparable;
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::{Reading, name, says, variable};

/// Figures before a rate that are looked at.
const BEFORE_MAX: usize = 3;
/// Figures a rate may be of instead.
const OTHERS_MAX: usize = 5;
/// Words that end the name of a rate.
const RATES: [&str; 4] = ["率", "进度", "满意度", "完成度"];
/// Rates that are not one count shared out over another.
const OTHER_RATES: [&str; 14] =
    ["增长", "下降", "发生", "失业", "死亡", "出生", "提高", "上升", "同比", "环比", "平均", "利", "汇", "替代"];
/// Words of a count that was reached.
const REACHED: [&str; 8] = ["已", "实", "完成", "其中", "建成", "有效", "通过", "达标"];
/// Words of a rate of beds: persons are shared out over beds.
const OF_BEDS: [&str; 4] = ["入住", "使用", "利用", "占用"];

/// One relation at most for each rate.
pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let open = |figure: &&StatedFigure| figure.unit == StatedUnit::Percent && !figure.context.cell && !figure.approximate;
    reading.figures.iter().filter(open).filter_map(|percent| of_two(reading, percent)).collect()
}

/// What a rate is of: 床位入住 of 床位入住率为.
fn stem(label: &str) -> Option<&str> {
    let name = label.trim().trim_end_matches(['为', '达', '到', '是', '约']);
    let stem = RATES.iter().find_map(|word| name.strip_suffix(word).map(|stem| if *word == "满意度" { "满意" } else { stem }))?;
    let other = OTHER_RATES.iter().any(|word| stem.contains(word)) || label.contains(['占', '由', '从', '比', '较']);
    (!other && stem.chars().count() > 1).then_some(stem)
}

/// The rate of the two counts right before it.
fn of_two(reading: &Reading<'_>, percent: &StatedFigure) -> Option<StatedRelation> {
    let stem = stem(&percent.label)?;
    if ["以上", "以内", "以下", "左右"].iter().any(|word| reading.letters.starts_with(percent.end, word)) {
        return None;
    }
    let before: Vec<&StatedFigure> = reading
        .before(percent)
        .take_while(|figure| figure.unit != StatedUnit::Percent)
        .take(BEFORE_MAX)
        .filter(|figure| !says(figure, &["新增", "上年", "去年", "同期", "每", "均"]))
        .collect();
    let (near, far) = (*before.first()?, *before.get(1)?);
    if near.id + 1 != percent.id || far.id + 1 != near.id || near.approximate || far.approximate {
        return None;
    }
    let (of_near, of_far) = (*near.coordinates().last()?, *far.coordinates().last()?);
    let more = near.amount(of_near)?.micro() > far.amount(of_far)?.micro();
    let (part, whole, of_part, of_whole) = if more { (far, near, of_far, of_near) } else { (near, far, of_near, of_far) };
    let beds = whole.unit == StatedUnit::Pieces && whole.unit_printed.contains(['张', '床']);
    let of_beds = beds && part.unit.is_persons() && OF_BEDS.iter().any(|word| stem.contains(word));
    let alike = comparable(whole, part) && part.unit == whole.unit;
    let signs: Vec<char> = stem.chars().collect();
    let (head, act) = signs.split_at(signs.len().saturating_sub(2));
    let (head, act): (String, String) = (head.iter().collect(), act.iter().collect());
    // 护理型床位入住率 behind all beds is of other beds.
    if !(of_beds || alike) || !(part.label.contains(&head) || whole.label.contains(&head)) {
        return None;
    }
    // Of several counts the rate may be of any two: 28个社区，建成食堂21个、中心25个，覆盖率89.3%.
    let numbers = Numbers { figures: reading.figures, trial: None };
    let of_others = reading.before(percent).take(OTHERS_MAX).any(|part| {
        reading.before(part).take(OTHERS_MAX).any(|whole| {
            let pair = part.coordinates().last().zip(whole.coordinates().last());
            pair.is_some_and(|(of_part, of_whole)| {
                let formula = Formula::Share {
                    part: variable(part.id, *of_part),
                    whole: variable(whole.id, *of_whole),
                    percent: variable(percent.id, Coordinate::Value),
                };
                (part.id, whole.id) != (near.id, far.id) && formula.holds(&numbers) == Some(true)
            })
        })
    });
    if of_others {
        return None;
    }
    let told = part.label.contains(&act) || says(part, &REACHED) || says(whole, &["应", "计划"]);
    let only = before.len() == 2;
    let off = if only && told && !more { WhenOff::Fails } else { WhenOff::Slip };
    let formula = Formula::Share {
        part: variable(part.id, of_part),
        whole: variable(whole.id, of_whole),
        percent: variable(percent.id, Coordinate::Value),
    };
    let statement = format!("{stem}的比率等于{}除以{}", name(part), name(whole));
    judged(RelationKind::Share, statement, vec![formula], off, reading.figures)
}
