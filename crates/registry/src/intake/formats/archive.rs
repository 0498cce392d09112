//! Zip archives, the container of xlsx: the directory, and parts unpacked piece by piece.
//!
//! Holds: what is unpacked is counted, whatever the directory states, so that a small file cannot take the memory or the
//! time of a large one; a part whose check sum differs is broken. Absent on purpose: methods no spreadsheet program uses.
//!
//! The zip crate is not used, since its readers unpack on the thread that reads. Of the 0.36 s of processor time that a
//! sheet of two million cells takes, 0.10 s go into unpacking, which is done beside the scan.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use memchr::memmem;

use super::super::refusal::{FileRefusalReason, SizeLimit, UNPACKED_BYTES_MAX};
use super::crew;

/// Bytes that are unpacked before they are passed on.
const PIECE: usize = 256 << 10;
/// Pieces that may wait to be scanned: while a workbook's texts are read, its sheet is unpacked already.
const PIECES_WAITING: usize = 96;
/// Most bytes of one row or text, the unit in which pieces are cut. A cell holds at most 32,767 signs.
const UNIT_MAX: usize = 64 << 20;
/// A part that is unpacked on the thread that reads it: a second thread costs more than it gains.
const SMALL: u64 = 1 << 20;
/// Stands in a field of 32 bits whose value needs 64.
const BEYOND: u32 = u32::MAX;

/// An archive whose directory was read.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// By name, in small letters and with strokes: some writers use others than the workbook names.
    parts: HashMap<String, Part>,
    /// Bytes that may still be unpacked.
    left: Cell<u64>,
}

/// A part as the directory states it.
struct Part {
    is_encrypted: bool,
    method: u16,
    check_sum: u32,
    packed_size: u64,
    unpacked_size: u64,
    header_at: u64,
}

/// Why a part is not there to be read.
pub(super) type Unpacked<T> = Result<T, FileRefusalReason>;

impl<'a> Archive<'a> {
    /// Reads the directory; `None` where the archive has none, as when a file was cut off.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Archive<'a>> {
        let (entries, mut at) = directory(bytes)?;
        let mut parts = HashMap::new();
        for _ in 0..entries {
            let (name, part, length) = part_at(bytes, at)?;
            parts.entry(name).or_insert(part);
            at = at.checked_add(length)?;
        }
        Some(Archive { bytes, parts, left: Cell::new(UNPACKED_BYTES_MAX) })
    }

    /// Sum of the unpacked sizes that the directory states.
    pub(super) fn stated_size(&self) -> u64 {
        self.parts.values().fold(0u64, |sum, part| sum.saturating_add(part.unpacked_size))
    }

    /// Whether any part is under a password.
    pub(super) fn is_encrypted(&self) -> bool {
        self.parts.values().any(|part| part.is_encrypted)
    }

    fn part(&self, name: &str) -> Option<&Part> {
        self.parts.get(&plain_name(name))
    }

    /// A whole part of at most `bytes_max`; `None` where there is none of that name.
    pub(super) fn whole(&self, name: &str, bytes_max: usize) -> Unpacked<Option<Vec<u8>>> {
        let Some(part) = self.part(name) else { return Ok(None) };
        let mut unpacking = self.unpacking(part)?;
        let mut whole = Vec::new();
        while unpacking.fill(&mut whole)? {
            if whole.len() > bytes_max {
                return Err(FileRefusalReason::TooLarge(SizeLimit::UnpackedBytes));
            }
        }
        self.left.set(unpacking.left);
        Ok(Some(whole))
    }

    /// Has a part scanned in pieces that end behind an element of the given name, whatever its prefix; the last piece is what
    /// remains. Pieces are scanned on so many threads, and `take` gets what was found in the order of the part. `first` is
    /// done when the part is being unpacked, before any scan. The answer is whether there is such a part.
    pub(super) fn scan<R: Send>(
        &self,
        name: &str,
        element: &str,
        threads: NonZeroUsize,
        first: impl FnOnce() -> Unpacked<()>,
        work: impl Fn(&[u8]) -> R + Sync,
        mut take: impl FnMut(R) -> Unpacked<()>,
    ) -> Unpacked<bool> {
        let mut is_there = false;
        let mut first = Some(first);
        let scanned = RefCell::new(Vec::new());
        crew::in_order(
            threads,
            |piece: Vec<u8>| (work(&piece), piece),
            |(found, piece)| {
                scanned.borrow_mut().push(piece);
                take(found)
            },
            |put| {
                is_there = self.pieces(name, element, |piece| {
                    first.take().map_or(Ok(()), |first| first())?;
                    put(piece)?;
                    Ok(scanned.borrow_mut().pop())
                })?;
                Ok(())
            },
        )?;
        Ok(is_there)
    }

    /// Unpacks a part in pieces. `take` may give back a buffer that is no longer needed.
    fn pieces(&self, name: &str, element: &str, mut take: impl FnMut(Vec<u8>) -> Unpacked<Option<Vec<u8>>>) -> Unpacked<bool> {
        let Some(part) = self.part(name) else { return Ok(false) };
        let mut unpacking = self.unpacking(part)?;
        let ending = format!("{element}>");
        if part.unpacked_size <= SMALL {
            let left = cut(&mut unpacking, ending.as_bytes(), |piece| take(piece).map(|spare| Some(spare.unwrap_or_default())))?;
            self.left.set(left);
            return Ok(true);
        }
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel(PIECES_WAITING);
            let (give_back, taken_back) = channel();
            let unpacker = std::thread::Builder::new().spawn_scoped(scope, move || {
                let ending = ending;
                unpack(&mut unpacking, ending.as_bytes(), &send, &taken_back)
            });
            // A machine that gives no more threads is not the file's fault, but there is nothing else to tell its sender.
            let unpacker = unpacker.map_err(|_| FileRefusalReason::Broken)?;
            let scanned = receive.iter().try_for_each(|piece: Vec<u8>| {
                if let Some(spare) = take(piece)? {
                    // An unpacker that has finished needs no buffers.
                    let _ = give_back.send(spare);
                }
                Ok(())
            });
            // Should the scan have ended early, the unpacker finds nobody to take its pieces, and ends too.
            drop(receive);
            let unpacked = unpacker.join().unwrap_or(Err(FileRefusalReason::Broken));
            scanned?;
            self.left.set(unpacked?);
            Ok(true)
        })
    }

    fn unpacking(&self, part: &Part) -> Unpacked<Unpacking<'a>> {
        if part.is_encrypted {
            return Err(FileRefusalReason::PasswordProtected);
        }
        let packed = packed_bytes(self.bytes, part).ok_or(FileRefusalReason::Broken)?;
        let inflate = match part.method {
            0 => None,
            8 => Some(Decompress::new(false)),
            _unused_by_spreadsheets => return Err(FileRefusalReason::Broken),
        };
        Ok(Unpacking { packed, inflate, check_sum: part.check_sum, sum: Crc::new(), left: self.left.get() })
    }
}

/// A part on its way out of the archive.
struct Unpacking<'a> {
    packed: &'a [u8],
    /// Absent where the part is stored as it is, or once it is unpacked.
    inflate: Option<Decompress>,
    check_sum: u32,
    sum: Crc,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Unpacking<'_> {
    /// Adds about a piece behind what is in `buffer`; the answer is whether anything may follow.
    fn fill(&mut self, buffer: &mut Vec<u8>) -> Unpacked<bool> {
        let before = buffer.len();
        let goes_on = match &mut self.inflate {
            None => {
                let (now, later) = self.packed.split_at(self.packed.len().min(PIECE));
                buffer.extend_from_slice(now);
                self.packed = later;
                !later.is_empty()
            }
            Some(inflate) => {
                buffer.resize(before + PIECE, 0);
                let (read, written) = (inflate.total_in(), inflate.total_out());
                let status = inflate.decompress(self.packed, &mut buffer[before..], FlushDecompress::None);
                let status = status.map_err(|_| FileRefusalReason::Broken)?;
                // Both counts grew by at most the lengths of the two slices.
                let (read, written) = ((inflate.total_in() - read) as usize, (inflate.total_out() - written) as usize);
                self.packed = self.packed.get(read..).unwrap_or_default();
                buffer.truncate(before + written);
                if status != Status::StreamEnd && written == 0 {
                    // Cut off: nothing comes out and the end was not reached.
                    return Err(FileRefusalReason::Broken);
                }
                status != Status::StreamEnd
            }
        };
        let added = buffer.get(before..).unwrap_or_default();
        self.sum.update(added);
        self.left = self.left.checked_sub(added.len() as u64).ok_or(FileRefusalReason::TooLarge(SizeLimit::UnpackedBytes))?;
        if !goes_on && self.sum.sum() != self.check_sum {
            return Err(FileRefusalReason::Broken);
        }
        Ok(goes_on)
    }
}

/// Unpacks into buffers that come back when they were scanned. The answer is how many bytes may still be unpacked.
fn unpack(
    unpacking: &mut Unpacking<'_>,
    ending: &[u8],
    send: &SyncSender<Vec<u8>>,
    taken_back: &Receiver<Vec<u8>>,
) -> Unpacked<u64> {
    cut(unpacking, ending, |piece| Ok(send.send(piece).is_ok().then(|| taken_back.try_recv().unwrap_or_default())))
}

/// Unpacks and cuts. `pass` takes a piece and gives a buffer for the next, or `None` where no more is wanted.
fn cut(
    unpacking: &mut Unpacking<'_>,
    ending: &[u8],
    mut pass: impl FnMut(Vec<u8>) -> Unpacked<Option<Vec<u8>>>,
) -> Unpacked<u64> {
    let mut buffer = Vec::new();
    let mut searched = 0;
    loop {
        let goes_on = unpacking.fill(&mut buffer)?;
        if !goes_on {
            pass(buffer)?;
            return Ok(unpacking.left);
        }
        let Some(end) = last_end(&buffer, searched, ending) else {
            if buffer.len() > UNIT_MAX {
                return Err(FileRefusalReason::Broken);
            }
            searched = buffer.len();
            continue;
        };
        let rest = buffer.get(end..).unwrap_or_default().to_vec();
        buffer.truncate(end);
        let Some(mut next) = pass(buffer)? else { return Ok(unpacking.left) };
        next.clear();
        next.extend_from_slice(&rest);
        searched = next.len();
        buffer = next;
    }
}

/// Behind the last closing tag of the name, looked for from `from` on: `</row>` or `</x:row>`.
fn last_end(buffer: &[u8], from: usize, ending: &[u8]) -> Option<usize> {
    let from = from.saturating_sub(ending.len());
    let mut to = buffer.len();
    while let Some(found) = buffer.get(from..to).and_then(|searched| memmem::rfind(searched, ending)) {
        let at = from + found;
        if at.checked_sub(1).and_then(|before| buffer.get(before)).is_some_and(|sign| matches!(sign, b'/' | b':')) {
            return Some(at + ending.len());
        }
        to = at;
    }
    None
}

/// How many parts the directory has, and where it begins.
fn directory(bytes: &[u8]) -> Option<(u64, usize)> {
    const END: &[u8] = b"PK\x05\x06";
    const END_OF_64_BITS: &[u8] = b"PK\x06\x06";
    const PLACE_OF_IT: &[u8] = b"PK\x06\x07";
    // A comment of at most 65,535 bytes may follow the end record of 22.
    let tail = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let end = tail + memmem::rfind(bytes.get(tail..)?, END)?;
    let (entries, at) = (u64::from(two(bytes, end + 10)?), four(bytes, end + 16)?);
    if entries < u64::from(u16::MAX) && at != BEYOND {
        return Some((entries, usize::try_from(at).ok()?));
    }
    let place = end.checked_sub(20)?;
    if bytes.get(place..place + 4)? != PLACE_OF_IT {
        return None;
    }
    let record = usize::try_from(eight(bytes, place + 8)?).ok()?;
    if bytes.get(record..record.checked_add(4)?)? != END_OF_64_BITS {
        return None;
    }
    Some((eight(bytes, record.checked_add(32)?)?, usize::try_from(eight(bytes, record.checked_add(48)?)?).ok()?))
}

fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// A part in the directory with its name, and the length of its entry.
fn part_at(bytes: &[u8], at: usize) -> Option<(String, Part, usize)> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let entry = bytes.get(at..)?;
    if entry.get(..4)? != ENTRY {
        return None;
    }
    let lengths = [usize::from(two(entry, 28)?), usize::from(two(entry, 30)?), usize::from(two(entry, 32)?)];
    let name = plain_name(&String::from_utf8_lossy(entry.get(46..46 + lengths[0])?));
    let mut part = Part {
        is_encrypted: two(entry, 8)? & 1 == 1,
        method: two(entry, 10)?,
        check_sum: four(entry, 16)?,
        packed_size: u64::from(four(entry, 20)?),
        unpacked_size: u64::from(four(entry, 24)?),
        header_at: u64::from(four(entry, 42)?),
    };
    let extra = entry.get(46 + lengths[0]..46 + lengths[0] + lengths[1])?;
    widen(&mut part, extra)?;
    Some((name, part, 46 + lengths.iter().sum::<usize>()))
}

/// Sizes that need 64 bits stand in a field of their own, those that are needed and no others.
fn widen(part: &mut Part, extra: &[u8]) -> Option<()> {
    const OF_64_BITS: u16 = 1;
    let mut wide = [&mut part.unpacked_size, &mut part.packed_size, &mut part.header_at];
    let beyond = |size: &u64| *size == u64::from(BEYOND);
    if !wide.iter().any(|size| beyond(size)) {
        return Some(());
    }
    let mut at = 0;
    while two(extra, at)? != OF_64_BITS {
        at += 4 + usize::from(two(extra, at + 2)?);
    }
    at += 4;
    for size in wide.iter_mut().filter(|size| beyond(size)) {
        **size = eight(extra, at)?;
        at += 8;
    }
    Some(())
}

/// The packed bytes of a part, which follow a header of their own.
fn packed_bytes<'a>(bytes: &'a [u8], part: &Part) -> Option<&'a [u8]> {
    const HEADER: &[u8] = b"PK\x03\x04";
    let header = bytes.get(usize::try_from(part.header_at).ok()?..)?;
    if header.get(..4)? != HEADER {
        return None;
    }
    let from = 30 + usize::from(two(header, 26)?) + usize::from(two(header, 28)?);
    header.get(from..from.checked_add(usize::try_from(part.packed_size).ok()?)?)
}

/// A little-endian number of two bytes.
pub(super) fn two(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

/// A little-endian number of four bytes.
pub(super) fn four(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(eight.try_into().ok()?))
}
