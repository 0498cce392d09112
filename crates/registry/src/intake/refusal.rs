//! Refusals of a file as a whole, and the limits of size behind some of them.

use std::fmt;

use super::questions::ColumnQuestion;

/// Largest file that is read. A county's whole household register (300,000 rows) is about 30 MiB as xlsx and 40 MiB as csv.
pub const BYTES_MAX: usize = 64 << 20;
/// Largest size a workbook may state for its unpacked parts: a register of 300,000 rows unpacks to about 400 MiB.
pub const UNPACKED_BYTES_MAX: u64 = 2 << 30;
/// Rows of one sheet, the most that xlsx has.
pub const ROWS_MAX: u32 = 1 << 20;
/// Columns that are looked at, the most that xls has. What lies to the right is under no heading of a form.
pub const COLUMNS_MAX: usize = 256;
/// Cells of a file, blank ones between the filled too: a county's register has about four million; this bounds the memory
/// of one intake.
pub const CELLS_MAX: usize = 20_000_000;
/// Bytes of the texts of a file that are longer than usual: a register's addresses have about thirty million.
pub const TEXT_BYTES_MAX: usize = 512 << 20;

/// A file that was not read at all. Nothing of it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRefusal {
    /// Name of the file as sent.
    pub file_name: String,
    /// Why.
    pub reason: FileRefusalReason,
}

/// Why a file was not read. Codes never change and are never used again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRefusalReason {
    /// FI-101: no bytes, or no filled cell.
    Empty,
    /// FI-102: beyond a limit of size.
    TooLarge(SizeLimit),
    /// FI-201: neither a workbook nor a text table.
    NotATable(Found),
    /// FI-202: a workbook under a password.
    PasswordProtected,
    /// FI-203: a workbook that is cut off or broken.
    Broken,
    /// FI-301: no row of headings of a known layout.
    NoHeadings {
        /// For each layout its name and the headings that were looked for and not found in the row that came closest.
        missing: Vec<(String, Vec<String>)>,
    },
    /// FI-302: the headings fit several layouts alike.
    SeveralLayouts {
        /// Names of the layouts.
        names: Vec<String>,
    },
    /// FI-303: two columns state the same.
    HeadingTwice {
        /// The heading of the layout.
        heading: String,
        /// Sheet, from 0.
        sheet: u16,
        /// Row as a spreadsheet shows it.
        row: u32,
        /// The columns; an answer says which of them is read.
        questions: Vec<ColumnQuestion>,
    },
    /// FI-304: a heading states money in a unit that is not known.
    UnknownUnit {
        /// The heading as the file has it.
        heading: String,
        /// Sheet, from 0.
        sheet: u16,
        /// Row as a spreadsheet shows it.
        row: u32,
    },
    /// FI-305: a required column lacks, and one under another heading may be it.
    ColumnsUnclear {
        /// Name of the layout.
        layout: String,
        /// Headings of the required columns that lack.
        missing: Vec<String>,
        /// The columns that may be these; an answer says which is.
        questions: Vec<ColumnQuestion>,
    },
}

/// Which limit of size a file is beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeLimit {
    /// [`BYTES_MAX`].
    Bytes,
    /// [`UNPACKED_BYTES_MAX`].
    UnpackedBytes,
    /// [`ROWS_MAX`].
    Rows,
    /// [`CELLS_MAX`].
    Cells,
    /// [`TEXT_BYTES_MAX`].
    TextBytes,
}

/// What a file is, where it is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A packed archive or document, not a workbook.
    Archive,
    /// A picture.
    Picture,
    /// A PDF.
    Pdf,
    /// A web page, often saved by other systems under the name .xls.
    WebPage,
    /// Bytes that are no text of a known encoding.
    Bytes,
}

impl Found {
    fn label(self) -> &'static str {
        match self {
            Found::Archive => "压缩包或文档",
            Found::Picture => "图片",
            Found::Pdf => "PDF文件",
            Found::WebPage => "网页文件",
            Found::Bytes => "无法识别的内容",
        }
    }
}

impl FileRefusalReason {
    /// The code in messages and columns.
    pub fn code(&self) -> &'static str {
        match self {
            FileRefusalReason::Empty => "FI-101",
            FileRefusalReason::TooLarge(_) => "FI-102",
            FileRefusalReason::NotATable(_) => "FI-201",
            FileRefusalReason::PasswordProtected => "FI-202",
            FileRefusalReason::Broken => "FI-203",
            FileRefusalReason::NoHeadings { .. } => "FI-301",
            FileRefusalReason::SeveralLayouts { .. } => "FI-302",
            FileRefusalReason::HeadingTwice { .. } => "FI-303",
            FileRefusalReason::UnknownUnit { .. } => "FI-304",
            FileRefusalReason::ColumnsUnclear { .. } => "FI-305",
        }
    }

    fn what(&self) -> String {
        match self {
            FileRefusalReason::Empty => "文件是空的，没有任何内容。".to_owned(),
            FileRefusalReason::TooLarge(limit) => format!("文件过大：超过{limit}。"),
            FileRefusalReason::NotATable(found) => format!("这不是表格文件，而是{}。", found.label()),
            FileRefusalReason::PasswordProtected => "工作簿设有打开密码。".to_owned(),
            FileRefusalReason::Broken => "工作簿不完整或已损坏。".to_owned(),
            FileRefusalReason::NoHeadings { missing } => {
                let lacks: Vec<String> =
                    missing.iter().map(|(name, headings)| format!("按“{name}”缺少{}", headings.join("、"))).collect();
                format!("没有找到已知表式的表头：{}。", lacks.join("；"))
            }
            FileRefusalReason::SeveralLayouts { names } => format!("表头同时符合多种表式：{}。", names.join("、")),
            FileRefusalReason::HeadingTwice { heading, sheet, row, questions: _ } => {
                format!("第{}张表第{row}行有两列都是“{heading}”，无法判断以哪一列为准。", u32::from(*sheet) + 1)
            }
            FileRefusalReason::UnknownUnit { heading, sheet, row } => {
                format!("第{}张表第{row}行表头“{heading}”的金额单位无法识别。", u32::from(*sheet) + 1)
            }
            FileRefusalReason::ColumnsUnclear { layout, missing, questions } => {
                let asked: String = questions.iter().map(ColumnQuestion::sentence).collect();
                format!("按“{layout}”缺少{}。{asked}", missing.join("、"))
            }
        }
    }

    fn next_step(&self) -> &'static str {
        match self {
            FileRefusalReason::Empty => "请确认选对了文件后重新上传。",
            FileRefusalReason::TooLarge(_) => "请按乡镇拆分成几个文件，分别上传。",
            FileRefusalReason::NotATable(_) => "请用表格软件另存为xlsx或csv后重新上传。",
            FileRefusalReason::PasswordProtected => "请取消打开密码，另存后重新上传。",
            FileRefusalReason::Broken => "请用表格软件打开确认内容完整，另存为xlsx后重新上传。",
            FileRefusalReason::NoHeadings { .. } => "请按所报表式补齐表头后重新上传；表头名称可用表式中的同义词。",
            FileRefusalReason::SeveralLayouts { .. } => "请使用部门统一表式，或把不同内容分成两个文件上传。",
            FileRefusalReason::HeadingTwice { .. } => "请指明以哪一列为准，或删除、改名其中一列后重新上传。",
            FileRefusalReason::ColumnsUnclear { .. } => "请指明各列是什么，或按表式改正表头后重新上传。",
            FileRefusalReason::UnknownUnit { .. } => "请将单位写为元/年、元/月、万元/年或万元/月后重新上传。",
        }
    }
}

impl fmt::Display for SizeLimit {
    /// The limit with its unit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SizeLimit::Bytes => write!(f, "{} MiB", BYTES_MAX >> 20),
            SizeLimit::UnpackedBytes => write!(f, "展开后{} MiB", UNPACKED_BYTES_MAX >> 20),
            SizeLimit::Rows => write!(f, "一张表{ROWS_MAX}行"),
            SizeLimit::Cells => write!(f, "{CELLS_MAX}个单元格"),
            SizeLimit::TextBytes => write!(f, "文字{} MiB", TEXT_BYTES_MAX >> 20),
        }
    }
}

impl fmt::Display for FileRefusal {
    /// Where, what, what became of it, what next, and the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FileRefusal { file_name, reason } = self;
        write!(f, "文件“{file_name}”：{}整个文件未录入。{}（{}）", reason.what(), reason.next_step(), reason.code())
    }
}

impl std::error::Error for FileRefusal {}

#[cfg(test)]
mod tests {
    use super::super::layout::{Field, IdentityField};
    use super::super::questions::QuestionReason;
    use super::*;

    #[test]
    fn each_refusal_says_what_where_why_and_the_next_step() {
        let reasons = [
            FileRefusalReason::Empty,
            FileRefusalReason::TooLarge(SizeLimit::Bytes),
            FileRefusalReason::TooLarge(SizeLimit::UnpackedBytes),
            FileRefusalReason::TooLarge(SizeLimit::Rows),
            FileRefusalReason::TooLarge(SizeLimit::Cells),
            FileRefusalReason::TooLarge(SizeLimit::TextBytes),
            FileRefusalReason::NotATable(Found::Archive),
            FileRefusalReason::NotATable(Found::Picture),
            FileRefusalReason::NotATable(Found::Pdf),
            FileRefusalReason::NotATable(Found::WebPage),
            FileRefusalReason::NotATable(Found::Bytes),
            FileRefusalReason::PasswordProtected,
            FileRefusalReason::Broken,
            FileRefusalReason::NoHeadings {
                missing: vec![("公安户籍名册".into(), vec!["户号".into(), "与户主关系".into()])]
            },
            FileRefusalReason::SeveralLayouts { names: vec!["甲表".into(), "乙表".into()] },
            FileRefusalReason::HeadingTwice { heading: "姓名".into(), sheet: 0, row: 3, questions: Vec::new() },
            FileRefusalReason::UnknownUnit { heading: "工资性收入(美元)".into(), sheet: 0, row: 3 },
            FileRefusalReason::ColumnsUnclear {
                layout: "死亡人员名单".into(),
                missing: vec!["身份证号".into()],
                questions: vec![ColumnQuestion {
                    sheet: 0,
                    column: 2,
                    heading: "证号".into(),
                    occurrence: 0,
                    candidates: vec![Field::Identity(IdentityField::CitizenId)],
                    candidate_headings: vec!["身份证号".into()],
                    samples: vec!["“6205********…”".into()],
                    why: QuestionReason::RequiredMissing,
                }],
            },
        ];
        let shown: Vec<String> = reasons.map(|reason| FileRefusal { file_name: "十月.xlsx".into(), reason }.to_string()).into();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        文件“十月.xlsx”：文件是空的，没有任何内容。整个文件未录入。请确认选对了文件后重新上传。（FI-101）
        文件“十月.xlsx”：文件过大：超过64 MiB。整个文件未录入。请按乡镇拆分成几个文件，分别上传。（FI-102）
        文件“十月.xlsx”：文件过大：超过展开后2048 MiB。整个文件未录入。请按乡镇拆分成几个文件，分别上传。（FI-102）
        文件“十月.xlsx”：文件过大：超过一张表1048576行。整个文件未录入。请按乡镇拆分成几个文件，分别上传。（FI-102）
        文件“十月.xlsx”：文件过大：超过20000000个单元格。整个文件未录入。请按乡镇拆分成几个文件，分别上传。（FI-102）
        文件“十月.xlsx”：文件过大：超过文字512 MiB。整个文件未录入。请按乡镇拆分成几个文件，分别上传。（FI-102）
        文件“十月.xlsx”：这不是表格文件，而是压缩包或文档。整个文件未录入。请用表格软件另存为xlsx或csv后重新上传。（FI-201）
        文件“十月.xlsx”：这不是表格文件，而是图片。整个文件未录入。请用表格软件另存为xlsx或csv后重新上传。（FI-201）
        文件“十月.xlsx”：这不是表格文件，而是PDF文件。整个文件未录入。请用表格软件另存为xlsx或csv后重新上传。（FI-201）
        文件“十月.xlsx”：这不是表格文件，而是网页文件。整个文件未录入。请用表格软件另存为xlsx或csv后重新上传。（FI-201）
        文件“十月.xlsx”：这不是表格文件，而是无法识别的内容。整个文件未录入。请用表格软件另存为xlsx或csv后重新上传。（FI-201）
        文件“十月.xlsx”：工作簿设有打开密码。整个文件未录入。请取消打开密码，另存后重新上传。（FI-202）
        文件“十月.xlsx”：工作簿不完整或已损坏。整个文件未录入。请用表格软件打开确认内容完整，另存为xlsx后重新上传。（FI-203）
        文件“十月.xlsx”：没有找到已知表式的表头：按“公安户籍名册”缺少户号、与户主关系。整个文件未录入。请按所报表式补齐表头后重新上传；表头名称可用表式中的同义词。（FI-301）
        文件“十月.xlsx”：表头同时符合多种表式：甲表、乙表。整个文件未录入。请使用部门统一表式，或把不同内容分成两个文件上传。（FI-302）
        文件“十月.xlsx”：第1张表第3行有两列都是“姓名”，无法判断以哪一列为准。整个文件未录入。请指明以哪一列为准，或删除、改名其中一列后重新上传。（FI-303）
        文件“十月.xlsx”：第1张表第3行表头“工资性收入(美元)”的金额单位无法识别。整个文件未录入。请将单位写为元/年、元/月、万元/年或万元/月后重新上传。（FI-304）
        文件“十月.xlsx”：按“死亡人员名单”缺少身份证号。第1张表C列“证号”的内容（如“6205********…”）像是所缺的“身份证号”。是这一列吗？整个文件未录入。请指明各列是什么，或按表式改正表头后重新上传。（FI-305）
        "#);
    }
}
