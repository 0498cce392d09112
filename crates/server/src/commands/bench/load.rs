//! A county's first load: its offices' files into an empty database, then the next month's, in which most is unchanged.

use std::path::Path;
use std::time::Instant;

use model_county::county::{County, CountyPlan, Totals};
use model_county::files::Offices;
use operations::{Premises, import, set_up};
use vocabulary::Month;

use super::super::{accounts, init, model};
use super::{Measured, forget_memory_peak, processor_seconds};
use crate::output::Stop;

/// The county whose map is modelled.
const COUNTY: &str = "620521";
/// Loads that are measured: the opening with everything, and one with changes.
const LOADS: usize = 2;

/// Makes a county of so many farm people, writes two months of its files, and imports them.
pub async fn measure(people: u32, folder: &Path, measured: &mut Vec<Measured>) -> Result<(), Stop> {
    let inbox = folder.join("inbox");
    let months = write(people, &inbox, measured)?;
    let (name, text) = policy::model_county();
    let order = init::order(COUNTY, None, vec![(name.to_owned(), text.to_owned())])?;
    let office = set_up(&Premises { data: folder.join("data"), database: None }, &order).await?;
    // What making the county needed is not the import's.
    forget_memory_peak();
    for (at, month) in months.into_iter().enumerate() {
        let officer = office.context(accounts::OFFICER, Some(month.last_day())).await?;
        let (since, worked) = (Instant::now(), processor_seconds());
        let done = import::import_folder(&office, &officer, month, &inbox.join(month.to_string()), &|_| {}).await?;
        let sum = |count: fn(&operations::Imported) -> usize| done.imported.iter().map(count).sum::<usize>();
        let rows: i64 = done.imported.iter().map(|file| file.rows).sum();
        let of = format!(
            "{} files, {rows} rows, {} facts, {} unchanged, processors {:.1} s",
            done.imported.len(),
            sum(|file| file.facts),
            sum(|file| file.unchanged),
            processor_seconds() - worked
        );
        let (step, english) = if at == 0 {
            ("首次导入全县", "first load of the county")
        } else {
            ("次月导入", "import of the next month")
        };
        measured.push(Measured::since(step, english, since, of));
    }
    Ok(())
}

fn write(people: u32, inbox: &Path, measured: &mut Vec<Measured>) -> Result<Vec<Month>, Stop> {
    let since = Instant::now();
    let totals = Totals::parse(Totals::YEAR_2022).map_err(|fault| model::told(&fault))?;
    let year = CountyPlan::of_year(1, totals.clone()).map_err(|fault| model::told(&fault))?;
    let months: Vec<Month> = year.months().iter().copied().take(LOADS).collect();
    let plan = CountyPlan::new(i64::from(people), year.seed(), months.clone(), totals).map_err(|fault| model::told(&fault))?;
    let seed = plan.seed();
    let county = County::new(plan).map_err(|fault| model::told(&fault))?;
    let mut offices = Offices::new(seed);
    let mut files = 0;
    for month in &months {
        files += model::write_month(&county, &mut offices, *month, inbox)?.files.len();
    }
    let of = format!("{} people, {files} files", county.people().citizens.len());
    measured.push(Measured::since("生成样例县", "make the county", since, of));
    Ok(months)
}
