//! Why a pair is linked: what each field says and its weight, in the order of a waterfall from the odds before to those after.

use super::comparison::{NAME_DIFFERENT, Pattern, SOUND_FIRST};
use super::linking::{LinkedPair, Linking};
use super::model::{EQUAL, LinkModel, name_group};
use super::people::Status;

/// What one field says of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldWeight {
    /// The field, in Chinese.
    pub field: &'static str,
    /// How the two values compare, in Chinese.
    pub finding: &'static str,
    /// log₂ of how much likelier this is for one person than for two; 0 where a value is missing.
    pub bits: f64,
}

const NUMBER: [&str; 5] = ["缺", "相同", "差一位", "不同", "不同"];
const NAME: [&str; 10] = ["缺", "相同", "音同", "音近或形近", "差一字", "多或少一字", "次序颠倒", "改姓", "仅同姓", "不同"];
const BIRTH: [&str; 8] = ["缺", "相同", "月日颠倒", "差月或日", "差年", "公历农历之差", "仅同年", "不同"];
const SEX: [&str; 3] = ["缺", "相同", "不同"];
const PLACE: [&str; 8] = ["缺", "同户或同址同号", "同村", "村并改对应", "同乡镇", "不同", "同户且家人相符", "家人相符"];

impl LinkModel {
    /// The odds before anything is compared and the weight of each field, in bits.
    pub(super) fn waterfall(&self, pattern: Pattern) -> (f64, [FieldWeight; 5]) {
        let weights = self.weights(pattern);
        let of = |field, finding, bits| FieldWeight { field, finding, bits };
        let fields = [
            of("身份证号", NUMBER[pattern.number().min(4)], weights.number),
            of("姓名", NAME[name_group(pattern.name())], weights.name),
            of("出生日期", BIRTH[pattern.birth()], weights.birth),
            of("性别", SEX[pattern.sex().min(2)], weights.sex),
            of("住处", PLACE[pattern.place()], weights.place),
        ];
        (self.prior(), fields)
    }
}

impl Linking {
    /// log₂ of the odds before anything is compared, and what each field adds to them.
    pub fn waterfall(&self, pair: &LinkedPair) -> (f64, [FieldWeight; 5]) {
        self.model.waterfall(pair.pattern)
    }

    /// One sentence for a pair: `身份证号缺；姓名相同+9.8；…`, and what the lists say of the dead and the moved.
    pub fn explanation(&self, pair: &LinkedPair) -> String {
        let mut text = sentence(&self.model, pair.pattern);
        self.add_status(pair, &mut text);
        text
    }

    fn add_status(&self, pair: &LinkedPair, text: &mut String) {
        for (statuses, row, side) in [(&self.statuses[0], pair.left, "左表"), (&self.statuses[1], pair.right, "右表")] {
            match statuses.get(row as usize) {
                Some(Status::Dead) => text.push_str(&format!("；{side}注明死亡")),
                Some(Status::Moved) => text.push_str(&format!("；{side}注明迁出")),
                Some(Status::Unknown) | None => {}
            }
        }
    }

    /// The explanation of each pair in their order; every pattern is put into words once.
    pub fn explanations(&self) -> Explanations<'_> {
        Explanations { linking: self, of_pattern: vec![None; super::comparison::PATTERNS], scratch: String::new() }
    }
}

/// Explanations by pattern, for writing many.
pub struct Explanations<'a> {
    linking: &'a Linking,
    of_pattern: Vec<Option<Box<str>>>,
    scratch: String,
}

impl Explanations<'_> {
    /// The explanation of a pair.
    pub fn of(&mut self, pair: &LinkedPair) -> &str {
        let linking = self.linking;
        let known = self.of_pattern[usize::from(pair.pattern.0)]
            .get_or_insert_with(|| sentence(&linking.model, pair.pattern).into_boxed_str());
        if linking.statuses.iter().all(Vec::is_empty) {
            return known;
        }
        self.scratch.clear();
        self.scratch.push_str(known);
        linking.add_status(pair, &mut self.scratch);
        &self.scratch
    }
}

fn sentence(model: &LinkModel, pattern: Pattern) -> String {
    let (_, fields) = model.waterfall(pattern);
    let mut text = String::new();
    for (place, weight) in fields.iter().enumerate() {
        if place > 0 {
            text.push('；');
        }
        text.push_str(weight.field);
        text.push_str(weight.finding);
        if place == 1 && name_group(pattern.name()) == EQUAL {
            let bearers = 1u32 << (pattern.name() - 1);
            text.push_str(&format!("（约{bearers}人同名）"));
        }
        if weight.finding != "缺" {
            text.push_str(&format!("{:+.1}", weight.bits));
        }
    }
    text
}

const _: () = assert!(SOUND_FIRST < NAME_DIFFERENT);
