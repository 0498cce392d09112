//! Columns of a list as text, and which of them say who a row is about.

use vocabulary::squeeze;

/// A column of a list as text, one value a row; a blank is an empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextColumn {
    text: String,
    ends: Vec<u32>,
}

impl TextColumn {
    /// A column with room for so many rows and bytes.
    pub fn with_capacity(rows: usize, bytes: usize) -> TextColumn {
        TextColumn { text: String::with_capacity(bytes), ends: Vec::with_capacity(rows) }
    }

    /// Adds the next row. A column holds at most 4 GiB of text; what is beyond is left blank.
    pub fn push(&mut self, value: &str) {
        if let Ok(end) = u32::try_from(self.text.len() + value.len()) {
            self.text.push_str(value);
            self.ends.push(end);
        } else {
            self.ends.push(self.text.len() as u32);
        }
    }

    /// Adds blank rows up to this number of rows.
    pub fn fill_to(&mut self, rows: usize) {
        self.ends.resize(rows.max(self.ends.len()), self.text.len() as u32);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The value of a row, from 0; empty beyond the last.
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends.get(row - 1).map_or(self.text.len(), |end| *end as usize) };
        let end = self.ends.get(row).map_or(self.text.len(), |end| *end as usize);
        &self.text[start.min(end)..end]
    }

    /// The values in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let value = &self.text[start..*end as usize];
            start = *end as usize;
            value
        })
    }
}

impl<'a> FromIterator<&'a str> for TextColumn {
    fn from_iter<I: IntoIterator<Item = &'a str>>(values: I) -> TextColumn {
        let mut column = TextColumn::default();
        values.into_iter().for_each(|value| column.push(value));
        column
    }
}

/// What a column of a list says about the person of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListField {
    /// 公民身份号码.
    Number,
    /// 姓名.
    Name,
    /// 出生日期.
    Birth,
    /// 性别.
    Sex,
    /// 村（居）, as a code or a name.
    Village,
    /// 乡镇（街道）, as a code or a name.
    Township,
    /// 地址.
    Address,
    /// 手机号码.
    Phone,
    /// 户号.
    Household,
    /// Whether the person is dead or has moved away, as the list says it.
    Status,
}

/// A field, its name in options and model files, and the headings it is known by. A code of a place stands before its name.
struct FieldNames(ListField, &'static str, &'static [&'static str]);

const FIELDS: [FieldNames; 10] = [
    FieldNames(
        ListField::Number,
        "id",
        &[
            "公民身份号码",
            "身份证号",
            "身份证号码",
            "身份证",
            "证件号码",
            "证件号",
            "居民身份证号",
            "居民身份证号码",
            "公民身份证号",
            "公民身份证号码",
            "身份证件号码",
            "身份号码",
            "残疾人证号",
            "idno",
            "idnumber",
            "idcard",
            "idcardno",
            "idcardnumber",
            "citizenid",
            "nationalid",
            "identity",
            "identitynumber",
            "identityno",
            "idnum",
            "certno",
            "sfzh",
            "gmsfhm",
            "zjhm",
            "number",
        ],
    ),
    FieldNames(
        ListField::Name,
        "name",
        &[
            "姓名",
            "人员姓名",
            "本人姓名",
            "成员姓名",
            "家庭成员姓名",
            "申请人姓名",
            "申请人",
            "名字",
            "患者姓名",
            "学生姓名",
            "残疾人姓名",
            "死者姓名",
            "name",
            "fullname",
            "personname",
            "membername",
            "xm",
            "xingming",
        ],
    ),
    FieldNames(
        ListField::Birth,
        "birth",
        &[
            "出生日期",
            "出生年月日",
            "出生年月",
            "生日",
            "出生时间",
            "出生",
            "birthdate",
            "dateofbirth",
            "birth",
            "birthday",
            "dob",
            "csrq",
        ],
    ),
    FieldNames(ListField::Sex, "sex", &["性别", "性别代码", "sex", "gender", "xb", "sexcode", "gendercode"]),
    FieldNames(
        ListField::Village,
        "village",
        &[
            "村代码",
            "村居代码",
            "村（居）代码",
            "村级代码",
            "村编码",
            "行政村代码",
            "村社区代码",
            "行政区划代码",
            "区划代码",
            "villagecode",
            "villageid",
            "regioncode",
            "divisioncode",
            "村",
            "村居",
            "村（居）",
            "村名",
            "村名称",
            "行政村",
            "村社区",
            "村（社区）",
            "所在村",
            "社区",
            "村委会",
            "居委会",
            "村民委员会",
            "村居名称",
            "village",
            "villagename",
            "community",
            "areacode",
        ],
    ),
    FieldNames(
        ListField::Township,
        "township",
        &[
            "乡镇代码",
            "乡镇（街道）代码",
            "镇代码",
            "乡代码",
            "乡镇编码",
            "townshipcode",
            "towncode",
            "乡镇",
            "乡镇（街道）",
            "乡镇街道",
            "镇乡",
            "所在乡镇",
            "乡镇名称",
            "街道",
            "township",
            "town",
            "townshipname",
            "townname",
        ],
    ),
    FieldNames(
        ListField::Address,
        "address",
        &[
            "地址",
            "家庭住址",
            "住址",
            "户籍地址",
            "家庭地址",
            "现住址",
            "现住地址",
            "居住地址",
            "详细地址",
            "户籍地",
            "户口所在地",
            "联系地址",
            "address",
            "addr",
            "homeaddress",
            "residence",
        ],
    ),
    FieldNames(
        ListField::Phone,
        "phone",
        &[
            "手机号",
            "手机号码",
            "手机",
            "联系电话",
            "电话",
            "电话号码",
            "移动电话",
            "联系方式",
            "本人电话",
            "phone",
            "phonenumber",
            "phoneno",
            "mobile",
            "mobilephone",
            "tel",
            "telephone",
            "contact",
        ],
    ),
    FieldNames(
        ListField::Household,
        "household",
        &[
            "户号",
            "户编号",
            "家庭编号",
            "户籍编号",
            "户口编号",
            "户口本号",
            "户口簿号",
            "户id",
            "家庭户号",
            "户籍户号",
            "householdid",
            "householdno",
            "householdnumber",
            "household",
            "hhid",
            "familyid",
            "familyno",
            "hukouno",
            "hukou",
            "hukouid",
        ],
    ),
    FieldNames(
        ListField::Status,
        "status",
        &[
            "人员状态",
            "状态",
            "户籍状态",
            "生存状态",
            "注销原因",
            "注销标志",
            "死亡日期",
            "死亡时间",
            "是否死亡",
            "备注",
            "status",
            "deathdate",
            "deceased",
            "remark",
        ],
    ),
];

impl ListField {
    /// All fields, the order of the table.
    pub const ALL: [ListField; 10] = [
        ListField::Number,
        ListField::Name,
        ListField::Birth,
        ListField::Sex,
        ListField::Village,
        ListField::Township,
        ListField::Address,
        ListField::Phone,
        ListField::Household,
        ListField::Status,
    ];

    fn names(self) -> &'static FieldNames {
        FIELDS.iter().find(|names| names.0 == self).expect("every field stands in the table")
    }

    /// Its name in options and files: `id`, `name`, `birth`, `sex`, `village`, `township`, `address`, `phone`, `household`,
    /// `status`.
    pub fn code(self) -> &'static str {
        self.names().1
    }

    /// Its usual Chinese heading.
    pub fn label(self) -> &'static str {
        self.names().2[0]
    }

    /// The field of that code; headings it is known by count too.
    pub fn parse(text: &str) -> Option<ListField> {
        let plain = plain_heading(text);
        let by_code = ListField::ALL.into_iter().find(|field| field.code() == plain);
        by_code.or_else(|| {
            ListField::ALL.into_iter().find(|field| field.names().2.iter().any(|known| plain_heading(known) == plain))
        })
    }
}

/// A heading without spaces, case, signs and what is usual around it.
fn plain_heading(heading: &str) -> String {
    squeeze(heading)
        .to_lowercase()
        .chars()
        .filter(|sign| !matches!(sign, '_' | '-' | '*' | ':' | '.' | '(' | ')' | '/' | '、' | '"' | '\''))
        .collect()
}

/// The column (from 0) of each field among these headings. Of two columns for a field the heading that stands first in the
/// table counts (a code before a name); a column serves one field.
pub fn recognise_columns(headings: &[String]) -> Vec<(ListField, usize)> {
    let plain: Vec<String> = headings.iter().map(|heading| plain_heading(heading)).collect();
    let mut found: Vec<(ListField, usize)> = Vec::new();
    for field in ListField::ALL {
        let synonyms = field.names().2.iter().map(|known| plain_heading(known));
        let column = synonyms
            .filter_map(|known| plain.iter().position(|heading| *heading == known))
            .find(|column| found.iter().all(|(_, taken)| taken != column));
        if let Some(column) = column {
            found.push((field, column));
        }
    }
    found
}

/// The columns of a list that say who its rows are about.
#[derive(Clone, Debug, Default)]
pub struct ListColumns {
    /// Number of rows.
    pub rows: usize,
    /// Columns by what they say; each at most once.
    pub columns: Vec<(ListField, TextColumn)>,
}

impl ListColumns {
    /// The column of that field.
    pub fn column(&self, field: ListField) -> Option<&TextColumn> {
        self.columns.iter().find(|(known, _)| *known == field).map(|(_, column)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headings: &[&str], expected: &[(ListField, usize)]) {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        assert_eq!(recognise_columns(&headings), expected, "{headings:?}");
    }

    #[test]
    fn usual_headings_in_both_languages_are_recognised() {
        check(
            &["姓名", "身份证号", "出生日期", "性别", "村代码", "地址", "手机号", "户号"],
            &[
                (ListField::Number, 1),
                (ListField::Name, 0),
                (ListField::Birth, 2),
                (ListField::Sex, 3),
                (ListField::Village, 4),
                (ListField::Address, 5),
                (ListField::Phone, 6),
                (ListField::Household, 7),
            ],
        );
        check(
            &["key", "id_no", "Name", "birth_date", "Sex", "village_code", "household_id"],
            &[
                (ListField::Number, 1),
                (ListField::Name, 2),
                (ListField::Birth, 3),
                (ListField::Sex, 4),
                (ListField::Village, 5),
                (ListField::Household, 6),
            ],
        );
        check(&["id_number", " 姓 名 ", "村（居）"], &[(ListField::Number, 0), (ListField::Name, 1), (ListField::Village, 2)]);
    }

    #[test]
    fn a_code_of_a_place_counts_before_its_name() {
        check(&["village_name", "village_code"], &[(ListField::Village, 1)]);
    }

    #[test]
    fn every_field_stands_in_the_table_and_is_read_by_its_code() {
        for field in ListField::ALL {
            assert_eq!(ListField::parse(field.code()), Some(field));
        }
    }

    #[test]
    fn a_text_column_gives_back_its_rows() {
        let mut column: TextColumn = ["甲", "", "乙"].into_iter().collect();
        column.fill_to(4);
        assert_eq!(column.iter().collect::<Vec<_>>(), ["甲", "", "乙", ""]);
        assert_eq!((column.get(2), column.get(3), column.get(9)), ("乙", "", ""));
    }
}
