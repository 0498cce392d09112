//! The rows of a list in the form in which they are compared: numbers only, one short record a row.

use super::birth;
use super::columns::{ListColumns, ListField, TextColumn};
use super::mixing::{NumberMap, hash_bytes};
use super::names::NameCollector;
use super::number::PackedNumber;

/// Most rows that may share an address, a telephone or a household number for it to be a home. A larger group is a village,
/// an office's telephone or an institution.
const HOME_MAX: u32 = 15;

/// What is compared of one row. Every part is 0 where it is missing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Person {
    pub(super) number: PackedNumber,
    pub(super) phone: u64,
    pub(super) household: u64,
    pub(super) address: u64,
    /// Pairs of neighbouring characters of the address, each as one bit.
    pub(super) address_signs: u64,
    pub(super) name: u32,
    /// Day of birth as stated.
    pub(super) birth: u32,
    /// Number of the village (or of the address that stands for it) in the list of places.
    pub(super) village: u32,
    pub(super) township: u32,
    pub(super) sex: u8,
    pub(super) status: Status,
}

/// What a list says has become of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Status {
    #[default]
    Unknown,
    Dead,
    Moved,
}

impl Person {
    /// The day of birth a block is made by: that of a right number, else as stated, else that of a wrong number.
    pub(super) fn birth_known(&self) -> u32 {
        if self.number.is_right() {
            return self.number.birth();
        }
        if birth::is_whole(self.birth) { self.birth } else { self.number.birth() }
    }

    /// Sex as stated, else as the number says it.
    pub(super) fn sex_known(&self) -> u8 {
        if self.sex != 0 || !self.number.is_right() { self.sex } else { self.number.sex() }
    }

    /// What ties the row to others of its list: the household's number, else the address of a home, else the telephone.
    pub(super) fn home(&self) -> u64 {
        [self.household, self.address, self.phone].into_iter().find(|key| *key != 0).unwrap_or(0)
    }
}

/// A place as lists name it, by code or text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) key: u64,
    /// Code of nine digits of the township it lies in; 0 where the list has only its name.
    pub(super) township_code: u64,
}

/// A list made ready: its rows, names and places, numbered within the list.
#[derive(Default)]
pub(super) struct PeopleList {
    pub(super) rows: Vec<Person>,
    pub(super) names: NameCollector,
    pub(super) places: Places,
}

/// Distinct places, numbered from 1.
#[derive(Clone, Default)]
pub(super) struct Places {
    by_key: NumberMap<u32>,
    pub(super) entries: Vec<Place>,
}

impl Places {
    pub(super) fn number(&mut self, place: Place) -> u32 {
        if place.key == 0 {
            return 0;
        }
        let next = self.entries.len() as u32 + 1;
        let number = *self.by_key.entry(place.key).or_insert(next);
        if number == next {
            self.entries.push(place);
        }
        number
    }
}

/// Makes a list ready for comparison.
pub(super) fn read(list: &ListColumns) -> PeopleList {
    let mut people = PeopleList { rows: vec![Person::default(); list.rows], ..PeopleList::default() };
    let each = |field, put: &mut dyn FnMut(&mut Person, &str), rows: &mut Vec<Person>| {
        if let Some(column) = list.column(field) {
            rows.iter_mut().zip(column.iter()).for_each(|(row, value)| put(row, value));
        }
    };
    let (rows, names, places) = (&mut people.rows, &mut people.names, &mut people.places);
    each(ListField::Number, &mut |row, value| row.number = PackedNumber::read(value), rows);
    each(ListField::Name, &mut |row, value| row.name = names.number(value), rows);
    each(ListField::Birth, &mut |row, value| row.birth = birth::read(value), rows);
    each(ListField::Sex, &mut |row, value| row.sex = sex(value), rows);
    each(ListField::Phone, &mut |row, value| row.phone = phone(value), rows);
    each(ListField::Household, &mut |row, value| row.household = household(value), rows);
    each(ListField::Status, &mut |row, value| row.status = status(value), rows);
    let mut last = LastPlace::default();
    each(ListField::Township, &mut |row, value| row.township = last.number(value, places), rows);
    let mut last = LastPlace::default();
    each(ListField::Village, &mut |row, value| row.village = last.number(value, places), rows);
    if let Some(column) = list.column(ListField::Address) {
        read_addresses(column, &mut people);
    }
    keep_homes_only(&mut people.rows);
    people
}

/// Rows of one village often stand together: the last one's number is kept.
#[derive(Default)]
struct LastPlace {
    text: String,
    number: u32,
}

impl LastPlace {
    fn number(&mut self, typed: &str, places: &mut Places) -> u32 {
        if self.text != typed {
            self.number = places.number(place(typed));
            typed.clone_into(&mut self.text);
        }
        self.number
    }
}

fn sex(typed: &str) -> u8 {
    match typed.trim() {
        "男" | "1" | "M" | "m" | "male" | "Male" | "男性" | "1.0" => 1,
        "女" | "2" | "F" | "f" | "female" | "Female" | "女性" | "2.0" | "0" => 2,
        _ => 0,
    }
}

/// The last eleven digits; fewer than seven are no telephone, nor is one digit over and over.
fn phone(typed: &str) -> u64 {
    let (mut number, mut length) = (0u64, 0);
    for sign in typed.strip_suffix(".0").unwrap_or(typed).chars() {
        let digit = match sign {
            '0'..='9' => u64::from(sign as u8 - b'0'),
            '\u{FF10}'..='\u{FF19}' => u64::from(u32::from(sign) - 0xFF10),
            '/' | '、' | ',' | ';' if length >= 7 => break,
            _ => continue,
        };
        number = (number % 10_000_000_000) * 10 + digit;
        length += 1;
    }
    let repeated = number % 10 * 11_111_111_111;
    if length < 7 || number == repeated { 0 } else { number }
}

fn household(typed: &str) -> u64 {
    let plain = typed.trim();
    let plain = plain.strip_suffix(".0").unwrap_or(plain);
    if plain.is_empty() || plain == "无" { 0 } else { hash_bytes(plain.as_bytes()) }
}

fn status(typed: &str) -> Status {
    if typed.is_empty() {
        Status::Unknown
    } else if ["死亡", "去世", "已故", "病故", "身故", "dead", "deceased"].iter().any(|word| typed.contains(word)) {
        Status::Dead
    } else if ["迁出", "迁移", "外迁", "moved"].iter().any(|word| typed.contains(word)) {
        Status::Moved
    } else if typed.len() <= 19 && birth::is_whole(birth::read(typed)) {
        // A column of days of death holds nothing but a day.
        Status::Dead
    } else {
        Status::Unknown
    }
}

/// A place by its code (nine or twelve digits; six are a county, too wide) or its name without what is usual behind it.
fn place(typed: &str) -> Place {
    let plain = typed.trim();
    let plain = plain.strip_suffix(".0").unwrap_or(plain);
    if (9..=12).contains(&plain.len()) && plain.bytes().all(|sign| sign.is_ascii_digit()) {
        let code: u64 = plain.parse().unwrap_or(0);
        let padded = if plain.len() == 9 { code * 1_000 } else { code };
        return Place { key: hash_bytes(&padded.to_le_bytes()), township_code: padded / 1_000 };
    }
    let squeezed = vocabulary::squeeze(plain);
    let mut name = squeezed.as_str();
    // A name with the county and the township before it is the village's all the same.
    for end in ["乡", "镇", "街道办事处", "街道", "办事处"] {
        if let Some((_, rest)) = name.rsplit_once(end).filter(|(_, rest)| rest.chars().count() >= 2) {
            name = rest;
        }
    }
    for end in ["民委员会", "委会", "委员会"] {
        name = name.strip_suffix(end).unwrap_or(name);
    }
    for end in ["行政村", "社区居", "社区", "村", "居", "镇", "乡", "街道"] {
        if let Some(rest) = name.strip_suffix(end).filter(|rest| !rest.is_empty()) {
            name = rest;
            break;
        }
    }
    if name.is_empty() || name == "无" {
        return Place { key: 0, township_code: 0 };
    }
    Place { key: hash_bytes(name.as_bytes()), township_code: 0 }
}

/// Addresses: one for the whole text, and the village inside it where the row names none.
fn read_addresses(column: &TextColumn, people: &mut PeopleList) {
    let mut plain = String::new();
    for (row, typed) in people.rows.iter_mut().zip(column.iter()) {
        if typed.is_empty() {
            continue;
        }
        plain.clear();
        plain.extend(typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').map(|sign| match sign {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
            other => other,
        }));
        if plain.is_empty() {
            continue;
        }
        row.address = hash_bytes(plain.as_bytes());
        let mut before = 0u64;
        for sign in plain.chars() {
            let pair = super::mixing::mix(before, u64::from(u32::from(sign)));
            if before != 0 {
                row.address_signs |= 1 << (pair & 63);
            }
            before = u64::from(u32::from(sign));
        }
        if row.village == 0
            && let Some(village) = village_in_address(&plain)
        {
            row.village = people.places.number(place(village));
        }
    }
}

/// The village in an address: up to 村, 社区 or 居委会.
fn village_in_address(address: &str) -> Option<&str> {
    let end = ["村", "社区", "居委会"].iter().filter_map(|end| address.find(end).map(|at| at + end.len())).min()?;
    let named = &address[..end];
    let start =
        ["乡", "镇", "街道", "县", "区"].iter().filter_map(|end| named.find(end).map(|at| at + end.len())).max().unwrap_or(0);
    (named[start..].chars().count() >= 2 && start < end).then_some(&named[start..])
}

/// What more rows share than live in a home is no home: a telephone or household number is dropped, an address stays as the
/// place it is where no village is known.
fn keep_homes_only(rows: &mut [Person]) {
    for part in
        [(|row: &mut Person| &mut row.household) as fn(&mut Person) -> &mut u64, |row| &mut row.phone, |row| &mut row.address]
    {
        if rows.iter_mut().all(|row| *part(row) == 0) {
            continue;
        }
        let mut counts: NumberMap<u32> = NumberMap::with_capacity_and_hasher(rows.len() / 2, Default::default());
        for row in rows.iter_mut() {
            let key = *part(row);
            if key != 0 {
                *counts.entry(key).or_insert(0) += 1;
            }
        }
        for row in rows.iter_mut() {
            let key = part(row);
            if *key != 0 && counts.get(key).is_some_and(|count| *count > HOME_MAX) {
                *key = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_is_the_same_with_and_without_what_is_usual_around_its_name() {
        let of = |typed: &str| place(typed).key;
        for typed in ["梁湾村", "梁湾", "李店镇梁湾村", "梁湾村民委员会", "梁湾村委会", "静宁县李店镇梁湾村"]
        {
            assert_eq!(of(typed), of("梁湾村"), "{typed}");
        }
        assert_ne!(of("梁湾村"), of("细湾村"));
        assert_eq!(of("620826103201"), of("620826103201.0"));
        assert_eq!(place("620826103201").township_code, 620_826_103);
        assert_eq!(village_in_address("甘肃省静宁县李店镇梁湾村三组12号"), Some("梁湾村"));
        assert_eq!(village_in_address("三组"), None);
    }

    #[test]
    fn telephones_typed_in_other_ways_are_equal() {
        for typed in ["13812345678", "+86 138-1234-5678", "138 1234 5678 / 13900000000", "13812345678.0"] {
            assert_eq!(phone(typed), 13_812_345_678, "{typed}");
        }
        assert_eq!(phone("无"), 0);
        assert_eq!(phone("11111111111"), 0);
    }

    #[test]
    fn what_a_whole_village_shares_is_no_home() {
        let mut rows = vec![Person { phone: 7, household: 1, ..Person::default() }; 16];
        rows[0].household = 2;
        keep_homes_only(&mut rows);
        assert!(rows.iter().all(|row| row.phone == 0));
        assert_eq!((rows[0].household, rows[1].household), (2, 1));
    }

    #[test]
    fn the_dead_and_the_moved_are_told_apart() {
        assert_eq!(status("已死亡"), Status::Dead);
        assert_eq!(status("2021-03-04"), Status::Dead);
        assert_eq!(status("2021年迁出"), Status::Moved);
        assert_eq!(status("正常"), Status::Unknown);
    }
}
