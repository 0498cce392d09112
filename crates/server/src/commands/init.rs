//! `doudi init`.

use operations::{Account, Role, SetUp, Settings, set_up};
use vocabulary::{RegionCode, RegionLevel};

use super::{accounts, premises};
use crate::arguments::{CommonOptions, Init};
use crate::output::{Output, Stop};

/// Sets a county up with its usual accounts.
pub async fn run(common: &CommonOptions, options: &Init, output: &Output) -> Result<(), Stop> {
    let office = set_up(&premises(common), &order(&options.county, options.policy.clone(), Vec::new())?).await?;
    let logins: Vec<&str> = USUAL.iter().map(|(login, _, _)| *login).collect();
    output.result(&serde_json::json!({ "county": office.county.to_string(), "accounts": logins }), |output| {
        output.note(
            &format!("{}（{}）已初始化，账号：{}。", office.regions.name(office.county), office.county, logins.join("、")),
            &format!("{} ({}) is set up; accounts: {}.", office.regions.name(office.county), office.county, logins.join(", ")),
        );
    });
    Ok(())
}

const USUAL: [(&str, &str, Role); 6] = [
    (accounts::ADMINISTRATOR, "系统管理员", Role::SystemAdministrator),
    (accounts::CLERK, "乡镇经办人员", Role::TownshipClerk),
    (accounts::OFFICER, "县级业务人员", Role::CountyOfficer),
    (accounts::CONFIRMER, "县级确认人员", Role::CountyConfirmer),
    (accounts::FINANCE, "资金发放经办人员", Role::FinanceMaker),
    (accounts::AUDITOR, "审计人员", Role::Auditor),
];

/// What to set up for a county code, with policy files as (name, text).
pub fn order(county: &str, policy: Option<std::path::PathBuf>, policy_files: Vec<(String, String)>) -> Result<SetUp, Stop> {
    let region =
        RegionCode::parse(county).ok().filter(|code| code.level() == RegionLevel::County).ok_or_else(|| Stop::Usage {
            chinese: format!("--county “{county}” 不是六位县级区划代码。"),
            english: format!("--county {county:?} is not a county code of six digits."),
        })?;
    Ok(SetUp {
        settings: Settings::usual(region),
        policy,
        policy_files,
        officials: USUAL
            .iter()
            .map(|(login, name, role)| Account { login: (*login).to_owned(), name: (*name).to_owned(), role: *role, region })
            .collect(),
    })
}
