//! The county's office: what every operation works with. Opened once at the start of a command or server.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use policy::PolicyBook;
use registry::intake::Layout;
use serde::{Deserialize, Serialize};
use store::{IdSource, Keyring, Place, Store};
use vocabulary::{Date, RegionCode, RegionLevel, WorkingCalendar};

use crate::context::{Context, Official};
use crate::refusal::RecordKind;
use crate::regions::Regions;
use crate::{Refusal, Role};

/// A county's settings, `settings.toml` in its data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// County code, six digits.
    pub county: String,
    /// Name of the office on reports.
    pub issuer: String,
    /// Sign of the office in document numbers (`清民发`).
    pub document_sign: String,
    /// Whom reports are addressed to.
    pub addressee: String,
    /// Days an original file is kept sealed before it is destroyed.
    pub original_retention_days: i32,
    /// Days for which a family's authorisation (核对授权书) allows queries while it is not helped. National texts fix none;
    /// the county writes here what its own letter of authorisation says.
    #[serde(default = "usual_authorisation_days")]
    pub authorisation_days: i32,
    /// Days after it was made on which answers to a query batch are still taken, as agreed with who answers.
    #[serde(default = "usual_query_batch_days")]
    pub query_batch_days: i32,
}

/// What settings say where the county has written nothing itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualSettings {
    issuer: String,
    document_sign: String,
    addressee: String,
    original_retention_days: i32,
    authorisation_days: i32,
    query_batch_days: i32,
}

impl UsualSettings {
    fn read() -> UsualSettings {
        toml::from_str(include_str!("settings_default.toml")).expect("the file comes with the product, and each start reads it")
    }
}

fn usual_authorisation_days() -> i32 {
    UsualSettings::read().authorisation_days
}

fn usual_query_batch_days() -> i32 {
    UsualSettings::read().query_batch_days
}

impl Settings {
    /// What a county starts with, until it writes its own.
    pub fn usual(county: RegionCode) -> Settings {
        let usual = UsualSettings::read();
        Settings {
            county: county.to_string(),
            issuer: usual.issuer,
            document_sign: usual.document_sign,
            addressee: usual.addressee,
            original_retention_days: usual.original_retention_days,
            authorisation_days: usual.authorisation_days,
            query_batch_days: usual.query_batch_days,
        }
    }
}

/// Where a county's things are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Premises {
    /// Data folder.
    pub data: PathBuf,
    /// Database by URL; the file `doudi.sqlite` in the data folder where there is none.
    pub database: Option<String>,
}

/// Everything an operation needs besides who acts.
pub struct Office {
    pub(crate) store: Store,
    /// The county.
    pub county: RegionCode,
    /// Its settings.
    pub settings: Settings,
    /// Values of law with the county's own laid over them.
    pub book: PolicyBook,
    /// Working days.
    pub calendar: WorkingCalendar,
    /// Layouts of departments' files.
    pub layouts: Vec<Layout>,
    /// Names of regions.
    pub regions: Regions,
    pub(crate) ids: Arc<IdSource>,
}

impl Premises {
    /// The inbox of a month.
    pub fn inbox(&self, month: vocabulary::Month) -> PathBuf {
        self.data.join("inbox").join(month.to_string())
    }

    pub(crate) fn settings_file(&self) -> PathBuf {
        self.data.join("settings.toml")
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.data.join("keys.toml")
    }

    pub(crate) fn policy_folder(&self) -> PathBuf {
        self.data.join("policy")
    }

    pub(crate) fn place(&self) -> Result<Place, Refusal> {
        match &self.database {
            Some(url) => Ok(Place::parse(url)?),
            None => Ok(Place::Sqlite(self.data.join("doudi.sqlite"))),
        }
    }

    /// Whether a county was set up here.
    pub fn is_set_up(&self) -> bool {
        self.settings_file().exists()
    }
}

impl Office {
    /// Opens a county that was set up: settings, policy, keys, database (brought to this version's schema).
    pub async fn open(premises: &Premises) -> Result<Office, Refusal> {
        let text = std::fs::read_to_string(premises.settings_file())
            .map_err(|_| Refusal::NotSetUp { data: premises.data.display().to_string() })?;
        let settings: Settings = toml::from_str(&text).map_err(|error| Refusal::Settings {
            file: premises.settings_file().display().to_string(),
            why: error.to_string(),
        })?;
        let county = county_of(&settings.county)?;
        let book = read_policy(&premises.policy_folder())?;
        let calendar = WorkingCalendar::parse(policy::working_days())?;
        let layouts = registry::intake::embedded_layouts();
        let regions = Regions::embedded();
        let keyring = Keyring::load(&premises.key_file())?;
        let store = Store::open(&premises.place()?, keyring).await?;
        // Asked first, so that a process that only reads does not take the writer's lock.
        if store.schema_version().await? != Store::newest_schema() {
            store.migrate().await?;
        }
        Ok(Office { store, county, settings, book, calendar, layouts, regions, ids: Arc::new(IdSource::new(0)) })
    }

    /// A context for the account, on a day or today.
    pub async fn context(&self, login: &str, day: Option<Date>) -> Result<Context, Refusal> {
        let view = self.store.view(self.county).await?;
        let found = view.official_by_login(login).await?;
        let official = found.ok_or_else(|| Refusal::NotFound { kind: RecordKind::Official, id: login.to_owned() })?;
        let real = crate::context::today();
        if let Some(day) = day.filter(|day| *day > real) {
            return Err(Refusal::NotYet { day, today: real });
        }
        Ok(Context::new(official_of(official)?, day, self.ids.clone()))
    }
}

pub(crate) fn official_of(row: store::Official) -> Result<Official, Refusal> {
    let role = Role::from_code(&row.role).ok_or_else(|| Refusal::Fault(format!("role `{}` is not known", row.role)))?;
    Ok(Official { id: row.id, login: row.login, name: row.name, role, region: row.region })
}

pub(crate) fn county_of(text: &str) -> Result<RegionCode, Refusal> {
    match RegionCode::parse(text) {
        Ok(code) if code.level() == RegionLevel::County => Ok(code),
        Ok(_) | Err(_) => Err(Refusal::NotFound { kind: RecordKind::Region, id: text.to_owned() }),
    }
}

/// The embedded values of law with the county's own files laid over them, in the order of their names.
pub(crate) fn read_policy(folder: &Path) -> Result<PolicyBook, Refusal> {
    let mut own: Vec<(String, String)> = Vec::new();
    if folder.is_dir() {
        let refuse = |error: std::io::Error| Refusal::Settings { file: folder.display().to_string(), why: error.to_string() };
        for entry in std::fs::read_dir(folder).map_err(refuse)? {
            let path = entry.map_err(refuse)?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                own.push((name, std::fs::read_to_string(&path).map_err(refuse)?));
            }
        }
    }
    own.sort();
    let mut files: Vec<(&str, &str)> = policy::embedded().to_vec();
    files.extend(own.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    PolicyBook::parse(&files).map_err(Refusal::Policy)
}
