//! `doudi privacy`.

use operations::people;
use vocabulary::PersonId;

use super::{accounts, decide::number, open, premises};
use crate::arguments::{CommonOptions, Privacy};
use crate::output::{Output, Stop};

/// Rotates keys, erases or reveals a person's numbers.
pub async fn run(common: &CommonOptions, options: &Privacy, output: &Output) -> Result<(), Stop> {
    match options {
        Privacy::RotateKeys => {
            let login = common.login.as_deref().unwrap_or(accounts::ADMINISTRATOR);
            let wrapped = people::rotate_keys(&premises(common), login).await?;
            output.note(
                &format!("主密钥已更新，重新封装{wrapped}份密钥。"),
                &format!("New master key; {wrapped} keys wrapped again."),
            );
        }
        Privacy::Erase { person, why } => {
            let (office, context) = open(common, accounts::OFFICER).await?;
            let person: PersonId = number(*person)?;
            people::erase(&office, &context, person, why).await?;
            output.note(
                &format!("人员{person}的密钥和索引已销毁。"),
                &format!("Key and indexes of person {person} are destroyed."),
            );
        }
        Privacy::Reveal { person, why } => {
            let (office, context) = open(common, accounts::OFFICER).await?;
            let shown = people::reveal(&office, &context, number(*person)?, why).await?;
            output.result(&serde_json::json!({ "person": person, "number": shown }), |output| output.line(&shown));
        }
    }
    Ok(())
}
