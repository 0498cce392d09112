//! The container of new Office files (ZIP), as far as broken ones are to be made: parts that are packed, and parts that
//! state a size of their own.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A part of an archive.
pub(super) struct Part {
    name: &'static str,
    packed: Vec<u8>,
    check: u32,
    /// Size that the archive states for it.
    stated: u32,
}

/// A part with this text.
pub(super) fn part(name: &'static str, text: &[u8]) -> Part {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).expect("memory takes every byte");
    let packed = encoder.finish().expect("memory takes every byte");
    let mut check = Crc::new();
    check.update(text);
    Part { name, packed, check: check.sum(), stated: size(text.len()) }
}

/// A part of a beginning, a piece that comes again and again, and an end; the pieces are packed once. `stated` is the
/// size that the archive claims, which a lying one has wrong.
pub(super) fn repeated(name: &'static str, begin: &[u8], piece: &[u8], times: u32, end: &[u8], stated: Option<u32>) -> Part {
    // A full flush lets nothing refer back over it, so that packed pieces can be put one behind another.
    let packed_alone = |bytes: &[u8]| {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory takes every byte");
        encoder.flush().expect("memory takes every byte");
        encoder.get_ref().clone()
    };
    let mut packed = packed_alone(begin);
    let piece_packed = packed_alone(piece);
    let (mut check, mut piece_check, mut end_check) = (Crc::new(), Crc::new(), Crc::new());
    check.update(begin);
    piece_check.update(piece);
    end_check.update(end);
    for _ in 0..times {
        packed.extend_from_slice(&piece_packed);
        check.combine(&piece_check);
    }
    check.combine(&end_check);
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(end).expect("memory takes every byte");
    packed.extend(encoder.finish().expect("memory takes every byte"));
    let length = begin.len() + piece.len() * times as usize + end.len();
    Part { name, packed, check: check.sum(), stated: stated.unwrap_or_else(|| size(length)) }
}

fn size(length: usize) -> u32 {
    u32::try_from(length).expect("parts are below four gigabytes")
}

/// An archive of these parts.
pub(super) fn file(parts: &[Part]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for part in parts {
        let at = size(bytes.len());
        let described = description(part);
        bytes.extend_from_slice(b"PK\x03\x04");
        bytes.extend_from_slice(&described);
        bytes.extend_from_slice(part.name.as_bytes());
        bytes.extend_from_slice(&part.packed);
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&described);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(part.name.as_bytes());
    }
    let (at, length) = (size(bytes.len()), size(directory.len()));
    let count = u16::try_from(parts.len()).expect("few parts");
    bytes.extend(directory);
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// What both the part and the directory say: version, flags, method, time (1 January 1980), check, sizes, length of the name.
fn description(part: &Part) -> Vec<u8> {
    let mut bytes = vec![20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0];
    bytes.extend(part.check.to_le_bytes());
    bytes.extend(size(part.packed.len()).to_le_bytes());
    bytes.extend(part.stated.to_le_bytes());
    bytes.extend(u16::try_from(part.name.len()).expect("names are short").to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}
