//! Whole xls files: the compound file and the records of the workbook.
#![no_main]

use std::sync::{LazyLock, Once};

use libfuzzer_sys::fuzz_target;
use registry::intake::{Layout, embedded_layouts, read};

/// Every layout looks for its headings in every file; two are enough to reach the rows, and many times as quick as all.
const LAYOUTS_TRIED: usize = 2;
static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| embedded_layouts().into_iter().take(LAYOUTS_TRIED).collect());
static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    // The reader of this format is not ours and panics on some damaged files; the registry catches that, and only what it
    // does not catch is a finding. The fuzzer's own hook would stop at each.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let _ = read(&[b"\xD0\xCF\x11\xE0", bytes].concat(), "名册.xls", &LAYOUTS);
});
