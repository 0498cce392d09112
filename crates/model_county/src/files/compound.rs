//! The container of old Office files (OLE2, compound file): a small file system in sectors of 512 bytes.
//!
//! Holds: version 3 as [MS-CFB] describes it. Every stream is at least [`STREAM_MIN`] bytes long (shorter ones are filled
//! up with zeros), so that no mini stream is needed; the streams lie one after another, then the directory, then the table
//! of sectors. Times are zero, so that the same streams give the same bytes.

const SECTOR: usize = 512;
/// Streams shorter than this would belong into the mini stream.
const STREAM_MIN: usize = 4096;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const SECTOR_OF_TABLE: u32 = 0xFFFF_FFFD;
const SECTOR_OF_LOCATIONS: u32 = 0xFFFF_FFFC;
/// Entries of the table of sectors in one sector.
const ENTRIES: usize = SECTOR / 4;
/// Sectors of the table that the header itself lists.
const IN_HEADER: usize = 109;

/// A compound file of these streams. Names are of plain letters, in the order of their length, then of the alphabet.
pub(super) fn file(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let lengths: Vec<usize> = streams.iter().map(|(_, bytes)| bytes.len().max(STREAM_MIN)).collect();
    let stream_sectors: usize = lengths.iter().map(|length| length.div_ceil(SECTOR)).sum();
    let directory_sectors = (streams.len() + 1).div_ceil(4);
    let used = stream_sectors + directory_sectors;
    let (table_sectors, location_sectors) = sizes(used);
    let mut table: Vec<u32> = Vec::with_capacity(table_sectors * ENTRIES);
    let mut starts = Vec::new();
    for length in &lengths {
        starts.push(table.len());
        chain(&mut table, length.div_ceil(SECTOR));
    }
    let directory_at = table.len();
    chain(&mut table, directory_sectors);
    table.extend(std::iter::repeat_n(SECTOR_OF_TABLE, table_sectors));
    table.extend(std::iter::repeat_n(SECTOR_OF_LOCATIONS, location_sectors));
    table.resize(table_sectors * ENTRIES, FREE);
    let mut bytes = header(table_sectors, directory_at, used, location_sectors);
    for ((_, stream), length) in streams.iter().zip(&lengths) {
        bytes.extend_from_slice(stream);
        bytes.resize(bytes.len() + length.next_multiple_of(SECTOR) - stream.len(), 0);
    }
    bytes.extend(directory(streams, &starts, &lengths, directory_sectors));
    bytes.extend(table.iter().flat_map(|entry| entry.to_le_bytes()));
    bytes.extend(locations(table_sectors, used, location_sectors));
    bytes
}

/// How many sectors the table of sectors takes, and how many the list of where it lies beyond the header.
fn sizes(used: usize) -> (usize, usize) {
    let (mut table, mut locations) = (1, 0);
    while table * ENTRIES < used + table + locations {
        table += 1;
        locations = table.saturating_sub(IN_HEADER).div_ceil(ENTRIES - 1);
    }
    (table, locations)
}

fn sector_number(at: usize) -> u32 {
    u32::try_from(at).expect("a file of an office is far below two thousand gigabytes")
}

fn chain(table: &mut Vec<u32>, sectors: usize) {
    let first = table.len();
    table.extend((first + 1..first + sectors).map(sector_number));
    table.push(END_OF_CHAIN);
}

fn header(table_sectors: usize, directory_at: usize, table_at: usize, location_sectors: usize) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(24, 0);
    // Minor and major version, byte order, sizes of sectors and of mini sectors as powers of two.
    for number in [0x003E_u16, 3, 0xFFFE, 9, 6] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.resize(44, 0);
    let first_location = if location_sectors == 0 { END_OF_CHAIN } else { sector_number(table_at + table_sectors) };
    let numbers = [
        sector_number(table_sectors),
        sector_number(directory_at),
        0,
        sector_number(STREAM_MIN),
        END_OF_CHAIN,
        0,
        first_location,
        sector_number(location_sectors),
    ];
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    for at in 0..IN_HEADER {
        let entry = if at < table_sectors { sector_number(table_at + at) } else { FREE };
        bytes.extend(entry.to_le_bytes());
    }
    bytes
}

/// Where the sectors of the table lie that the header has no room for; the last entry of a sector leads to the next.
fn locations(table_sectors: usize, table_at: usize, location_sectors: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for sector in 0..location_sectors {
        for place in 0..ENTRIES - 1 {
            let at = IN_HEADER + sector * (ENTRIES - 1) + place;
            let entry = if at < table_sectors { sector_number(table_at + at) } else { FREE };
            bytes.extend(entry.to_le_bytes());
        }
        let is_last = sector + 1 == location_sectors;
        let next = if is_last { END_OF_CHAIN } else { sector_number(table_at + table_sectors + sector + 1) };
        bytes.extend(next.to_le_bytes());
    }
    bytes
}

fn directory(streams: &[(&str, &[u8])], starts: &[usize], lengths: &[usize], sectors: usize) -> Vec<u8> {
    // The root leads to the first stream and each stream to the one behind it: a tree that leans to one side.
    let mut bytes = entry("Root Entry", 5, FREE, 1, END_OF_CHAIN, 0);
    for (at, (name, _)) in streams.iter().enumerate() {
        let next = if at + 1 < streams.len() { sector_number(at + 2) } else { FREE };
        bytes.extend(entry(name, 2, next, FREE, sector_number(starts[at]), lengths[at]));
    }
    while bytes.len() < sectors * SECTOR {
        bytes.extend(entry("", 0, FREE, FREE, 0, 0));
    }
    bytes
}

fn entry(name: &str, kind: u8, right: u32, child: u32, start: u32, length: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let name_length = if name.is_empty() { 0 } else { u16::try_from(bytes.len() + 2).expect("names are short") };
    bytes.resize(64, 0);
    bytes.extend(name_length.to_le_bytes());
    bytes.extend([kind, 1]);
    for number in [FREE, right, child] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.resize(116, 0);
    bytes.extend(start.to_le_bytes());
    bytes.extend((length as u64).to_le_bytes());
    bytes
}
