//! Finds the figures of a text: numbers with their unit, households and persons together where they stand together.

use super::amount::{Amount, chinese_digit, chinese_numeral};
use super::figure::StatedUnit;
use super::letters::{Letters, is_boundary};

/// Digits from which a run without any unit counts as a figure.
const BARE_DIGITS_MIN: usize = 2;
/// Digits from which a run is too long to be a count and is looked at as a glued one.
const GLUED_DIGITS_MIN: usize = 8;

/// A figure as scanned, before repair and meaning.
#[derive(Clone, Debug)]
pub(crate) struct Scanned {
    /// Place of its first sign.
    pub start: usize,
    /// Place behind its last sign.
    pub end: usize,
    /// The number; of households where there are two.
    pub amount: Amount,
    /// Persons, where households stand before them.
    pub persons: Option<Amount>,
    /// The unit.
    pub unit: StatedUnit,
    /// 多, 余, 近, 约: a lower bound or a guess.
    pub approximate: bool,
    /// A run of digits that may be households and persons glued together.
    pub run: Option<String>,
    /// A year that was glued in front.
    pub year: Option<i64>,
    /// Place where its label begins.
    pub label_start: usize,
    /// What was mended while scanning: a lost unit.
    pub mended: Option<&'static str>,
}

/// A number read: where it ends, its digits, whether it had separators.
struct Number {
    end: usize,
    digits: String,
    plain: bool,
}

/// All figures outside the places taken (cells of tables), in order.
pub(crate) fn scan(letters: &Letters, taken: &[(usize, usize)]) -> Vec<Scanned> {
    let mut found: Vec<Scanned> = Vec::new();
    let mut at = 0;
    let mut skip = taken.iter().peekable();
    while let Some(sign) = letters.at(at) {
        while skip.next_if(|(_, end)| *end <= at).is_some() {}
        if let Some((_, end)) = skip.peek().filter(|(start, _)| *start <= at) {
            at = *end;
            continue;
        }
        let last_end = found.last().map_or(0, |figure| figure.end);
        let next = if sign.is_ascii_digit() {
            arabic(letters, at, last_end)
        } else if chinese_digit(sign).is_some() || sign == '十' {
            chinese(letters, at, last_end)
        } else if letters.starts_with(at, "百分之") {
            per_cent_in_words(letters, at, last_end)
        } else {
            Step::On(at + 1)
        };
        match next {
            Step::On(place) => at = place.max(at + 1),
            Step::Found(figure) => {
                at = figure.end.max(at + 1);
                found.push(*figure);
            }
        }
    }
    found
}

enum Step {
    On(usize),
    Found(Box<Scanned>),
}

fn arabic(letters: &Letters, at: usize, last_end: usize) -> Step {
    let Some(mut number) = number(letters, at) else { return Step::On(at + 1) };
    let before = letters.before(at);
    if before.is_some_and(|sign| sign.is_ascii_alphabetic() || matches!(sign, '〔' | '[' | '第' | '.' | '№')) {
        return Step::On(number.end);
    }
    if before.is_some_and(|sign| matches!(sign, '-' | '/' | '—' | '~'))
        && at.checked_sub(2).and_then(|place| letters.at(place)).is_some_and(|sign| sign.is_ascii_digit())
    {
        return Step::On(number.end);
    }
    if let Some(end) = skipped(letters, at, &number) {
        return Step::On(end);
    }
    let mut month_behind = false;
    if let Some(cut) = glued_month(letters, &number) {
        number = cut;
        month_behind = true;
    }
    let (mut behind, approximate) = approximate(letters, at, number.end);
    let (unit, scale, width) = unit_at(letters, behind);
    behind += width;
    // 3600户多，: vague; 386户多退出: more than them left.
    if letters.at(behind).is_some_and(|sign| "多余".contains(sign)) && letters.at(behind + 1).is_none_or(is_boundary) {
        behind += 1;
    }
    let Some(amount) = Amount::parse(&number.digits, scale) else { return Step::On(number.end) };
    let run = number.plain && !number.digits.contains('.') && number.digits.len() >= 2 && scale == 1 && !approximate;
    if unit == StatedUnit::None {
        behind = number.end;
        let bare = run && number.digits.len() >= BARE_DIGITS_MIN && (month_behind || bare_is_figure(letters, at, &number));
        if !bare {
            return Step::On(number.end);
        }
    }
    let label_start = label_start(letters, at, last_end);
    let mut figure = Scanned {
        start: at,
        end: behind,
        amount,
        persons: None,
        unit,
        approximate,
        run: (run
            && matches!(unit, StatedUnit::Persons | StatedUnit::PersonTimes | StatedUnit::None)
            && !letters.starts_with(behind.saturating_sub(1), "名")
            && !letters.starts_with(behind.saturating_sub(1), "位"))
        .then(|| number.digits.clone()),
        year: None,
        label_start,
        mended: None,
    };
    if unit == StatedUnit::Yuan && run {
        split_year(letters, &mut figure, &number.digits);
    }
    if unit.is_households() || unit.is_persons() {
        join(letters, &mut figure);
    }
    if figure.persons.is_some() {
        figure.run = None;
    }
    Step::Found(Box::new(figure))
}

/// Households and persons that stand together become one figure.
fn join(letters: &Letters, figure: &mut Scanned) {
    let mut at = figure.end;
    let mut loose = false;
    let bracket = letters.at(at) == Some('(');
    for word in ["、", "，", ",", "/", " ", "(", "共", "涉及", "计"] {
        if letters.starts_with(at, word) {
            loose |= matches!(word, "、" | "，" | ",");
            at += word.chars().count();
        }
    }
    let Some((behind, approximate, digits)) = plain_number(letters, at) else { return };
    let (unit, scale, width) = unit_at(letters, behind);
    let end = behind + width;
    let pair = match (figure.unit, unit) {
        (StatedUnit::Households, StatedUnit::Persons) => StatedUnit::HouseholdsAndPersons,
        (StatedUnit::HouseholdTimes, StatedUnit::PersonTimes) | (StatedUnit::Households, StatedUnit::PersonTimes) => {
            StatedUnit::HouseholdAndPersonTimes
        }
        (StatedUnit::Persons, StatedUnit::Households) if bracket || at == figure.end => StatedUnit::HouseholdsAndPersons,
        (StatedUnit::Households, StatedUnit::None) if at == figure.end && letters.at(behind).is_none_or(is_boundary) => {
            figure.mended = Some("“户”后的人数缺“人”字");
            StatedUnit::HouseholdsAndPersons
        }
        _ => return,
    };
    let Some(second) = Amount::parse(&digits, scale) else { return };
    let reversed = figure.unit == StatedUnit::Persons;
    let (households, persons) = if reversed { (second, figure.amount) } else { (figure.amount, second) };
    if (loose || reversed) && persons.micro() < households.micro() {
        return;
    }
    let closes = bracket && letters.at(end) == Some(')');
    if bracket && !closes {
        return;
    }
    figure.amount = households;
    figure.persons = Some(persons);
    figure.unit = pair;
    figure.approximate |= approximate || letters.at(end).is_some_and(|sign| "多余".contains(sign));
    figure.end = end + usize::from(closes);
}

/// A number with its sign of vagueness, in digits or in Chinese.
fn plain_number(letters: &Letters, at: usize) -> Option<(usize, bool, String)> {
    if letters.at(at)?.is_ascii_digit() {
        let number = number(letters, at)?;
        let (behind, approximate) = approximate(letters, at, number.end);
        return Some((behind, approximate, number.digits));
    }
    let end = numeral_end(letters, at);
    let value = chinese_numeral(&letters.between(at, end))?;
    let (behind, approximate) = approximate(letters, at, end);
    Some((behind, approximate, value.to_string()))
}

fn number(letters: &Letters, at: usize) -> Option<Number> {
    let digit = |place: usize| letters.at(place).is_some_and(|sign| sign.is_ascii_digit());
    let mut end = at;
    while digit(end) {
        end += 1;
    }
    let mut plain = true;
    if end - at <= 3 {
        while letters.at(end) == Some(',') && (1..=3).all(|offset| digit(end + offset)) && !digit(end + 4) {
            end += 4;
            plain = false;
        }
    }
    if letters.at(end) == Some('.') && digit(end + 1) {
        end += 1;
        while digit(end) {
            end += 1;
        }
        plain = false;
    }
    (end > at).then(|| Number { end, digits: letters.between(at, end), plain })
}

/// Where to go on behind numbers that are no figures: dates, document numbers, telephone numbers, headings.
fn skipped(letters: &Letters, at: usize, number: &Number) -> Option<usize> {
    let end = number.end;
    let next = letters.at(end);
    if next.is_some_and(|sign| {
        sign.is_ascii_alphabetic()
            || matches!(
                sign,
                '年' | '日' | '时' | '岁' | '号' | '〕' | ']' | '届' | '章' | '款' | '楼' | '点' | '级' | '类' | '档'
            )
    }) {
        return Some(end + 1);
    }
    if next == Some('月') && letters.at(end + 1) != Some('均') {
        return Some(end + 1);
    }
    if next == Some('周') && letters.at(end + 1) == Some('岁') {
        return Some(end + 2);
    }
    if next == Some(':') && letters.at(end + 1).is_some_and(|sign| sign.is_ascii_digit()) {
        return Some(end);
    }
    if next.is_some_and(|sign| matches!(sign, '-' | '.' | '/' | '—' | '~' | '至')) {
        let mut behind = end + 1;
        while letters.at(behind) == Some('—') {
            behind += 1;
        }
        let digits = (behind..).take_while(|place| letters.at(*place).is_some_and(|sign| sign.is_ascii_digit())).count();
        let month = letters.at(behind + digits) == Some('月');
        if digits > 0 && !(month && number.digits.len() > 2) {
            return Some(behind + digits + usize::from(month));
        }
    }
    if number.plain && is_address(letters, at) {
        return Some(end);
    }
    let heading = at == 0 || letters.before(at).is_some_and(|sign| sign == '\n' || sign == '(');
    if heading && number.digits.len() <= 2 && next.is_some_and(|sign| matches!(sign, '.' | '、' | ')')) {
        return Some(end);
    }
    let digits = number.digits.len();
    let date = digits == 8 && number.digits.starts_with("20") && next.is_none_or(|sign| is_boundary(sign) || sign == ' ');
    let year = digits == 4
        && (number.digits.starts_with("20") || number.digits.starts_with("19"))
        && next.is_none_or(|sign| !"户人元名万亿个多余%".contains(sign));
    (number.plain && (date || year || digits >= 15)).then_some(end)
}

/// Digits a telephone number has: of the place, or of a mobile telephone.
const TELEPHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=12;

/// Whether the clause before a number says that it is called, written to or looked up, not counted.
fn is_address(letters: &Letters, at: usize) -> bool {
    const NUMBERED: [&str; 12] =
        ["电话", "热线", "手机", "传真", "邮编", "邮政编码", "账号", "证号", "编号", "代码", "分机", "文号"];
    let from = letters.plain[..at].iter().rposition(|sign| matches!(sign, '，' | ';' | '。' | '\n')).map_or(0, |place| place + 1);
    let said = letters.between(from, at);
    // 监督电话：镇民政办8825530，县民政局6218804: a number as long as a telephone's in a sentence about telephones.
    let digits = (at..).take_while(|place| letters.at(*place).is_some_and(|sign| sign.is_ascii_digit())).count();
    let counted = letters.at(at + digits).is_some_and(|sign| "户人元万".contains(sign));
    if TELEPHONE_DIGITS.contains(&digits) && !counted {
        let sentence = letters.between(letters.sentence_start(at), at);
        if ["电话", "热线", "手机", "传真"].iter().any(|word| sentence.contains(word)) {
            return true;
        }
    }
    // 接到求助电话2400个: counted, not called.
    let digits_end = at + digits;
    let named = letters.at(digits_end).is_some_and(|sign| "个件次条户人元".contains(sign));
    !named
        && NUMBERED.iter().any(|word| {
            said.rfind(word).is_some_and(|byte| {
                said[byte + word.len()..].chars().all(|sign| !sign.is_alphabetic() || "为是转至拨打".contains(sign))
            })
        })
}

/// `980220003` + `1-10月`: the month that was glued behind is cut off.
fn glued_month(letters: &Letters, number: &Number) -> Option<Number> {
    let dash = letters.at(number.end)?;
    if !matches!(dash, '-' | '—' | '~' | '至') || number.digits.len() < 4 || !number.plain {
        return None;
    }
    let mut behind = number.end + 1;
    while letters.at(behind).is_some_and(|sign| sign == '—' || sign.is_ascii_digit()) {
        behind += 1;
    }
    (letters.at(behind) == Some('月') && behind > number.end + 1).then(|| {
        let cut = number.digits.len() - 1;
        Number { end: number.end - 1, digits: number.digits[..cut].to_owned(), plain: true }
    })
}

/// A run without unit counts where a list, a bracket or a noun of the field shows what it counts.
fn bare_is_figure(letters: &Letters, at: usize, number: &Number) -> bool {
    if number.digits.len() >= GLUED_DIGITS_MIN - 2 {
        return true;
    }
    let label = letters.between(label_start(letters, at, 0), at);
    let closed = letters.at(number.end).is_none_or(is_boundary) || letters.at(number.end) == Some('按');
    let before = letters.before(at).is_some_and(|sign| sign.is_alphabetic() || sign == ':' || sign == ' ');
    let named = super::words::programme(&label).is_some()
        || !super::words::family_members(&label).is_empty()
        || label.ends_with('到')
        || ["合计", "共计", "总计", "在册", "新增", "退出", "清退", "月末", "季末", "年末"]
            .iter()
            .any(|word| label.ends_with(word))
        || label.ends_with("补贴");
    let noun_behind = super::words::programme(&letters.between(number.end, number.end + 8)).is_some()
        && letters.at(number.end).is_some_and(char::is_alphabetic);
    before && ((closed && named && number.digits.len() >= 2) || (noun_behind && number.digits.len() >= 3))
}

/// `由20214788元提高到…`: a year glued before an amount.
fn split_year(letters: &Letters, figure: &mut Scanned, digits: &str) {
    let led = letters.before(figure.start).is_some_and(|sign| "由从自".contains(sign));
    let year: Option<i64> = digits.get(..4).and_then(|year| year.parse().ok()).filter(|year| (1990..=2100).contains(year));
    let rest = digits.get(4..).filter(|rest| rest.len() >= 2 && !rest.starts_with('0'));
    if let (true, true, Some(year), Some(amount)) = (led, digits.len() >= 7, year, rest.and_then(|rest| Amount::parse(rest, 1))) {
        figure.year = Some(year);
        figure.amount = amount;
    }
}

/// Whether 多, 余, 近 or 约 stands at a number, and where its unit begins.
fn approximate(letters: &Letters, start: usize, end: usize) -> (usize, bool) {
    let behind = letters.at(end).is_some_and(|sign| matches!(sign, '多' | '余' | '几'));
    let before = letters.before(start).is_some_and(|sign| matches!(sign, '近' | '约' | '逾' | '超'));
    (end + usize::from(behind), behind || before)
}

/// Units, the longer first: sign, unit, worth.
const UNITS: [(&str, StatedUnit, i128); 30] = [
    ("万人次", StatedUnit::PersonTimes, 10_000),
    ("万户次", StatedUnit::HouseholdTimes, 10_000),
    ("个百分点", StatedUnit::PercentagePoints, 1),
    ("百分点", StatedUnit::PercentagePoints, 1),
    ("亿元", StatedUnit::Yuan, 100_000_000),
    ("万元", StatedUnit::Yuan, 10_000),
    ("万余元", StatedUnit::Yuan, 10_000),
    ("千元", StatedUnit::Yuan, 1_000),
    ("万余人", StatedUnit::Persons, 10_000),
    ("万多人", StatedUnit::Persons, 10_000),
    ("万余户", StatedUnit::Households, 10_000),
    ("万人", StatedUnit::Persons, 10_000),
    ("万户", StatedUnit::Households, 10_000),
    ("户次", StatedUnit::HouseholdTimes, 1),
    ("人次", StatedUnit::PersonTimes, 1),
    ("人(次)", StatedUnit::PersonTimes, 1),
    ("余人", StatedUnit::Persons, 1),
    ("个月", StatedUnit::Months, 1),
    ("户", StatedUnit::Households, 1),
    ("人", StatedUnit::Persons, 1),
    ("名", StatedUnit::Persons, 1),
    ("位", StatedUnit::Persons, 1),
    ("元", StatedUnit::Yuan, 1),
    ("%", StatedUnit::Percent, 1),
    ("个", StatedUnit::Pieces, 1),
    ("张", StatedUnit::Pieces, 1),
    ("床", StatedUnit::Pieces, 1),
    ("件", StatedUnit::Pieces, 1),
    ("套", StatedUnit::Pieces, 1),
    ("吨", StatedUnit::Pieces, 1),
];

/// Other measure words, only told apart from a number without any.
const MEASURES: &str = "次所家支份条双台间处期场起项篇辆只册本亩里米斤公元对例笔座宗顿盏副幅批封块栋幢平";

fn unit_at(letters: &Letters, at: usize) -> (StatedUnit, i128, usize) {
    let at_space =
        usize::from(letters.at(at) == Some(' ') && letters.at(at + 1).is_some_and(|sign| "户人元万亿%".contains(sign)));
    for (word, unit, scale) in UNITS {
        if letters.starts_with(at + at_space, word) {
            return (unit, scale, word.chars().count() + at_space);
        }
    }
    match letters.at(at) {
        Some(sign) if MEASURES.contains(sign) => (StatedUnit::Pieces, 1, 1),
        Some(_) | None => (StatedUnit::None, 1, 0),
    }
}

fn numeral_end(letters: &Letters, at: usize) -> usize {
    let numeral = |place: usize| letters.at(place).is_some_and(|sign| chinese_digit(sign).is_some() || "十百千万".contains(sign));
    let mut end = at;
    while numeral(end) {
        end += 1;
    }
    // 三万元 is three of 万元.
    while end > at + 1 && letters.before(end) == Some('万') && letters.at(end).is_some_and(|sign| "元人户".contains(sign)) {
        end -= 1;
    }
    end
}

fn chinese(letters: &Letters, at: usize, last_end: usize) -> Step {
    let end = numeral_end(letters, at);
    let text = letters.between(at, end);
    let led = letters.before(at).is_some_and(|sign| "第每逐期同统星周之".contains(sign));
    let (behind, vague) = approximate(letters, at, end);
    let (unit, scale, width) = unit_at(letters, behind);
    let counted = matches!(
        unit,
        StatedUnit::Households
            | StatedUnit::Persons
            | StatedUnit::Yuan
            | StatedUnit::HouseholdTimes
            | StatedUnit::PersonTimes
            | StatedUnit::Months
    ) || (unit == StatedUnit::Pieces && text.chars().count() > 1 && text.contains(['十', '百', '千']));
    let (Some(value), true, false) = (chinese_numeral(&text), counted, led) else { return Step::On(end.max(at + 1)) };
    let Some(amount) = Amount::parse(&value.to_string(), scale) else { return Step::On(end) };
    let mut figure = Scanned {
        start: at,
        end: behind + width,
        amount,
        persons: None,
        unit,
        approximate: vague,
        run: None,
        year: None,
        label_start: label_start(letters, at, last_end),
        mended: None,
    };
    if unit.is_households() {
        join(letters, &mut figure);
    }
    // 一户一档 and 一人 are words, not counts.
    if text.chars().count() < 2 && figure.persons.is_none() && unit != StatedUnit::Months {
        return Step::On(end);
    }
    Step::Found(Box::new(figure))
}

fn per_cent_in_words(letters: &Letters, at: usize, last_end: usize) -> Step {
    let start = at + 3;
    let mut end = numeral_end(letters, start);
    let Some(value) = chinese_numeral(&letters.between(start, end)) else { return Step::On(start) };
    let mut printed = value.to_string();
    // 百分之十二点七.
    if letters.at(end) == Some('点') {
        let places: String =
            (end + 1..).map_while(|place| letters.at(place).and_then(chinese_digit)).map(|digit| digit.to_string()).collect();
        if !places.is_empty() {
            end += 1 + places.len();
            printed = format!("{printed}.{places}");
        }
    }
    let Some(amount) = Amount::parse(&printed, 1) else { return Step::On(start) };
    Step::Found(Box::new(Scanned {
        start: at,
        end,
        amount,
        persons: None,
        unit: StatedUnit::Percent,
        approximate: approximate(letters, at, end).1,
        run: None,
        year: None,
        label_start: label_start(letters, at, last_end),
        mended: None,
    }))
}

/// A label reaches back to the last boundary; over a colon that stands right before the number, and over the 、 of 一、二类.
fn label_start(letters: &Letters, at: usize, last_end: usize) -> usize {
    let mut start = at;
    let mut seen = false;
    while start > last_end {
        let Some(sign) = letters.before(start) else { break };
        if is_boundary(sign) {
            let classes = sign == '、'
                && start.checked_sub(2).and_then(|place| letters.at(place)).is_some_and(|sign| "一二三".contains(sign))
                && letters.at(start).is_some_and(|sign| "二三四".contains(sign));
            let colon = sign == ':' && !seen;
            let spaced = sign == '\t' && !seen;
            if !(classes || colon || spaced) {
                break;
            }
        } else if sign != ' ' {
            seen = true;
        }
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let letters = Letters::of(text);
        let found: Vec<String> = scan(&letters, &[])
            .iter()
            .map(|figure| {
                let persons = figure.persons.map_or_else(String::new, |persons| format!("+{}", persons.text()));
                format!("{}{persons}{}", figure.amount.text(), figure.unit.label())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_with_units_are_figures_and_dates_and_document_numbers_are_not() {
        check("5505户12331人", &["5505+12331户/人"]);
        check("１２６２户、２０８８人", &["1262+2088户/人"]);
        check("共25人（12户）", &["12+25户/人"]);
        check("发放6337.1359万元，占8.69%", &["6337.1359元", "8.69%"]);
        check("三十五户一百零二人", &["35+102户/人"]);
        check("7220多户22000余人", &["7220+22000户/人"]);
        check("民发〔2022〕251号，2022年10月25日，2022-10-25", &[]);
        check("一户一档，第3季度，18岁", &[]);
        check("由20214788元提高到5268元", &["4788元", "5268元"]);
        check("落实9802200031-10月共发放", &["980220003"]);
        check("1,262人", &["1262人"]);
    }
}
