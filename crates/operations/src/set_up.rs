//! Setting a county up: settings, key file, database, accounts. Done twice it changes nothing.

use std::path::PathBuf;

use store::{AuditEntry, IdSource, Keyring, Store};
use vocabulary::{OfficialId, RegionCode};

use crate::office::{Office, Premises, Settings, county_of, read_policy};
use crate::permission::{Act, Role};
use crate::{Refusal, context};

/// What to set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    /// The county's settings.
    pub settings: Settings,
    /// Folder with the county's own policy values, copied into the data folder.
    pub policy: Option<PathBuf>,
    /// Policy files given as (name, text), written into the data folder where they are not there yet.
    pub policy_files: Vec<(String, String)>,
    /// Accounts.
    pub officials: Vec<Account>,
}

/// An account to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Login name.
    pub login: String,
    /// Name on documents.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Region in which the role holds.
    pub region: RegionCode,
}

/// Sets a county up and opens it. The person at the machine's console is its system administrator: there is no account yet.
pub async fn set_up(premises: &Premises, order: &SetUp) -> Result<Office, Refusal> {
    let county = county_of(&order.settings.county)?;
    let io = |path: &std::path::Path| {
        let file = path.display().to_string();
        move |error: std::io::Error| Refusal::Settings { file: file.clone(), why: error.to_string() }
    };
    let policy_folder = premises.policy_folder();
    std::fs::create_dir_all(&policy_folder).map_err(io(&policy_folder))?;
    for (name, text) in &order.policy_files {
        let path = policy_folder.join(name);
        if !path.exists() {
            std::fs::write(&path, text).map_err(io(&path))?;
        }
    }
    if let Some(folder) = &order.policy {
        for entry in std::fs::read_dir(folder).map_err(io(folder))? {
            let path = entry.map_err(io(folder))?.path();
            if let (Some(name), true) = (path.file_name(), path.extension().is_some_and(|extension| extension == "toml")) {
                std::fs::copy(&path, policy_folder.join(name)).map_err(io(&path))?;
            }
        }
    }
    read_policy(&policy_folder)?;
    if !premises.key_file().exists() {
        Keyring::create(&premises.key_file())?;
    }
    let store = Store::open(&premises.place()?, Keyring::load(&premises.key_file())?).await?;
    store.migrate().await?;
    open_accounts(&store, county, &order.officials).await?;
    // The settings are written last: a county with settings is set up whole.
    let text = toml::to_string(&order.settings).map_err(|error| Refusal::Fault(error.to_string()))?;
    let path = premises.settings_file();
    std::fs::write(&path, text).map_err(io(&path))?;
    drop(store);
    Office::open(premises).await
}

async fn open_accounts(store: &Store, county: RegionCode, accounts: &[Account]) -> Result<(), Refusal> {
    let mut known = Vec::new();
    let view = store.view(county).await?;
    for account in accounts {
        known.push(view.official_by_login(&account.login).await?.is_some());
    }
    drop(view);
    let ids = IdSource::new(0);
    let moment_ms = context::now_ms();
    let mut rows = Vec::new();
    for account in accounts.iter().zip(known).filter(|(_, known)| !known).map(|(account, _)| account) {
        rows.push(store::Official {
            id: OfficialId::new(ids.next(moment_ms)).expect("an id source gives numbers above zero"),
            login: account.login.clone(),
            name: account.name.clone(),
            role: account.role.code().to_owned(),
            region: account.region,
            supersedes: None,
        });
    }
    if rows.is_empty() {
        return Ok(());
    }
    let mut act = store.act(county).await?;
    act.add_officials(&rows).await?;
    let logins: Vec<&str> = rows.iter().map(|row| row.login.as_str()).collect();
    act.commit(&AuditEntry {
        moment_ms,
        official: None,
        act: Act::SetUp.code().to_owned(),
        subject: county.to_string(),
        rows: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        detail: serde_json::json!({ "accounts": logins }),
    })
    .await?;
    Ok(())
}
