//! `doudi model`: the model county's year as the files that its offices would send.

use std::path::{Path, PathBuf};
use std::time::Instant;

use model_county::county::{County, CountyPlan, TotalRow, Totals};
use model_county::files::{MonthKey, Offices};
use vocabulary::Month;

use super::report;
use crate::arguments::{Model, ModelYear};
use crate::output::{Output, Stop};

/// Writes the months one after another into a folder each.
pub fn run(options: &Model, output: &Output) -> Result<(), Stop> {
    let since = Instant::now();
    let plan = plan(options)?;
    output.stage("生成样例县人口与全年变化", "making the model county's people and their year");
    let months = plan.months().to_vec();
    let seed = plan.seed();
    let county = County::new(plan).map_err(|fault| told(&fault))?;
    let mut offices = Offices::new(seed);
    let (mut files, mut faults) = (0, 0);
    let mut key = options.key.as_deref().map(start_key).transpose()?;
    for month in months {
        let key_of_month = write_month(&county, &mut offices, month, &options.folder)?;
        output.note(
            &format!("{month}：文件{}份，其中差错{}处", key_of_month.files.len(), key_of_month.faults.len()),
            &format!("{month}: {} files with {} planted faults", key_of_month.files.len(), key_of_month.faults.len()),
        );
        files += key_of_month.files.len();
        faults += key_of_month.faults.len();
        if let (Some(writer), Some(path)) = (&mut key, &options.key) {
            add_to_key(writer, &key_of_month).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
        }
    }
    let people = county.people().citizens.len();
    let seconds = since.elapsed().as_secs_f64();
    output.result(&serde_json::json!({ "people": people, "files": files, "faults": faults, "seconds": seconds }), |output| {
        output.note(
            &format!("共{people}人，文件{files}份，用时{seconds:.1}秒，写入{}", options.folder.display()),
            &format!("{people} people, {files} files in {seconds:.1} s, written to {}", options.folder.display()),
        );
    });
    Ok(())
}

/// The files of one month in a folder, and their key.
pub(super) fn write_month(county: &County, offices: &mut Offices, month: Month, folder: &Path) -> Result<MonthKey, Stop> {
    let mut failed = None;
    let key = offices.send_month(county.people(), &county.month(month), |file| {
        if failed.is_none() {
            failed = report::save(&folder.join(&file.path), &file.bytes).err();
        }
    });
    failed.map_or(Ok(key), Err)
}

fn plan(options: &Model) -> Result<CountyPlan, Stop> {
    let totals = match &options.totals {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
            Totals::parse(&text)
        }
        None => Totals::parse(match options.year {
            ModelYear::Of2022 => Totals::YEAR_2022,
            ModelYear::Of2026 => Totals::YEAR_2026,
            ModelYear::Disaster => Totals::DISASTER,
        }),
    };
    let totals = totals.map_err(|fault| told(&fault))?;
    let people = options.people.unwrap_or(totals.get(TotalRow::AgriculturalPopulation).persons);
    let year = CountyPlan::of_year(options.seed, totals.clone()).map_err(|fault| told(&fault))?;
    let months = year.months().iter().copied().take(options.months).collect();
    CountyPlan::new(people, options.seed, months, totals).map_err(|fault| told(&fault))
}

/// A table or plan that holds no county.
pub(super) fn told(fault: &impl std::error::Error) -> Stop {
    Stop::Usage { chinese: fault.to_string(), english: format!("{fault:?}") }
}

type KeyWriter = std::io::BufWriter<std::fs::File>;

fn start_key(path: &Path) -> Result<KeyWriter, Stop> {
    use std::io::Write as _;
    let refuse = |why| Stop::File { path: path.display().to_string(), why };
    let mut writer = std::io::BufWriter::new(std::fs::File::create(PathBuf::from(path)).map_err(refuse)?);
    writeln!(writer, "month\tpath\tsheet\trow\tcolumn\tfield\tkind\texpected\tcure").map_err(refuse)?;
    Ok(writer)
}

/// Where each fault stands; neither names nor numbers, so that a key may lie about.
fn add_to_key(writer: &mut KeyWriter, key: &MonthKey) -> std::io::Result<()> {
    use std::io::Write as _;
    for fault in &key.faults {
        writeln!(
            writer,
            "{}\t{}\t{}\t{}\t{}\t{}\t{:?}\t{:?}\t{:?}",
            fault.month, fault.path, fault.sheet, fault.row, fault.column, fault.field, fault.kind, fault.expected, fault.cure
        )?;
    }
    writer.flush()
}
