//! Persons and what is sealed of them: numbers, telephones, accounts, each under the person's own key.

use std::collections::{HashMap, HashSet};

use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use vocabulary::{AccountNumber, CitizenId, PersonId, PhoneNumber, RegionCode};

use crate::cipher::{Cipher, Index, WrappedKey};
use crate::column::{id, unreadable};
use crate::entity::{file_original, person, person_secret};
use crate::{Act, Added, AuditEntry, Candidate, Contact, NewPerson, PersonSecret, Store, StoreFault, View, bulk};

/// Keys asked for in one statement.
const KEYS: usize = 500;
/// Rows whose keys are wrapped anew between two looks at the database.
const ROTATED_AT_ONCE: u64 = 5_000;

/// What a sealed column is and whose: a value moved elsewhere does not open.
fn context(column: &str, county: i64, person: i64) -> String {
    format!("{column} of person {county}/{person}")
}

/// What a sealed original is: that of one file.
pub fn original_context(county: i64, file: i64) -> String {
    format!("original of file {county}/{file}")
}

impl Act {
    /// Enters persons, each with a key of its own. The identity number is the sender's key: a person whose number stands
    /// there already is left as they are.
    pub async fn add_persons(&mut self, persons: &[NewPerson]) -> Result<Added, StoreFault> {
        let numbers: Vec<CitizenId> = persons.iter().filter_map(|new| new.number).collect();
        let mut known: HashSet<CitizenId> = self.view.persons_by_numbers(&numbers).await?.into_keys().collect();
        let new: Vec<&NewPerson> = persons.iter().filter(|new| new.number.is_none_or(|number| known.insert(number))).collect();
        let left_out = u64::try_from(persons.len() - new.len()).expect("a list's length fits into 64 bits");
        let mut added = Added { inserted: 0, existing: left_out };
        for part in new.chunks(KEYS) {
            let rows: Vec<person::Model> =
                part.iter().map(|new| self.person_row(new.person.id.number(), &new.person, None)).collect();
            let secrets: Vec<person_secret::Model> = part.iter().map(|new| self.secret_row(new)).collect::<Result<_, _>>()?;
            added = added.and(bulk::insert::<person::Entity>(&self.view.transaction, &rows).await?);
            bulk::insert::<person_secret::Entity>(&self.view.transaction, &secrets).await?;
            // Sealing takes time and never waits for anything: pages get their turn in between.
            tokio::task::yield_now().await;
        }
        Ok(added)
    }

    /// Enters new telephones and accounts; gives how many persons had a key to seal them with (the erased have none).
    pub async fn set_contacts(&mut self, contacts: &[Contact]) -> Result<u64, StoreFault> {
        let mut changed = 0;
        for contact in contacts {
            let Some((row, key)) = self.secret_with_key(contact.person).await? else { continue };
            let mut row = row.into_active_model();
            let seal = |column: &str, value: &str| -> Result<Option<Vec<u8>>, StoreFault> {
                let context = context(column, self.view.number, contact.person.number());
                Ok(self.view.cipher.seal(&key, &[(&context, value.as_bytes())])?.pop())
            };
            if let Some(phone) = &contact.phone {
                row.phone = Set(seal("phone", phone.reveal())?);
            }
            if let Some(account) = &contact.account {
                row.account = Set(seal("account", account.reveal())?);
            }
            if row.is_changed() {
                row.update(&self.view.transaction).await?;
                changed += 1;
            }
        }
        Ok(changed)
    }

    /// Destroys a person's key, sealed columns and indexes: nobody can read them again, in backups without the key neither.
    /// The name and facts stay with the decisions they were the reason for. Gives whether there was something to erase.
    pub async fn erase_person(&mut self, person: PersonId) -> Result<bool, StoreFault> {
        let Some((row, _)) = self.secret_with_key(person).await? else { return Ok(false) };
        let mut row = row.into_active_model();
        row.key_version = Set(None);
        row.wrapped_key = Set(None);
        row.identity = Set(None);
        row.exact_index = Set(None);
        row.last_four_index = Set(None);
        row.phone = Set(None);
        row.account = Set(None);
        row.erased = Set(Some(self.sequence().0));
        row.update(&self.view.transaction).await?;
        Ok(true)
    }

    async fn secret_with_key(&self, person: PersonId) -> Result<Option<(person_secret::Model, WrappedKey)>, StoreFault> {
        let row = person_secret::Entity::find_by_id((self.view.number, person.number())).one(&self.view.transaction).await?;
        Ok(row.and_then(|row| key_of(&row).map(|key| (row, key))))
    }

    fn secret_row(&self, new: &NewPerson) -> Result<person_secret::Model, StoreFault> {
        let (county, person) = (self.view.number, new.person.id.number());
        let cipher = &*self.view.cipher;
        let key = cipher.new_key()?;
        let plain = [
            ("identity", new.number.as_ref().map(CitizenId::reveal)),
            ("phone", new.phone.as_ref().map(PhoneNumber::reveal)),
            ("account", new.account.as_ref().map(AccountNumber::reveal)),
        ];
        let given: Vec<(String, &[u8])> = plain
            .iter()
            .filter_map(|(column, value)| value.map(|value| (context(column, county, person), value.as_bytes())))
            .collect();
        let given: Vec<(&str, &[u8])> = given.iter().map(|(context, value)| (context.as_str(), *value)).collect();
        let mut sealed = cipher.seal(&key, &given)?.into_iter();
        let [identity, phone, account] = plain.map(|(_, value)| value.and_then(|_| sealed.next()));
        let (exact_index, last_four_index) = match &new.number {
            Some(number) => (
                Some(cipher.mac(Index::Exact, number.reveal().as_bytes())?.to_vec()),
                Some(cipher.mac(Index::LastFour, number.last_four().as_bytes())?.to_vec()),
            ),
            None => (None, None),
        };
        Ok(person_secret::Model {
            county,
            id: person,
            key_version: Some(key.version),
            wrapped_key: Some(key.bytes),
            identity,
            exact_index,
            last_four_index,
            phone,
            account,
            erased: None,
            sequence: self.sequence().0,
        })
    }
}

impl View {
    /// Which of these numbers are entered, and as whom.
    pub async fn persons_by_numbers(&self, numbers: &[CitizenId]) -> Result<HashMap<CitizenId, PersonId>, StoreFault> {
        let mut found = HashMap::new();
        for part in numbers.chunks(KEYS) {
            let mut asked: HashMap<Vec<u8>, CitizenId> = HashMap::with_capacity(part.len());
            for number in part {
                asked.insert(self.cipher.mac(Index::Exact, number.reveal().as_bytes())?.to_vec(), *number);
            }
            let rows: Vec<(i64, Option<Vec<u8>>)> = person_secret::Entity::find()
                .select_only()
                .column(person_secret::Column::Id)
                .column(person_secret::Column::ExactIndex)
                .filter(person_secret::Column::County.eq(self.number))
                .filter(person_secret::Column::ExactIndex.is_in(asked.keys().cloned()))
                .into_tuple()
                .all(&self.transaction)
                .await?;
            for (person, index) in rows {
                if let Some(number) = index.and_then(|index| asked.get(&index).copied()) {
                    found.insert(number, id(person)?);
                }
            }
        }
        Ok(found)
    }

    /// Persons with their numbers opened, for the matcher: these persons, or all. The caller audits the read.
    pub async fn candidates(&self, of: Option<&[PersonId]>) -> Result<Vec<Candidate>, StoreFault> {
        let mut persons = self.persons(None).await?;
        if let Some(of) = of {
            let asked: HashSet<PersonId> = of.iter().copied().collect();
            persons.retain(|person| asked.contains(&person.id));
        }
        let ids: Vec<PersonId> = persons.iter().map(|person| person.id).collect();
        let mut numbers: HashMap<PersonId, Option<CitizenId>> = HashMap::with_capacity(ids.len());
        for part in ids.chunks(KEYS) {
            for row in self.secret_rows(part).await? {
                let number = self.open_column(&row, "identity", row.identity.as_ref())?;
                numbers.insert(id(row.id)?, number.map(|text| parse_number(&text, row.id)).transpose()?);
            }
            tokio::task::yield_now().await;
        }
        let candidate = |person: registry::Person| Candidate { number: numbers.get(&person.id).copied().flatten(), person };
        Ok(persons.into_iter().map(candidate).collect())
    }

    /// Everything sealed of these persons, opened; an erased person has nothing. The caller audits the read.
    pub async fn reveal(&self, persons: &[PersonId]) -> Result<HashMap<PersonId, PersonSecret>, StoreFault> {
        let mut opened = HashMap::with_capacity(persons.len());
        for part in persons.chunks(KEYS) {
            for row in self.secret_rows(part).await? {
                let person: PersonId = id(row.id)?;
                let number = self.open_column(&row, "identity", row.identity.as_ref())?;
                let phone = self.open_column(&row, "phone", row.phone.as_ref())?;
                let account = self.open_column(&row, "account", row.account.as_ref())?;
                let secret = PersonSecret {
                    person,
                    number: number.map(|text| parse_number(&text, row.id)).transpose()?,
                    phone: phone.map(|text| PhoneNumber::parse(&text).map_err(|_| unreadable("phone of", row.id))).transpose()?,
                    account: account
                        .map(|text| AccountNumber::parse(&text).map_err(|_| unreadable("account of", row.id)))
                        .transpose()?,
                };
                opened.insert(person, secret);
            }
        }
        Ok(opened)
    }

    /// Persons whose number ends in these four signs (`X` may be small), in the order of their ids.
    pub async fn find_by_last_four(&self, signs: &str) -> Result<Vec<PersonId>, StoreFault> {
        let index = self.cipher.mac(Index::LastFour, signs.to_ascii_uppercase().as_bytes())?.to_vec();
        let rows: Vec<i64> = person_secret::Entity::find()
            .select_only()
            .column(person_secret::Column::Id)
            .filter(person_secret::Column::County.eq(self.number))
            .filter(person_secret::Column::LastFourIndex.eq(index))
            .order_by_asc(person_secret::Column::Id)
            .into_tuple()
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(id).collect()
    }

    async fn secret_rows(&self, persons: &[PersonId]) -> Result<Vec<person_secret::Model>, StoreFault> {
        Ok(person_secret::Entity::find()
            .filter(person_secret::Column::County.eq(self.number))
            .filter(person_secret::Column::Id.is_in(persons.iter().map(|person| person.number())))
            .all(&self.transaction)
            .await?)
    }

    fn open_column(
        &self,
        row: &person_secret::Model,
        column: &str,
        sealed: Option<&Vec<u8>>,
    ) -> Result<Option<String>, StoreFault> {
        let (Some(sealed), Some(key)) = (sealed, key_of(row)) else { return Ok(None) };
        let opened = self.cipher.open(&key, &[(&context(column, row.county, row.id), sealed)])?.pop();
        opened.map(|bytes| String::from_utf8(bytes).map_err(|_| unreadable(column, row.id))).transpose()
    }
}

impl Store {
    /// Wraps the keys of all persons and originals of a county by the newest master key, under one act; gives how many
    /// were wrapped by an older one.
    pub async fn rotate_person_keys(&self, county: RegionCode, entry: &AuditEntry) -> Result<u64, StoreFault> {
        let act = self.act(county).await?;
        let cipher = self.cipher();
        let rotated = rotate_persons(&act, cipher).await? + rotate_originals(&act, cipher).await?;
        act.commit(entry).await?;
        Ok(rotated)
    }
}

async fn rotate_persons(act: &Act, cipher: &dyn Cipher) -> Result<u64, StoreFault> {
    let (mut rotated, mut after) = (0, 0);
    loop {
        let rows = person_secret::Entity::find()
            .filter(person_secret::Column::County.eq(act.number))
            .filter(person_secret::Column::Id.gt(after))
            .order_by_asc(person_secret::Column::Id)
            .limit(ROTATED_AT_ONCE)
            .all(&act.transaction)
            .await?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(rotated) };
        after = last;
        for row in rows {
            let Some(key) = key_of(&row).map(|key| cipher.rewrap(&key)).transpose()?.flatten() else { continue };
            let mut row = row.into_active_model();
            row.key_version = Set(Some(key.version));
            row.wrapped_key = Set(Some(key.bytes));
            row.update(&act.transaction).await?;
            rotated += 1;
        }
    }
}

async fn rotate_originals(act: &Act, cipher: &dyn Cipher) -> Result<u64, StoreFault> {
    let mut rotated = 0;
    // Without their bytes: originals are long, their keys are not.
    let keys: Vec<(i64, Option<i64>, Option<Vec<u8>>)> = file_original::Entity::find()
        .select_only()
        .column(file_original::Column::Id)
        .column(file_original::Column::KeyVersion)
        .column(file_original::Column::WrappedKey)
        .filter(file_original::Column::County.eq(act.number))
        .into_tuple()
        .all(&act.transaction)
        .await?;
    for (file, version, bytes) in keys {
        let (Some(version), Some(bytes)) = (version, bytes) else { continue };
        let Some(key) = cipher.rewrap(&WrappedKey { version, bytes })? else { continue };
        let row = file_original::ActiveModel {
            county: Set(act.number),
            id: Set(file),
            key_version: Set(Some(key.version)),
            wrapped_key: Set(Some(key.bytes)),
            ..Default::default()
        };
        file_original::Entity::update(row).exec(&act.transaction).await?;
        rotated += 1;
    }
    Ok(rotated)
}

fn key_of(row: &person_secret::Model) -> Option<WrappedKey> {
    Some(WrappedKey { version: row.key_version?, bytes: row.wrapped_key.clone()? })
}

fn parse_number(text: &str, person: i64) -> Result<CitizenId, StoreFault> {
    // The text itself stays out of the fault.
    CitizenId::parse(text).map_err(|_| unreadable("identity number of", person))
}
