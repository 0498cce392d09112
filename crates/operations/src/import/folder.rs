//! A month's folder: hundreds of files, each imported in the order in which they can stand on one another.
//!
//! Holds: a file that is refused does not keep the others back; the next files are read while one is recorded; what is held
//! of files that wait for their turn is bounded. A folder imported twice records nothing twice.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use registry::intake::{Field, Gives, IdentityField, Layout, LayoutKind, Reading};
use store::JobRequest;
use tokio::sync::mpsc::{Receiver, channel};
use vocabulary::Month;

use super::{Imported, Received, Repeat, before, import_reading, read_by};
use crate::context::Context;
use crate::office::Office;
use crate::permission::Act;
use crate::queries::{self, BatchOrder};
use crate::refusal::Refusal;

/// Files read ahead of the one that is recorded.
const READ_AHEAD: usize = 2;
/// Rows held of files that wait for others; a file beyond that is read a second time at its turn.
const ROWS_HELD_MAX: usize = 150_000;

/// How far a folder is: the file that is recorded now, its place and of how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProgress {
    /// Name of the file.
    pub name: String,
    /// Its place in the order of the import, from 1.
    pub at: usize,
    /// Files of the folder.
    pub of: usize,
}

/// What became of a folder.
#[derive(Debug, Default)]
pub struct FolderImported {
    /// Files imported, in order.
    pub imported: Vec<Imported>,
    /// Files that were refused, with why.
    pub refused: Vec<(String, Refusal)>,
    /// Names of the query batches that were made for families who authorised it by then.
    pub batches: Vec<String>,
}

/// Imports a month's folder: the household register, rolls, pushed lists, village reports, then a query batch for the
/// families who have authorised it, the answers to it, and what was found on visits.
pub async fn import_folder(
    office: &Office,
    ctx: &Context,
    month: Month,
    folder: &Path,
    progress: &(dyn Fn(FileProgress) + Sync),
) -> Result<FolderImported, Refusal> {
    ctx.require(Act::ImportFile, office.county)?;
    import_files(office, ctx, month, folder, &Watcher { progress, job: None }).await
}

/// Who is told how far the import is.
pub(crate) struct Watcher<'a> {
    /// Whoever watches.
    pub progress: &'a (dyn Fn(FileProgress) + Sync),
    /// The job that shows a sign of life with each file.
    pub job: Option<&'a JobRequest>,
}

impl Watcher<'_> {
    async fn tell(&self, office: &Office, ctx: &Context, step: FileProgress) -> Result<(), Refusal> {
        if let Some(job) = self.job {
            let sign_of_life = serde_json::json!({ "file": step.at, "of": step.of });
            let until = ctx.now_ms() + job.lease_ms;
            office.store.job_progress(office.county, job.id, &job.holder, &sign_of_life, until).await?;
        }
        (self.progress)(step);
        Ok(())
    }
}

/// The place of a layout in the order of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Who lives in the county.
    Register,
    /// Who was helped at the opening.
    Rolls,
    /// What departments push.
    PushedLists,
    /// Declarations with the families' authorisations.
    Declarations,
    /// Answers to a query batch, which needs those authorisations.
    Answers,
    /// What officials found on visits: it comes last, because it says what of the others was wrong.
    Forms,
}

impl Stage {
    fn of(layout: &Layout) -> Stage {
        let answers_a_batch = layout.columns.iter().any(|column| column.field == Field::Identity(IdentityField::QueryBatch));
        match (layout.gives, layout.kind) {
            (Gives::RegisterHouseholds, _) => Stage::Register,
            (Gives::OpeningRoll, _) => Stage::Rolls,
            (Gives::MonitoredHouseholds, _) => Stage::PushedLists,
            (Gives::Facts, _) if layout.corrects => Stage::Forms,
            (Gives::Facts, LayoutKind::Pushed) => Stage::PushedLists,
            (Gives::Facts, LayoutKind::Answer) if answers_a_batch => Stage::Answers,
            (Gives::Facts, LayoutKind::Answer) => Stage::Declarations,
        }
    }
}

/// A file that was read ahead.
struct Incoming {
    path: PathBuf,
    name: String,
    bytes: Vec<u8>,
    /// What was read of it; `None` for bytes that were imported before.
    reading: Option<Result<Reading, Refusal>>,
}

/// A file that waits for its turn.
struct Waiting {
    stage: Stage,
    number: i16,
    path: PathBuf,
    /// What was read, where it is held.
    held: Option<Incoming>,
}

/// Imports a folder's files and tells a watcher.
pub(crate) async fn import_files(
    office: &Office,
    ctx: &Context,
    month: Month,
    folder: &Path,
    watcher: &Watcher<'_>,
) -> Result<FolderImported, Refusal> {
    let files = files_in(folder)?;
    if files.is_empty() {
        return Err(Refusal::EmptyInbox { folder: folder.display().to_string(), month });
    }
    let known: HashSet<[u8; 32]> = {
        let view = office.store.view(office.county).await?;
        view.files(Some(month)).await?.into_iter().map(|file| file.digest).collect()
    };
    let mut import = FolderImport { office, ctx, month, watcher, of: files.len(), done: FolderImported::default() };
    let mut waiting = import.first_pass(read_ahead(office, month, files, known)).await?;
    waiting.sort_by(|one, other| (one.stage, one.number, &one.path).cmp(&(other.stage, other.number, &other.path)));
    import.second_pass(waiting).await?;
    Ok(import.done)
}

/// The import of one folder.
struct FolderImport<'a> {
    office: &'a Office,
    ctx: &'a Context,
    month: Month,
    watcher: &'a Watcher<'a>,
    of: usize,
    done: FolderImported,
}

impl FolderImport<'_> {
    /// Reads every file once. Registers wait for nothing and are recorded at once; the others are put in their order.
    async fn first_pass(&mut self, mut incoming: Receiver<Result<Incoming, Refusal>>) -> Result<Vec<Waiting>, Refusal> {
        let (mut waiting, mut rows_held) = (Vec::new(), 0);
        while let Some(file) = incoming.recv().await {
            let mut file = file?;
            let reading = match file.reading.take() {
                None => {
                    self.known_before(&file).await?;
                    continue;
                }
                Some(Err(refusal)) => {
                    self.refused(file.name, refusal)?;
                    continue;
                }
                Some(Ok(reading)) => reading,
            };
            let layout = self.office.layouts.iter().find(|layout| layout.number == reading.department);
            let stage = layout.map_or(Stage::PushedLists, Stage::of);
            if stage == Stage::Register {
                self.record(file, reading).await?;
                continue;
            }
            let (number, path) = (reading.department, file.path.clone());
            rows_held += reading.rows.len();
            let held = (rows_held <= ROWS_HELD_MAX).then(|| Incoming { reading: Some(Ok(reading)), ..file });
            waiting.push(Waiting { stage, number, path, held });
        }
        Ok(waiting)
    }

    /// Records what waited, in its order; between declarations and answers the query batch is made.
    async fn second_pass(&mut self, waiting: Vec<Waiting>) -> Result<(), Refusal> {
        let again = waiting.iter().filter(|file| file.held.is_none()).map(|file| file.path.clone()).collect();
        let mut again = read_ahead(self.office, self.month, again, HashSet::new());
        let mut asked = false;
        for file in waiting {
            if file.stage >= Stage::Answers && !asked {
                asked = true;
                self.ask().await?;
            }
            let incoming = match file.held {
                Some(held) => Some(held),
                None => again.recv().await.transpose()?,
            };
            let Some(mut incoming) = incoming else { continue };
            match incoming.reading.take() {
                Some(Ok(reading)) => self.record(incoming, reading).await?,
                Some(Err(refusal)) => self.refused(incoming.name, refusal)?,
                None => {}
            }
        }
        if !asked {
            self.ask().await?;
        }
        Ok(())
    }

    async fn ask(&mut self) -> Result<(), Refusal> {
        if let Some(batch) = queries::make_batch(self.office, self.ctx, self.month, &BatchOrder::default()).await? {
            self.done.batches.push(batch.name);
        }
        Ok(())
    }

    async fn record(&mut self, file: Incoming, reading: Reading) -> Result<(), Refusal> {
        self.tell(&file.name).await?;
        let received = Received { month: self.month, name: &file.name, bytes: &file.bytes };
        match import_reading(self.office, self.ctx, received, reading, Repeat::Told).await {
            Ok(imported) => self.done.imported.push(imported),
            Err(refusal) => self.refused(file.name, refusal)?,
        }
        Ok(())
    }

    async fn known_before(&mut self, file: &Incoming) -> Result<(), Refusal> {
        self.tell(&file.name).await?;
        let view = self.office.store.view(self.office.county).await?;
        let Some(known) = view.file_by_digest(&store::sm3(&file.bytes)).await? else { return Ok(()) };
        self.done.imported.push(before(self.office, &view, &known).await?);
        Ok(())
    }

    /// A file's own refusal is told with the others; anything else ends the import.
    fn refused(&mut self, name: String, refusal: Refusal) -> Result<(), Refusal> {
        if !refusal.is_of_one_file() {
            return Err(refusal);
        }
        self.done.refused.push((name, refusal));
        Ok(())
    }

    async fn tell(&self, name: &str) -> Result<(), Refusal> {
        let at = self.done.imported.len() + self.done.refused.len() + 1;
        self.watcher.tell(self.office, self.ctx, FileProgress { name: name.to_owned(), at, of: self.of }).await
    }
}

/// Reads files one after another on a thread of its own, a few ahead of who takes them.
fn read_ahead(
    office: &Office,
    month: Month,
    files: Vec<PathBuf>,
    known: HashSet<[u8; 32]>,
) -> Receiver<Result<Incoming, Refusal>> {
    let (sender, receiver) = channel(READ_AHEAD);
    let layouts = office.layouts.clone();
    tokio::task::spawn_blocking(move || {
        for path in files {
            let read = read_one(&layouts, month, path, &known);
            // Nobody takes them any more: the import has ended with a refusal.
            if sender.blocking_send(read).is_err() {
                return;
            }
        }
    });
    receiver
}

fn read_one(layouts: &[Layout], month: Month, path: PathBuf, known: &HashSet<[u8; 32]>) -> Result<Incoming, Refusal> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let bytes =
        std::fs::read(&path).map_err(|error| Refusal::Settings { file: path.display().to_string(), why: error.to_string() })?;
    let is_known = known.contains(&store::sm3(&bytes));
    let reading = (!is_known).then(|| read_by(layouts, month, &name, &bytes));
    Ok(Incoming { path, name, bytes, reading })
}

/// The tables of a folder, by name.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let refuse = |error: std::io::Error| Refusal::Settings { file: folder.display().to_string(), why: error.to_string() };
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in std::fs::read_dir(folder).map_err(refuse)? {
        let path = entry.map_err(refuse)?.path();
        let is_table = path
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| ["xlsx", "xls", "csv"].contains(&extension.to_ascii_lowercase().as_str()));
        if path.is_file() && is_table {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
