//! Persons and what is sealed of them: numbers, telephones, accounts, each under the person's own key.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QueryResult,
    QuerySelect, Set,
};
use tokio::task::JoinHandle;
use vocabulary::{AccountNumber, CitizenId, PersonId, PhoneNumber, RegionCode};

use crate::bulk::Listed;
use crate::cipher::{Cipher, Index, WrappedKey};
use crate::column::{id, unreadable};
use crate::entity::{file_original, person, person_secret};
use crate::{Act, Added, AuditEntry, Contact, NewPerson, PersonSecret, Store, StoreFault, View, bulk};

/// Persons whose secrets are sealed or opened between two looks at the database.
const SEALED_AT_ONCE: usize = 4_096;
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
        let sealing = Sealing { county: self.view.number, sequence: self.sequence().0, cipher: Arc::clone(&self.view.cipher) };
        let mut parts = persons.chunks(SEALED_AT_ONCE);
        let mut next = parts.next().map(|part| (part, sealing.begin(part)));
        let mut inserted = 0;
        while let Some((part, sealed)) = next {
            let secrets = sealed.await.expect("sealing does not panic")?;
            // The next ones are sealed while these are written.
            next = parts.next().map(|part| (part, sealing.begin(part)));
            let entered = bulk::insert::<person_secret::Entity>(&self.view.transaction, &secrets).await?;
            let known = if entered.existing == 0 { HashSet::new() } else { self.left_out(part).await? };
            let new = part.iter().map(|new| &new.person).filter(|person| !known.contains(&person.id));
            let rows = new.map(|person| self.person_row(person.id.number(), person, None));
            inserted += bulk::insert::<person::Entity>(&self.view.transaction, rows).await?.inserted;
        }
        let all = u64::try_from(persons.len()).expect("a list's length fits into 64 bits");
        Ok(Added { inserted, existing: all - inserted })
    }

    /// Who of these was not entered because their number stands there under another id.
    async fn left_out(&self, persons: &[NewPerson]) -> Result<HashSet<PersonId>, StoreFault> {
        let mut left_out: HashSet<PersonId> = persons.iter().map(|new| new.person.id).collect();
        let asked: Vec<PersonId> = left_out.iter().copied().collect();
        for row in self.view.secret_rows(&asked).await? {
            left_out.remove(&id(row.id)?);
        }
        Ok(left_out)
    }

    /// Enters new telephones and accounts, and leaves one that is what stands there already; gives of how many persons
    /// something changed (the erased have no key to seal with).
    pub async fn set_contacts(&mut self, contacts: &[Contact]) -> Result<u64, StoreFault> {
        let mut changed = 0;
        for part in contacts.chunks(SEALED_AT_ONCE) {
            // Of two for one person the later one counts.
            let of: HashMap<i64, &Contact> = part.iter().map(|contact| (contact.person.number(), contact)).collect();
            let rows = self.view.secret_rows(&part.iter().map(|contact| contact.person).collect::<Vec<_>>()).await?;
            let rows =
                in_parallel(&rows, |row| of.get(&row.id).map_or(Ok(None), |contact| self.view.with_contact(row, contact)))?;
            let rows: Vec<person_secret::Model> = rows.into_iter().flatten().collect();
            let columns = [person_secret::Column::Phone, person_secret::Column::Account];
            bulk::change::<person_secret::Entity>(&self.view.transaction, &rows, &columns).await?;
            changed += u64::try_from(rows.len()).expect("a list's length fits into 64 bits");
            tokio::task::yield_now().await;
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
}

/// What sealing new persons needs, so that it can go on beside the act.
#[derive(Clone)]
struct Sealing {
    county: i64,
    sequence: i64,
    cipher: Arc<dyn Cipher>,
}

impl Sealing {
    /// Seals what is secret of these persons on threads of its own.
    fn begin(&self, persons: &[NewPerson]) -> JoinHandle<Result<Vec<person_secret::Model>, StoreFault>> {
        let (sealing, persons) = (self.clone(), persons.to_vec());
        tokio::task::spawn_blocking(move || in_parallel(&persons, |new| sealing.secret_row(new)))
    }

    fn secret_row(&self, new: &NewPerson) -> Result<person_secret::Model, StoreFault> {
        let (county, person) = (self.county, new.person.id.number());
        let cipher = &*self.cipher;
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
        let (key, sealed) = cipher.seal_by_new_key(&given)?;
        let mut sealed = sealed.into_iter();
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
            sequence: self.sequence,
        })
    }
}

impl View {
    /// Which of these numbers are entered, and as whom.
    pub async fn persons_by_numbers(&self, numbers: &[CitizenId]) -> Result<HashMap<CitizenId, PersonId>, StoreFault> {
        let index = |number: &CitizenId| self.cipher.mac(Index::Exact, number.reveal().as_bytes());
        let indexes = in_parallel(numbers, index)?;
        let asked: HashMap<[u8; 32], CitizenId> = indexes.iter().copied().zip(numbers.iter().copied()).collect();
        let listed =
            Listed { table: "person_secret", columns: &["id", "exact_index"], county: self.number, column: "exact_index" };
        let rows = bulk::by_bytes(&self.transaction, listed, &indexes, |row| {
            let (person, index): (i64, Vec<u8>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let number = <[u8; 32]>::try_from(index).ok().and_then(|index| asked.get(&index).copied());
            Ok((number.ok_or_else(|| unreadable("index of", person))?, id(person)?))
        });
        Ok(rows.await?.into_iter().collect())
    }

    /// The numbers of these persons, opened; who has none is not in it.
    pub(crate) async fn numbers_of(&self, persons: &[PersonId]) -> Result<HashMap<PersonId, CitizenId>, StoreFault> {
        let mut numbers = HashMap::with_capacity(persons.len());
        for part in persons.chunks(SEALED_AT_ONCE) {
            let rows = self.secret_rows(part).await?;
            let opened = in_parallel(&rows, |row| {
                let number = self.open_column(row, "identity", row.identity.as_ref())?;
                number.map(|text| Ok((id(row.id)?, parse_number(&text, row.id)?))).transpose()
            })?;
            numbers.extend(opened.into_iter().flatten());
            tokio::task::yield_now().await;
        }
        Ok(numbers)
    }

    /// Everything sealed of these persons, opened; an erased person has nothing. The caller audits the read.
    pub async fn reveal(&self, persons: &[PersonId]) -> Result<HashMap<PersonId, PersonSecret>, StoreFault> {
        let mut opened = HashMap::with_capacity(persons.len());
        for part in persons.chunks(SEALED_AT_ONCE) {
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
        let persons: Vec<i64> = persons.iter().map(|person| person.number()).collect();
        let listed = Listed { table: "person_secret", columns: &["*"], county: self.number, column: "id" };
        let row_of = |row: &QueryResult| Ok(person_secret::Model::from_query_result(row, "")?);
        bulk::by_numbers(&self.transaction, listed, &persons, row_of).await
    }

    /// The row with a new telephone or account; `None` where both stand there already or the person was erased.
    fn with_contact(&self, row: &person_secret::Model, contact: &Contact) -> Result<Option<person_secret::Model>, StoreFault> {
        let Some(key) = key_of(row) else { return Ok(None) };
        let seal = |column: &str, new: Option<&str>, old: Option<&Vec<u8>>| -> Result<Option<Vec<u8>>, StoreFault> {
            let known = self.open_column(row, column, old)?;
            let Some(new) = new.filter(|new| known.as_deref() != Some(*new)) else { return Ok(None) };
            Ok(self.cipher.seal(&key, &[(&context(column, row.county, row.id), new.as_bytes())])?.pop())
        };
        let phone = seal("phone", contact.phone.as_ref().map(PhoneNumber::reveal), row.phone.as_ref())?;
        let account = seal("account", contact.account.as_ref().map(AccountNumber::reveal), row.account.as_ref())?;
        if phone.is_none() && account.is_none() {
            return Ok(None);
        }
        let (phone, account) = (phone.or_else(|| row.phone.clone()), account.or_else(|| row.account.clone()));
        Ok(Some(person_secret::Model { phone, account, ..row.clone() }))
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

/// The work on each of a list, shared out among the machine's cores: sealing and opening wait for nothing else.
fn in_parallel<T: Sync, R: Send>(list: &[T], work: impl Fn(&T) -> Result<R, StoreFault> + Sync) -> Result<Vec<R>, StoreFault> {
    /// Below this a thread costs more than it takes over.
    const WORTH_A_THREAD: usize = 64;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = list.len().div_ceil(cores).max(WORTH_A_THREAD);
    std::thread::scope(|scope| {
        let mut shares = list.chunks(share);
        let first = shares.next().unwrap_or_default();
        let others: Vec<_> = shares.map(|part| scope.spawn(|| part.iter().map(&work).collect::<Result<Vec<R>, _>>())).collect();
        let mut all = first.iter().map(&work).collect::<Result<Vec<R>, _>>()?;
        for other in others {
            all.extend(other.join().expect("sealing and opening do not panic")?);
        }
        Ok(all)
    })
}

fn key_of(row: &person_secret::Model) -> Option<WrappedKey> {
    Some(WrappedKey { version: row.key_version?, bytes: row.wrapped_key.clone()? })
}

fn parse_number(text: &str, person: i64) -> Result<CitizenId, StoreFault> {
    // The text itself stays out of the fault.
    CitizenId::parse(text).map_err(|_| unreadable("identity number of", person))
}
