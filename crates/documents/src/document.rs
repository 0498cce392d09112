//! An official document (公文) as values, before it has a format.

use vocabulary::Date;

/// An official document in the form of GB/T 9704-2012.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// 发文机关, as the red mark names it, without 文件.
    pub issuer: String,
    /// 发文字号: `清民发〔2022〕251号`.
    pub number: String,
    /// 标题.
    pub title: String,
    /// 主送机关, without the colon.
    pub addressee: String,
    /// The body.
    pub blocks: Vec<Block>,
    /// 发文机关署名.
    pub signature: String,
    /// 成文日期.
    pub date: Date,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// 一、…
    Heading1(String),
    /// （一）…
    Heading2(String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A table.
    Table(Table),
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Text(String),
    /// A figure. Its code stands in a list behind the document, with the number of its mark in the text.
    Figure {
        /// Code of the figure.
        code: String,
        /// As printed, with its unit where a sentence needs one.
        text: String,
    },
}

/// A table with a caption. Every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Caption above it.
    pub caption: String,
    /// Heads of the columns with how the cells below them stand.
    pub header: Vec<(String, Alignment)>,
    /// Rows of cells.
    pub rows: Vec<Vec<Vec<Run>>>,
}

/// How the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Words.
    Left,
    /// Short codes.
    Centre,
    /// Numbers.
    Right,
}

/// Why a document cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentFault {
    /// A part that every official document has is blank.
    #[error("公文缺少{part}，未生成。请填写{part}后重新出具")]
    Blank {
        /// Which part.
        part: &'static str,
    },
    /// The number has not the form of GB/T 9704-2012 §7.2.5.
    #[error(
        "发文字号“{number}”格式不符，公文未生成。年份用六角括号括入、序号不编虚位，如“清民发〔2022〕251号”，请更正后重新出具"
    )]
    Number {
        /// What was given.
        number: String,
    },
    /// A row of a table has more or fewer cells than the header.
    #[error("表“{caption}”第{row}行有{found}格，表头有{expected}格，公文未生成。请按表头补齐后重新出具")]
    TableShape {
        /// Caption.
        caption: String,
        /// Row, from 1 below the header.
        row: usize,
        /// Cells of the row.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// The package could not be written.
    #[error("公文文件未能写成。请重试；仍不成功时请将此信息报系统管理员")]
    Package(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Run {
    /// What is printed.
    pub fn text(&self) -> &str {
        match self {
            Run::Text(text) | Run::Figure { text, .. } => text,
        }
    }
}

impl Document {
    /// The codes of all figures in the order in which they first stand; the first has mark 1.
    pub fn figure_codes(&self) -> Vec<&str> {
        let runs = self.blocks.iter().flat_map(|block| match block {
            Block::Heading1(_) | Block::Heading2(_) => Vec::new(),
            Block::Paragraph(runs) => runs.iter().collect(),
            Block::Table(table) => table.rows.iter().flatten().flatten().collect(),
        });
        let mut codes: Vec<&str> = Vec::new();
        for run in runs {
            match run {
                Run::Figure { code, .. } if !codes.contains(&code.as_str()) => codes.push(code),
                Run::Figure { .. } | Run::Text(_) => {}
            }
        }
        codes
    }

    /// Whether all parts are there and have their form.
    pub(crate) fn check(&self) -> Result<(), DocumentFault> {
        let parts =
            [("发文机关", &self.issuer), ("标题", &self.title), ("主送机关", &self.addressee), ("发文机关署名", &self.signature)];
        if let Some((part, _)) = parts.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(DocumentFault::Blank { part });
        }
        if !is_document_number(&self.number) {
            return Err(DocumentFault::Number { number: self.number.clone() });
        }
        self.blocks.iter().try_for_each(|block| match block {
            Block::Heading1(_) | Block::Heading2(_) | Block::Paragraph(_) => Ok(()),
            Block::Table(table) => table.check(),
        })
    }
}

impl Table {
    fn check(&self) -> Result<(), DocumentFault> {
        let expected = self.header.len();
        match self.rows.iter().position(|row| row.len() != expected) {
            None => Ok(()),
            Some(at) => {
                let found = self.rows[at].len();
                Err(DocumentFault::TableShape { caption: self.caption.clone(), row: at + 1, found, expected })
            }
        }
    }
}

/// `机关代字〔year〕number号`: four digits in hexagonal brackets, a number without leading zeros and without 第.
fn is_document_number(text: &str) -> bool {
    let parts = text.split_once('〔').and_then(|(sign, rest)| {
        let (year, rest) = rest.split_once('〕')?;
        Some((sign, year, rest.strip_suffix('号')?))
    });
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
    parts.is_some_and(|(sign, year, number)| {
        !sign.is_empty() && year.len() == 4 && digits(year) && digits(number) && !number.starts_with('0')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_number_has_hexagonal_brackets_and_no_leading_zero() {
        assert!(is_document_number("清民发〔2022〕251号"));
        for wrong in
            ["清民发[2022]251号", "清民发〔2022〕第251号", "清民发〔2022〕025号", "清民发〔22〕251号", "〔2022〕251号", ""]
        {
            assert!(!is_document_number(wrong), "{wrong}");
        }
    }
}
