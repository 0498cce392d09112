//! The temporary supplement when prices rise (价格临时补贴): when, for whom, how much (PY-112 to PY-114).

use vocabulary::{Fen, Ratio, Registration};

use crate::known::step_answer;
use crate::programme_values::programme_values;
use crate::{Answer, ExactMoney, Input, InputValue, Key, Missing, Recorder, RuleId, Step, StepAnswer, Unknown, ValueKey, inputs};

programme_values! {
    /// Every value the supplement asks for, for a region and the first day of the month of the index.
    pub struct PriceValues of "价格临时补贴" while Key::PRICE_RULES_IN_FORCE => {
        /// Rise of consumer prices from which it is paid.
        cpi_line: Ratio = Key::PRICE_CPI_LINE;
        /// Rise of food prices from which it is paid.
        food_line: Ratio = Key::PRICE_FOOD_LINE;
        /// Whether margin families and receivers of unemployment aid have it too.
        wider_groups: bool = Key::PRICE_WIDER_GROUPS;
        /// Rural dibao standard.
        rural_standard: Fen = Key::STANDARD;
        /// Urban dibao standard.
        urban_standard: Fen = Key::URBAN_STANDARD;
    }
}

/// Year-on-year rises of a month, as the statistics office publishes them. `None` is not published yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PriceRises {
    /// 居民消费价格.
    pub consumer: Option<Ratio>,
    /// 其中食品价格.
    pub food: Option<Ratio>,
}

/// As what a person may have the supplement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriceGroup {
    /// 享受国家定期抚恤补助的优抚对象.
    Preferential,
    /// 低保对象.
    Dibao,
    /// 特困人员.
    Tekun,
    /// 孤儿.
    Orphan,
    /// 事实无人抚养儿童.
    Unattended,
    /// 艾滋病病毒感染儿童.
    HivChild,
    /// 领取失业保险金人员.
    UnemploymentInsurance,
    /// 领取失业补助金人员.
    UnemploymentAid,
    /// 低保边缘人口.
    Margin,
}

/// Do the prices of the month start the supplement (PY-112): either rise at its line or above?
pub fn is_started<R: Recorder>(rises: PriceRises, values: &PriceValues, recorder: &mut R) -> Answer {
    let reaches = |rise: Option<Ratio>, line: Option<Ratio>| {
        rise.zip(line).map_or(Answer::CannotSay, |(rise, line)| Answer::when(rise >= line))
    };
    let answer = reaches(rises.consumer, values.cpi_line.value).or(reaches(rises.food, values.food_line.value));
    recorder.step(|| {
        let shown = |rise: Option<Ratio>| rise.map_or(InputValue::Missing, InputValue::Ratio);
        let inputs = vec![
            Input::worked_out("居民消费价格同比涨幅", shown(rises.consumer)),
            values.cpi_line.input("启动线", InputValue::Ratio),
            Input::worked_out("食品价格同比涨幅", shown(rises.food)),
            values.food_line.input("启动线", InputValue::Ratio),
        ];
        let answer = match answer {
            Answer::CannotSay => StepAnswer::CannotSay("价格涨幅或启动线".to_owned()),
            Answer::Yes | Answer::No => step_answer(answer, &[]),
        };
        Step { rule: RuleId::PRICE_TRIGGER, inputs, answer }
    });
    answer
}

/// Does a person of these groups have the supplement (PY-113)? Whoever belongs to several has it once.
pub fn is_entitled<R: Recorder>(groups: &[PriceGroup], values: &PriceValues, recorder: &mut R) -> Answer {
    let of_group = |group: &PriceGroup| match group {
        PriceGroup::Preferential
        | PriceGroup::Dibao
        | PriceGroup::Tekun
        | PriceGroup::Orphan
        | PriceGroup::Unattended
        | PriceGroup::HivChild
        | PriceGroup::UnemploymentInsurance => Answer::Yes,
        PriceGroup::UnemploymentAid | PriceGroup::Margin => values.wider_groups.value.map_or(Answer::CannotSay, Answer::when),
    };
    let answer = groups.iter().map(of_group).fold(Answer::No, Answer::or);
    recorder.step(|| {
        let mut inputs: Vec<Input> =
            groups.iter().map(|group| Input::worked_out("对象类别", InputValue::Word(group.label()))).collect();
        inputs.push(values.wider_groups.input("扩大到低保边缘人口等", inputs::yes_no_word));
        let missing = [Missing::Value(values.wider_groups.key.name.to_owned())];
        Step { rule: RuleId::PRICE_GROUPS, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

/// The supplement of a person for the month (PY-114): the dibao standard of the roll times the rise of consumer prices, in
/// whole fen, a part dropped; nothing where prices fell. While the standard is UNKNOWN nothing is paid and the value is
/// named (RD-10).
pub fn monthly_amount<R: Recorder>(
    roll: Registration,
    rise: Ratio,
    values: &PriceValues,
    recorder: &mut R,
) -> Result<Fen, Unknown> {
    let standard = match roll {
        Registration::Rural => &values.rural_standard,
        Registration::Urban => &values.urban_standard,
    };
    let amount = standard.value.map(|standard| ExactMoney::share(rise, standard).shown().or_nothing_if_negative());
    recorder.step(|| Step {
        rule: RuleId::PRICE_AMOUNT,
        inputs: vec![
            standard.input("月保障标准", InputValue::Money),
            Input::worked_out("居民消费价格同比涨幅", InputValue::Ratio(rise)),
        ],
        answer: match amount {
            Some(amount) => StepAnswer::Value(InputValue::Money(amount)),
            None => StepAnswer::CannotSay(format!("政策数值“{}”", standard.key.name)),
        },
    });
    amount.ok_or_else(|| Unknown { key: ValueKey(standard.key.name.to_owned()), region: values.region, day: values.day })
}

impl PriceGroup {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            PriceGroup::Preferential => "优抚对象",
            PriceGroup::Dibao => "低保对象",
            PriceGroup::Tekun => "特困人员",
            PriceGroup::Orphan => "孤儿",
            PriceGroup::Unattended => "事实无人抚养儿童",
            PriceGroup::HivChild => "艾滋病病毒感染儿童",
            PriceGroup::UnemploymentInsurance => "领取失业保险金人员",
            PriceGroup::UnemploymentAid => "领取失业补助金人员",
            PriceGroup::Margin => "低保边缘人口",
        }
    }
}
