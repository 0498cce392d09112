//! A look into a compound file (MS-CFB), the container of xls: what it holds, and how far its sheets reach (MS-XLS).
//!
//! The reader of xls lays out every sheet from its first to its last cell and reserves what a record states as extent.
//! A damaged or malicious record of a few bytes would make it ask for more memory than any machine has, so extents are
//! added up here before it runs.

use std::collections::{HashMap, HashSet};

use super::archive::{four, two};

/// What a compound file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// An xls workbook.
    Workbook {
        /// Sum over the sheets of rows times columns, filled or not.
        cells: u64,
        /// For each sheet the rows, from 0, that are not shown.
        hidden_rows: Vec<HashSet<u32>>,
    },
    /// A workbook under a password, of this format or of the newer.
    Encrypted,
    /// Something else, such as an old Word document.
    OtherDocument,
}

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// Streams below this size lie in the small pieces of the root entry; the reader of xls takes no other cutoff.
const SMALL_BELOW: usize = 4096;

struct Container<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    /// The next sector of each sector.
    next: Vec<u32>,
}

struct Entry {
    name: String,
    first: u32,
    size: usize,
    /// Upper half of the size, which only files with large sectors have.
    beyond: u32,
}

/// What the file holds; `None` where its structure is damaged.
pub(super) fn look(bytes: &[u8]) -> Option<Holds> {
    let container = Container::open(bytes)?;
    let directory = container.chain(four(bytes, 0x30)?, usize::MAX)?;
    let entries: Vec<Entry> = directory.chunks_exact(128).filter_map(entry_of).collect();
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    if named("EncryptedPackage").is_some() {
        return Some(Holds::Encrypted);
    }
    let Some(workbook) = named("Workbook").or_else(|| named("Book")) else { return Some(Holds::OtherDocument) };
    if container.sector_size > 512 && workbook.beyond != 0 {
        return None;
    }
    let stream = if workbook.size < SMALL_BELOW {
        container.small_stream(workbook, named("Root Entry")?)?
    } else {
        container.chain(workbook.first, workbook.size)?
    };
    extent(&stream)
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Container<'a>> {
        let shift = two(bytes, 0x1E)?;
        if shift != 9 && shift != 12 {
            return None;
        }
        let sector_size = 1usize << shift;
        let mut table_sectors: Vec<u32> = (0..109).filter_map(|at| four(bytes, 0x4C + 4 * at)).collect();
        let mut container = Container { bytes, sector_size, next: Vec::new() };
        // Files above seven megabytes go on with their list of table sectors in sectors of their own.
        let mut more = four(bytes, 0x44)?;
        for _ in 0..bytes.len() / sector_size {
            if more >= NO_SECTOR {
                break;
            }
            let sector = container.sector(more)?;
            let places = sector_size / 4 - 1;
            table_sectors.extend((0..places).filter_map(|at| four(sector, 4 * at)));
            more = four(sector, 4 * places)?;
        }
        for number in table_sectors.into_iter().filter(|number| *number < NO_SECTOR) {
            let sector = container.sector(number)?;
            let entries = (0..sector_size / 4).filter_map(|at| four(sector, 4 * at));
            container.next.extend(entries);
        }
        Some(container)
    }

    /// A sector's bytes; the last one of a file may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let from = (number as usize).checked_add(1)?.checked_mul(self.sector_size)?;
        let to = from.checked_add(self.sector_size)?.min(self.bytes.len());
        self.bytes.get(from..to).filter(|sector| !sector.is_empty())
    }

    /// The bytes of a chain of sectors, at most `size` of them. A chain that runs in a circle is damaged.
    fn chain(&self, first: u32, size: usize) -> Option<Vec<u8>> {
        let mut stream = Vec::new();
        let mut at = first;
        while at != END_OF_CHAIN && stream.len() < size {
            stream.extend_from_slice(self.sector(at)?);
            if stream.len() > self.bytes.len() {
                return None;
            }
            at = *self.next.get(at as usize)?;
        }
        stream.truncate(size);
        Some(stream)
    }

    /// A stream below the cutoff lies in pieces of 64 bytes inside the stream of the root entry.
    fn small_stream(&self, entry: &Entry, root: &Entry) -> Option<Vec<u8>> {
        const PIECE: usize = 64;
        let pieces = self.chain(root.first, root.size)?;
        let table = self.chain(four(self.bytes, 0x3C)?, usize::MAX)?;
        let mut stream = Vec::new();
        let mut at = entry.first;
        while at != END_OF_CHAIN && stream.len() < entry.size {
            let from = (at as usize).checked_mul(PIECE)?;
            stream.extend_from_slice(pieces.get(from..(from + PIECE).min(pieces.len()))?);
            at = four(&table, (at as usize).checked_mul(4)?)?;
        }
        stream.truncate(entry.size);
        Some(stream)
    }
}

/// An entry of the directory. No stream of a file within our limits needs the upper half of its size.
fn entry_of(entry: &[u8]) -> Option<Entry> {
    let units: Vec<u16> = entry.get(..64)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let name = units.split(|unit| *unit == 0).next().map(String::from_utf16_lossy)?;
    let size = usize::try_from(four(entry, 120)?).ok()?;
    Some(Entry { name, first: four(entry, 116)?, size, beyond: four(entry, 124)? })
}

/// Walks over the records of a workbook.
#[derive(Default)]
struct Extent {
    /// Rows times columns of the sheets so far.
    cells: u64,
    /// Of the sheet that is walked over, by where its cells lie.
    rows: u64,
    columns: u64,
    /// Charts lie inside a sheet with a beginning and an end of their own.
    depth: u32,
    /// Where the sheet that is walked over begins.
    sheet: usize,
    /// The rows not shown of what begins at each place, but for charts.
    begins: HashMap<usize, HashSet<u32>>,
    /// Where the sheets are said to begin.
    sheets: Vec<usize>,
    is_encrypted: bool,
}

/// What the stream holds; its extent is what the extent records state and where cells lie. `None` where a sheet is said to
/// begin at a place that is no beginning.
fn extent(stream: &[u8]) -> Option<Holds> {
    let mut extent = Extent::default();
    let mut at = 0usize;
    while let (Some(kind), Some(length)) = (two(stream, at), two(stream, at + 2)) {
        let length = usize::from(length);
        let Some(record) = stream.get(at + 4..at + 4 + length) else { break };
        extent.walk(at, kind, record)?;
        if extent.is_encrypted {
            return Some(Holds::Encrypted);
        }
        at += 4 + length;
    }
    extent.end_sheet();
    let Extent { cells, mut begins, sheets, .. } = extent;
    // Two sheets in one place are a way to have the same cells read over and over.
    let hidden_rows = sheets.iter().map(|sheet| begins.remove(sheet)).collect::<Option<_>>()?;
    Some(Holds::Workbook { cells, hidden_rows })
}

impl Extent {
    fn walk(&mut self, at: usize, kind: u16, record: &[u8]) -> Option<()> {
        const BEGIN: u16 = 0x0809;
        const END: u16 = 0x000A;
        const PASSWORD: u16 = 0x002F;
        const SHEET: u16 = 0x0085;
        const EXTENT: u16 = 0x0200;
        const ROW: u16 = 0x0208;
        const SEVERAL: u16 = 0x00BD;
        const CELLS: [u16; 8] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x0006, 0x027E, 0x00FD, SEVERAL];
        match kind {
            BEGIN => {
                if self.depth == 0 {
                    self.sheet = at;
                    self.begins.insert(at, HashSet::new());
                }
                self.depth += 1;
            }
            END => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_sheet();
                }
            }
            PASSWORD => self.is_encrypted = record.iter().any(|byte| *byte != 0),
            SHEET => self.sheets.push(four(record, 0)? as usize),
            EXTENT => self.cells = self.cells.saturating_add(stated_extent(record)),
            ROW => self.row(record),
            cells if CELLS.contains(&cells) => {
                self.rows = self.rows.max(1 + u64::from(two(record, 0).unwrap_or(0)));
                // A record of several cells names its last column at its end.
                let last = two(record, record.len().saturating_sub(2)).filter(|_| cells == SEVERAL).unwrap_or(0);
                self.columns = self.columns.max(1 + u64::from(two(record, 2).unwrap_or(0).max(last)));
            }
            _of_no_extent => {}
        }
        Some(())
    }

    /// How a row is shown (MS-XLS 2.4.221): not at all, where the sixth bit says that its height is none.
    fn row(&mut self, record: &[u8]) {
        const NO_HEIGHT: u16 = 0x0020;
        let (Some(row), Some(flags)) = (two(record, 0), two(record, 12)) else { return };
        if flags & NO_HEIGHT != 0
            && let Some(hidden) = self.begins.get_mut(&self.sheet)
        {
            hidden.insert(u32::from(row));
        }
    }

    fn end_sheet(&mut self) {
        self.cells = self.cells.saturating_add(self.rows.saturating_mul(self.columns));
        (self.rows, self.columns) = (0, 0);
    }
}

/// Rows times columns that an extent record states, the columns counted from the first of the sheet.
fn stated_extent(record: &[u8]) -> u64 {
    let (first_row, end_row, end_column) = if record.len() == 10 {
        (two(record, 0).map(u32::from), two(record, 2).map(u32::from), two(record, 6))
    } else {
        (four(record, 0), four(record, 4), two(record, 10))
    };
    let rows = u64::from(end_row.unwrap_or(0).saturating_sub(first_row.unwrap_or(0))) + 1;
    rows.saturating_mul(u64::from(end_column.unwrap_or(0)) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], body].concat()
    }

    fn cells(stream: &[u8]) -> Option<u64> {
        match extent(stream)? {
            Holds::Workbook { cells, .. } => Some(cells),
            Holds::Encrypted | Holds::OtherDocument => None,
        }
    }

    #[test]
    fn a_cell_in_the_last_corner_of_a_sheet_counts_with_all_the_blank_ones_before_it() {
        let corner = record(0x0203, &[0xFF, 0xFF, 0xFF, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(cells(&corner), Some(65_536 * 256));
    }

    #[test]
    fn an_extent_counts_as_it_is_stated() {
        let stated = record(0x0200, &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0]);
        assert_eq!(cells(&stated), Some((u64::from(u32::MAX) + 1) * 65_536));
    }

    #[test]
    fn a_sheet_that_begins_nowhere_is_damaged() {
        assert_eq!(extent(&record(0x0085, &[9, 0, 0, 0, 0, 0])), None);
    }

    #[test]
    fn a_password_is_seen_before_anything_else_is_read() {
        assert_eq!(extent(&record(0x002F, &[1, 0, 1, 0])), Some(Holds::Encrypted));
    }

    #[test]
    fn rows_without_height_are_hidden() {
        let begin = record(0x0809, &[0; 16]);
        let place = u32::try_from(record(0x0085, &[0; 8]).len()).expect("a short record");
        let sheet = record(0x0085, &[&place.to_le_bytes()[..], &[0, 0, 0, 0]].concat());
        let row = |number: u8, flags: u8| record(0x0208, &[number, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, flags, 1, 0, 0]);
        let stream = [sheet, begin, row(3, 0), row(7, 0x20), record(0x000A, &[])].concat();
        let expected = Holds::Workbook { cells: 0, hidden_rows: vec![HashSet::from([7])] };
        assert_eq!(extent(&stream), Some(expected));
    }

    #[test]
    fn a_file_without_structure_is_damaged() {
        assert_eq!(look(b"\xD0\xCF\x11\xE0"), None);
        assert_eq!(look(&[0xD0; 600]), None);
    }
}
