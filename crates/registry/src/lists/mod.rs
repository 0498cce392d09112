//! Any list to its columns: csv, xlsx, xls and Parquet bytes to the text columns that matching reads.
//!
//! Holds: a list needs no layout, its columns are known by their headings; nothing panics on any bytes.
//! Absent on purpose: facts and complaints about cells ([`crate::intake`]), files.

mod delimited;
mod parquet_columns;
mod workbook;

use std::collections::BTreeMap;

use bytes::Bytes;
use parquet::file::reader::ChunkReader;

use crate::intake::SizeLimit;
use crate::matching::{ListColumns, ListField, TextColumn, recognise_columns};

/// Why a list cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListRefusal {
    /// Neither text, nor a workbook, nor Parquet.
    #[error("文件不是 csv、xlsx、xls 或 Parquet 表格")]
    NotATable,
    /// Damaged, or of a kind the reader does not know: what it says.
    #[error("文件损坏或无法读取：{0}")]
    Broken(String),
    /// A workbook that asks for a password.
    #[error("文件设有打开密码")]
    PasswordProtected,
    /// Beyond a limit of size.
    #[error("文件过大：超过{0}")]
    TooLarge(SizeLimit),
    /// Lines in two encodings: the first such line, from 1.
    #[error("第{0}行起编码与前文不同，一个文件混用了 UTF-8 和 GB18030")]
    MixedEncodings(usize),
    /// Nothing but a heading, or nothing at all.
    #[error("文件没有数据行")]
    Empty,
    /// No heading says who a row is about.
    #[error("没有找到姓名或身份证号列；表头是：{0}")]
    NoHeading(String),
    /// A column named in the options is not there.
    #[error("没有名为“{name}”的列；表头是：{headings}")]
    NoSuchColumn {
        /// The name typed.
        name: String,
        /// The headings there are.
        headings: String,
    },
    /// Two columns bear the heading that is to be read.
    #[error("有两列的表头都是“{0}”，无法确定使用哪一列")]
    DoubledColumn(String),
}

/// What is to be read of a list beyond what its headings say.
#[derive(Clone, Debug, Default)]
pub struct ListOptions {
    /// Columns by field, where the headings are not the usual ones. One that the list does not have is passed over: the same
    /// options may serve two lists.
    pub columns: Vec<(ListField, String)>,
    /// The fields to be read; all where it is empty.
    pub only: Vec<ListField>,
    /// The column whose values name the rows; without one rows are numbered from 1.
    pub key: Option<String>,
}

/// A list with its keys.
#[derive(Clone, Debug)]
pub struct List {
    /// The columns that say who a row is about.
    pub columns: ListColumns,
    /// The values that name the rows; `None` where rows are numbered from 1.
    pub keys: Option<TextColumn>,
    /// The headings that were recognised, by field.
    pub recognised: Vec<(ListField, String)>,
}

/// Reads a list from the bytes of a file.
pub fn read_list(bytes: Bytes, options: &ListOptions) -> Result<List, ListRefusal> {
    if bytes.is_empty() {
        return Err(ListRefusal::Empty);
    }
    if is_parquet(&bytes) {
        return parquet_columns::read(bytes, options);
    }
    let texts = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        workbook::read(&bytes, options)?
    } else {
        delimited::read(&bytes, options)?
    };
    Ok(texts)
}

/// Whether a file that begins so is Parquet.
pub fn is_parquet(begins: &[u8]) -> bool {
    begins.starts_with(b"PAR1")
}

/// Reads a list from Parquet of which only the columns asked for are fetched; a file of the caller's serves as the source.
pub fn read_parquet(source: impl ChunkReader + 'static, options: &ListOptions) -> Result<List, ListRefusal> {
    parquet_columns::read(source, options)
}

/// Which columns are to be read: the place of each in the file, by field, and that of the key.
pub(crate) struct Chosen {
    fields: Vec<(ListField, usize)>,
    key: Option<usize>,
}

impl Chosen {
    /// Chooses among the headings.
    pub(crate) fn new(headings: &[String], options: &ListOptions) -> Result<Chosen, ListRefusal> {
        let listed = || headings.iter().map(|heading| heading.trim()).collect::<Vec<_>>().join("、");
        let find = |name: &str| {
            let mut same = headings.iter().enumerate().filter(|(_, heading)| heading.trim() == name.trim());
            let (at, _) = same.next().ok_or_else(|| ListRefusal::NoSuchColumn { name: name.to_owned(), headings: listed() })?;
            if same.next().is_some() { Err(ListRefusal::DoubledColumn(name.to_owned())) } else { Ok(at) }
        };
        let mut by_field: BTreeMap<ListField, usize> = recognise_columns(headings).into_iter().collect();
        let key = options.key.as_deref().map(find).transpose()?;
        for (field, name) in &options.columns {
            let at = match find(name) {
                Ok(at) => at,
                Err(ListRefusal::NoSuchColumn { .. }) => continue,
                Err(refusal) => return Err(refusal),
            };
            by_field.retain(|known, column| known == field || *column != at);
            by_field.insert(*field, at);
        }
        if !by_field.contains_key(&ListField::Number) && !by_field.contains_key(&ListField::Name) {
            return Err(ListRefusal::NoHeading(listed()));
        }
        if !options.only.is_empty() {
            by_field.retain(|field, _| options.only.contains(field));
        }
        for at in by_field.values() {
            find(&headings[*at])?;
        }
        Ok(Chosen { fields: by_field.into_iter().collect(), key })
    }

    /// Places of all columns to be read, each once, and where each field's column stands among them.
    fn places(&self) -> Vec<usize> {
        let mut places: Vec<usize> = self.fields.iter().map(|(_, at)| *at).chain(self.key).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Puts the columns that were read (in the order of [`Chosen::places`]) together to a list.
    fn list(&self, headings: &[String], columns: Vec<TextColumn>) -> Result<List, ListRefusal> {
        let places = self.places();
        let rows = columns.first().map_or(0, TextColumn::len);
        if rows == 0 {
            return Err(ListRefusal::Empty);
        }
        let mut columns: Vec<Option<TextColumn>> = columns.into_iter().map(Some).collect();
        let at_of = |column: usize| places.iter().position(|place| *place == column).expect("chosen columns are read");
        let keys = self.key.map(|column| columns[at_of(column)].clone().unwrap_or_default());
        let of_fields =
            self.fields.iter().map(|(field, column)| (*field, columns[at_of(*column)].take().unwrap_or_default())).collect();
        let recognised = self.fields.iter().map(|(field, column)| (*field, headings[*column].trim().to_owned())).collect();
        Ok(List { columns: ListColumns { rows, columns: of_fields }, keys, recognised })
    }
}

/// Rows of cells gathered until the row of headings is known.
pub(crate) struct Gathered<'a> {
    options: &'a ListOptions,
    chosen: Option<(Chosen, Vec<String>)>,
    columns: Vec<TextColumn>,
    first: Option<ListRefusal>,
    looked_at: usize,
}

/// Rows among which the headings are looked for: titles stand above them.
const HEADING_ROWS: usize = 10;

impl<'a> Gathered<'a> {
    pub(crate) fn new(options: &'a ListOptions) -> Gathered<'a> {
        Gathered { options, chosen: None, columns: Vec::new(), first: None, looked_at: 0 }
    }

    /// Takes the next row. The first that names a person's columns is the heading.
    pub(crate) fn push<'t>(&mut self, cell: impl Fn(usize) -> &'t str, cells: usize) -> Result<(), ListRefusal> {
        if let Some((chosen, _)) = &self.chosen {
            for (column, place) in self.columns.iter_mut().zip(chosen.places()) {
                column.push(if place < cells { cell(place) } else { "" });
            }
            return Ok(());
        }
        let headings: Vec<String> = (0..cells).map(|at| cell(at).to_owned()).collect();
        match Chosen::new(&headings, self.options) {
            Ok(chosen) => {
                self.columns = vec![TextColumn::default(); chosen.places().len()];
                self.chosen = Some((chosen, headings));
            }
            Err(doubled @ ListRefusal::DoubledColumn(_)) => return Err(doubled),
            Err(refusal) => {
                let most = headings.iter().filter(|heading| !heading.trim().is_empty()).count();
                if self.first.is_none() || most > 1 && self.looked_at == 0 {
                    self.first = Some(refusal);
                }
                self.looked_at += 1;
                if self.looked_at == HEADING_ROWS {
                    return Err(self.first.clone().unwrap_or(ListRefusal::Empty));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn is_headed(&self) -> bool {
        self.chosen.is_some()
    }

    pub(crate) fn finish(self) -> Result<List, ListRefusal> {
        match self.chosen {
            Some((chosen, headings)) => chosen.list(&headings, self.columns),
            None => Err(self.first.unwrap_or(ListRefusal::Empty)),
        }
    }
}
