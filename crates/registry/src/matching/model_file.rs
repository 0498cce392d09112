//! The model as a text: one line a level, in TOML, so that a person can read it and any tool can show what changed.

use super::model::{FieldLevels, LinkModel};

/// Why a text is not a model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkModelFault {
    /// Not of the form `name = number`: the line, from 1.
    #[error("模型文件第{0}行不是“名称 = 数值”")]
    Line(usize),
    /// A name that is not of a model: the line and the name.
    #[error("模型文件第{0}行：没有名为 {1} 的参数")]
    Name(usize, String),
    /// A number that no share or count can be.
    #[error("模型文件第{0}行：{1} 的数值超出范围")]
    Value(usize, String),
    /// A parameter is not there.
    #[error("模型文件缺少参数 {0}")]
    Missing(String),
}

const NUMBER: [&str; 5] = ["missing", "equal", "near", "different_one_wrong", "different_both_right"];
const NAME: [&str; 10] = [
    "missing",
    "equal",
    "sound",
    "alike",
    "one_character",
    "one_missing",
    "reversed",
    "surname_changed",
    "surname_only",
    "different",
];
const BIRTH: [&str; 8] = ["missing", "equal", "swapped", "day_or_month", "year", "lunar", "year_only", "different"];
const SEX: [&str; 3] = ["missing", "equal", "different"];
const PLACE: [&str; 8] =
    ["missing", "home", "village", "corresponding_village", "township", "elsewhere", "home_together", "together"];
const NEARNESS: [&str; 3] = ["home", "village", "elsewhere"];

impl LinkModel {
    /// The model as TOML.
    pub fn to_text(&self) -> String {
        let mut text = String::from(
            "# m: share among rows of one person; u: share among rows of two persons. Weight of a level: log2(m / u).\n",
        );
        let mut copy = self.clone();
        copy.visit(&mut |name, value| {
            text.push_str(&format!("{name} = {value:e}\n"));
            Ok::<(), ()>(())
        })
        .expect("writing a line does not fail");
        text
    }

    /// Reads what [`LinkModel::to_text`] wrote.
    pub fn parse(text: &str) -> Result<LinkModel, LinkModelFault> {
        let mut values: std::collections::BTreeMap<&str, (usize, f64)> = std::collections::BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.split('#').next().unwrap_or("").trim();
            if line.is_empty() {
                continue;
            }
            let (name, value) = line.split_once('=').ok_or(LinkModelFault::Line(number))?;
            let value: f64 = value.trim().parse().map_err(|_| LinkModelFault::Line(number))?;
            if !value.is_finite() || value < 0.0 {
                return Err(LinkModelFault::Value(number, name.trim().to_owned()));
            }
            values.insert(name.trim(), (number, value));
        }
        let mut model = LinkModel::starting([1, 1], 1);
        model.visit(&mut |name, into| {
            let (_, value) = values.remove(name).ok_or_else(|| LinkModelFault::Missing(name.to_owned()))?;
            *into = value;
            Ok(())
        })?;
        match values.into_iter().next() {
            Some((name, (line, _))) => Err(LinkModelFault::Name(line, name.to_owned())),
            None => Ok(model),
        }
    }

    /// The parameters that differ from another model's by more than a tenth: name, here, there.
    pub fn differences(&self, other: &LinkModel) -> Vec<(String, f64, f64)> {
        let mut theirs = Vec::new();
        let _ = other.clone().visit(&mut |_, value| {
            theirs.push(*value);
            Ok::<(), ()>(())
        });
        let (mut found, mut theirs) = (Vec::new(), theirs.into_iter());
        let _ = self.clone().visit(&mut |name, value| {
            if let Some(their) = theirs.next()
                && (*value - their).abs() > 0.1 * value.max(their)
            {
                found.push((name.to_owned(), *value, their));
            }
            Ok::<(), ()>(())
        });
        found
    }

    /// Every parameter with its name, in one order for reading and writing.
    fn visit<E>(&mut self, each: &mut dyn FnMut(&str, &mut f64) -> Result<(), E>) -> Result<(), E> {
        each("persons_in_both", &mut self.matches)?;
        each("rows.left", &mut self.rows[0])?;
        each("rows.right", &mut self.rows[1])?;
        let FieldLevels { number, name, birth, sex, place } = &mut self.m;
        levels("m.number", &NUMBER, number, each)?;
        levels("m.name", &NAME, name, each)?;
        levels("m.birth", &BIRTH, birth, each)?;
        levels("m.sex", &SEX, sex, each)?;
        levels("m.place", &PLACE, place, each)?;
        for (near, u) in ["home", "others"].into_iter().zip(&mut self.u_number) {
            levels(&format!("u.number.{near}"), &NUMBER, u, each)?;
        }
        for (near, of_near) in NEARNESS.into_iter().zip(&mut self.u_name) {
            for (births, u) in ["births_differ", "births_equal"].into_iter().zip(of_near) {
                levels(&format!("u.name.{near}.{births}"), &NAME, u, each)?;
            }
        }
        levels("u.name_clustering", &["", "home", "village", "elsewhere"], &mut Shifted(&mut self.clustering), each)?;
        for (near, u) in NEARNESS.into_iter().zip(&mut self.u_birth) {
            levels(&format!("u.birth.{near}"), &BIRTH, u, each)?;
        }
        for (names, u) in ["names_alike", "names_differ"].into_iter().zip(&mut self.u_sex) {
            levels(&format!("u.sex.{names}"), &SEX, u, each)?;
        }
        levels("u.place", &PLACE, &mut self.u_place, each)
    }
}

/// Values by level; level 0 is "missing" and is not written.
trait Levels {
    fn at(&mut self, level: usize) -> Option<&mut f64>;
}

impl<const LEVELS: usize> Levels for [f64; LEVELS] {
    fn at(&mut self, level: usize) -> Option<&mut f64> {
        self.get_mut(level)
    }
}

/// Values without a level for "missing".
struct Shifted<'a>(&'a mut [f64; 3]);

impl Levels for Shifted<'_> {
    fn at(&mut self, level: usize) -> Option<&mut f64> {
        self.0.get_mut(level.checked_sub(1)?)
    }
}

fn levels<E>(
    prefix: &str,
    names: &[&str],
    values: &mut impl Levels,
    each: &mut dyn FnMut(&str, &mut f64) -> Result<(), E>,
) -> Result<(), E> {
    for (level, name) in names.iter().enumerate().skip(1) {
        if let Some(value) = values.at(level) {
            each(&format!("{prefix}.{name}"), value)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_model_is_the_same_when_it_is_read_again() {
        let mut model = LinkModel::starting([300, 400], 250);
        model.u_place[3] = 1.0 / 3.0;
        let text = model.to_text();
        assert_eq!(LinkModel::parse(&text), Ok(model));
        assert!(text.lines().any(|line| line == "m.name.equal = 8.6e-1"), "{text}");
    }

    #[test]
    fn a_text_that_is_no_model_is_refused_with_its_line() {
        let text = LinkModel::starting([1, 1], 1).to_text();
        assert_eq!(LinkModel::parse("甲"), Err(LinkModelFault::Line(1)));
        assert_eq!(LinkModel::parse(""), Err(LinkModelFault::Missing("persons_in_both".to_owned())));
        assert_eq!(LinkModel::parse("persons_in_both = -1"), Err(LinkModelFault::Value(1, "persons_in_both".to_owned())));
        let more = format!("{text}m.colour = 1\n");
        assert_eq!(LinkModel::parse(&more), Err(LinkModelFault::Name(text.lines().count() + 1, "m.colour".to_owned())));
    }

    #[test]
    fn two_models_are_told_apart_by_name() {
        let model = LinkModel::starting([300, 400], 250);
        let mut other = model.clone();
        other.m.sex[1] = 0.5;
        assert_eq!(model.differences(&other), [("m.sex.equal".to_owned(), 0.99, 0.5)]);
        assert!(model.differences(&model).is_empty());
    }
}
