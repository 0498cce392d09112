//! Reads one policy file. Every fault is named with its place and with what to write instead.

use toml::{Table, Value};
use vocabulary::{Date, DateRange, Fen, Ratio, RegionCode};

use super::unit::ValueShape;
use super::{Amount, DatedValue, Key, PolicyFault, ValueKey};

/// What a county has not been told yet stands in a file under this word.
const UNKNOWN: &str = "UNKNOWN";
/// Largest count a file may state, in days, months, years or pieces; larger ones are slips of the pen.
const COUNT_MAX: i64 = 10_000;
/// Largest amount a head and month a file may state, in fen: one million yuan.
const MONEY_MAX: i64 = 100_000_000;
const FIELDS_OF_A_VALUE: [&str; 5] = ["label", "unit", "source", "confidence", "values"];
const FIELDS_OF_A_VERSION: [&str; 6] = ["region", "from", "until", "amount", "source", "confidence"];

/// Collects the values and faults of one file.
struct Reader<'a> {
    file: &'a str,
    values: Vec<DatedValue>,
    faults: Vec<PolicyFault>,
}

/// What the versions of one value share.
struct Heading<'a> {
    key: Key,
    label: &'a str,
    source: &'a str,
    confidence: &'a str,
}

pub(super) fn read(file: &str, text: &str) -> Result<Vec<DatedValue>, Vec<PolicyFault>> {
    let mut reader = Reader { file, values: Vec::new(), faults: Vec::new() };
    match text.parse::<Table>() {
        Ok(table) => reader.read_chapter("", &table),
        Err(fault) => {
            let line = fault.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            reader.fault(format!("第{line}行"), format!("不是合法的 TOML（{}）；请按其他条目的写法改正该行", fault.message()));
        }
    }
    reader.find_overlaps();
    if reader.faults.is_empty() { Ok(reader.values) } else { Err(reader.faults) }
}

impl<'a> Reader<'a> {
    fn fault(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.faults.push(PolicyFault { file: self.file.to_owned(), place: place.into(), what: what.into() });
    }

    /// Walks down to the tables that hold versions; their path is the value's name.
    fn read_chapter(&mut self, path: &str, table: &Table) {
        if table.contains_key("values") {
            self.read_value(path, table);
            return;
        }
        for (name, inner) in table {
            let place = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            match inner {
                Value::Table(chapter) => self.read_chapter(&place, chapter),
                Value::String(_)
                | Value::Integer(_)
                | Value::Float(_)
                | Value::Boolean(_)
                | Value::Datetime(_)
                | Value::Array(_) => self.fault(place, "该字段不属于任何数值；请写在带有 values 的条目之下，或删去"),
            }
        }
    }

    fn read_value(&mut self, path: &str, table: &Table) {
        let Some(key) = Key::find(path) else {
            self.fault(path, "系统没有这个名称的数值；请核对名称是否写错（名称见政策数值页面），或删去该条目");
            return;
        };
        for field in table.keys().filter(|field| !FIELDS_OF_A_VALUE.contains(&field.as_str())) {
            self.fault(path, format!("未知字段“{field}”；可用字段：{}", FIELDS_OF_A_VALUE.join("、")));
        }
        let label = self.text_field(path, table, "label");
        let unit = self.text_field(path, table, "unit");
        let source = self.text_field(path, table, "source");
        let confidence = self.text_field(path, table, "confidence");
        if let Some(unit) = unit.filter(|unit| *unit != key.unit.text()) {
            self.fault(path, format!("单位“{unit}”不对；该数值的单位是“{}”", key.unit.text()));
        }
        let (Some(label), Some(source), Some(confidence)) = (label, source, confidence) else { return };
        let heading = Heading { key, label, source, confidence };
        match table.get("values") {
            Some(Value::Array(versions)) if !versions.is_empty() => {
                for (index, version) in versions.iter().enumerate() {
                    self.read_version(&heading, &format!("{path} 第{}项", index + 1), version);
                }
            }
            Some(_) | None => self.fault(path, "values 应为至少一项的列表：values = [{ region = …, from = …, amount = … }]"),
        }
    }

    fn text_field<'t>(&mut self, path: &str, table: &'t Table, field: &str) -> Option<&'t str> {
        match table.get(field) {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
            Some(_) | None => {
                self.fault(path, format!("缺少字段“{field}”或其不是文字；请补写 {field} = \"…\""));
                None
            }
        }
    }

    fn read_version(&mut self, heading: &Heading<'_>, place: &str, version: &Value) {
        let Value::Table(version) = version else {
            self.fault(place, "应写作 { region = …, from = …, amount = … }");
            return;
        };
        for field in version.keys().filter(|field| !FIELDS_OF_A_VERSION.contains(&field.as_str())) {
            self.fault(place, format!("未知字段“{field}”；可用字段：{}", FIELDS_OF_A_VERSION.join("、")));
        }
        let region = self.region(place, version.get("region"));
        let from = self.day(place, "from", version.get("from"));
        let until = version.get("until").map(|day| self.day(place, "until", Some(day)));
        let amount = self.amount(place, heading.key, version.get("amount"));
        let source = version.contains_key("source").then(|| self.text_field(place, version, "source"));
        let confidence = version.contains_key("confidence").then(|| self.text_field(place, version, "confidence"));
        let (Some(region), Some(from), Some(amount), Some(until)) =
            (region, from, amount, until.map_or(Some(None), |day| day.map(Some)))
        else {
            return;
        };
        if DateRange::new(from, until).is_none() {
            self.fault(place, "until 不晚于 from，没有一天适用；until 应为不再适用的第一天");
            return;
        }
        self.values.push(DatedValue {
            key: ValueKey(heading.key.name.to_owned()),
            label: heading.label.to_owned(),
            unit: heading.key.unit.text().to_owned(),
            region,
            from,
            until,
            amount,
            source: source.flatten().unwrap_or(heading.source).to_owned(),
            confidence: confidence.flatten().unwrap_or(heading.confidence).to_owned(),
        });
    }

    fn region(&mut self, place: &str, value: Option<&Value>) -> Option<RegionCode> {
        let Some(Value::String(text)) = value else {
            self.fault(place, "缺少 region 或其不是文字；请写区划代码，如 region = \"620521\"，全国写 \"CN\"");
            return None;
        };
        match RegionCode::parse(text) {
            Ok(region) => Some(region),
            Err(fault) => {
                self.fault(place, format!("region“{text}”不是区划代码：{fault}；全国写 \"CN\""));
                None
            }
        }
    }

    fn day(&mut self, place: &str, field: &str, value: Option<&Value>) -> Option<Date> {
        let Some(Value::String(text)) = value else {
            self.fault(place, format!("缺少 {field} 或其未加引号；请写 {field} = \"2022-01-01\""));
            return None;
        };
        match Date::parse(text) {
            Ok(day) => Some(day),
            Err(fault) => {
                self.fault(place, format!("{field}“{text}”：{fault}；请写作 2022-01-01"));
                None
            }
        }
    }

    /// The amount in the shape of its unit; the inner `None` is UNKNOWN.
    fn amount(&mut self, place: &str, key: Key, value: Option<&Value>) -> Option<Option<Amount>> {
        let Some(value) = value else {
            self.fault(place, format!("缺少 amount；尚不知道的写 amount = \"{UNKNOWN}\""));
            return None;
        };
        if matches!(value, Value::String(text) if text == UNKNOWN) {
            return Some(None);
        }
        let (amount, form) = match key.unit.shape() {
            ValueShape::Money => {
                (whole_number(value, MONEY_MAX).map(Fen::new).map(Amount::Money), "零至一亿的整数，单位为分（439元写 43900）")
            }
            ValueShape::Ratio => (ratio(value).map(Amount::Ratio), "比例，如 \"1.5\"、\"20%\"，最多四位小数"),
            ValueShape::Count => (whole_number(value, COUNT_MAX).map(Amount::Count), "零至一万的整数"),
            ValueShape::YesNo => (value.as_bool().map(Amount::YesNo), "true（是）或 false（否）"),
        };
        if amount.is_none() {
            self.fault(place, format!("amount = {value} 不合要求；应为{form}，尚不知道的写 \"{UNKNOWN}\""));
        }
        amount.map(Some)
    }

    /// Two versions of one name and region must not share a day: nobody could say which holds.
    fn find_overlaps(&mut self) {
        let mut found = Vec::new();
        for (index, one) in self.values.iter().enumerate() {
            for other in &self.values[index + 1..] {
                if one.key == other.key && one.region == other.region && one.days().overlaps(other.days()) {
                    let both = one.from.max(other.from);
                    found.push((one.key.to_string(), format!("{}在{both}有两个数值；请给较早的一项写上 until", one.region)));
                }
            }
        }
        for (place, what) in found {
            self.fault(place, what);
        }
    }
}

fn whole_number(value: &Value, most: i64) -> Option<i64> {
    value.as_integer().filter(|number| (0..=most).contains(number))
}

fn ratio(value: &Value) -> Option<Ratio> {
    match value {
        Value::String(text) => Ratio::parse(text),
        Value::Integer(number) => Ratio::parse(&number.to_string()),
        // Rust prints the shortest decimal that reads back as the same float, so the digits of the file come out again.
        Value::Float(number) => Ratio::parse(&number.to_string()),
        Value::Boolean(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => None,
    }
}
