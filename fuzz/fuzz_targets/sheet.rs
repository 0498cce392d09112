//! The parts of an xlsx behind its packing and check sums, where changed bytes of the archive do not reach: a sheet, the
//! shared texts and the formats, with a NUL between them.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use registry::intake::{Layout, embedded_layouts, read};

#[path = "../../crates/registry/tests/registry/packages.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod packages;

/// Every layout looks for its headings in every file; two are enough to reach the rows, and many times as quick as all.
const LAYOUTS_TRIED: usize = 2;
static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| embedded_layouts().into_iter().take(LAYOUTS_TRIED).collect());

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(3, '\0');
    let [sheet, texts, formats] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let _ = read(&packages::workbook(sheet, texts, formats), "名册.xlsx", &LAYOUTS);
});
