//! The directory of a zip archive, read for one purpose: how large the parts say they are unpacked.

/// Sum of the stated unpacked sizes; `None` where the archive has no directory, as when a file was cut off.
pub(super) fn stated_size(bytes: &[u8]) -> Option<u64> {
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    // A comment of at most 65,535 bytes may follow the end record of 22.
    let tail = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let end = tail + bytes.get(tail..)?.windows(END.len()).rposition(|window| window == END)?;
    let entries = two(bytes, end + 10)?;
    let mut at = usize::try_from(four(bytes, end + 16)?).ok()?;
    let mut sum = 0u64;
    for _ in 0..entries {
        if bytes.get(at..at + 4)? != ENTRY {
            return None;
        }
        // A size that needs 64 bits is marked by all ones: beyond every limit, and counted so.
        sum = sum.saturating_add(u64::from(four(bytes, at + 24)?));
        let trailing = [28, 30, 32].iter().try_fold(0, |sum, place| Some(sum + usize::from(two(bytes, at + place)?)))?;
        at = at.checked_add(46 + trailing)?;
    }
    Some(sum)
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
