//! Tables of the ground: the chain of acts, officials, jobs, received files.

/// Where a county's chain of acts stands. It may change: the act in hand takes the next number from it and locks it.
pub mod county_head {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "county_head")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Always 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Number of the last act.
        pub sequence: i64,
        /// Hash of the last audit entry.
        pub audit_hash: Vec<u8>,
        /// What the keyring's exact-index key gives for this county: tells a wrong keyring.
        pub key_check: Vec<u8>,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An act or a full read, chained by hash.
pub mod audit_entry {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_entry")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Number of the act.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Moment, milliseconds UTC.
        pub moment_ms: i64,
        /// Who acted; none for the system itself.
        pub official: Option<i64>,
        /// Code of the act.
        pub act: String,
        /// What it was about.
        pub subject: String,
        /// Rows it recorded or showed.
        pub row_count: i64,
        /// Canonical JSON; never a number of a person or account.
        pub detail: String,
        /// Hash of the entry before.
        pub previous_hash: Vec<u8>,
        /// SM3 over the previous hash and this entry.
        pub hash: Vec<u8>,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The chain's hash at every so many entries.
pub mod audit_checkpoint {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_checkpoint")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Number of the act it stands at.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Entries up to and with it.
        pub entry_count: i64,
        /// Hash of that entry.
        pub hash: Vec<u8>,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An official as they were from an act on.
pub mod official {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "official")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Login name.
        pub login: String,
        /// Name on documents.
        pub name: String,
        /// Role.
        pub role: String,
        /// Region in which the role holds, 12 digits.
        pub region: i64,
        /// The row it takes the place of.
        pub supersedes: Option<i64>,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A piece of long work. It may change: a lease and a progress mark change while the work runs.
pub mod job {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Idempotency key.
        pub key: String,
        /// Kind of work.
        pub kind: String,
        /// 1 running, 2 done, 3 failed.
        pub state: i64,
        /// Who works on it.
        pub holder: String,
        /// Until when the holder has it, milliseconds UTC.
        pub lease_until_ms: i64,
        /// How often it was taken up.
        pub attempt: i64,
        /// JSON the work continues from.
        pub progress: String,
        /// JSON of the outcome.
        pub result: Option<String>,
        /// Why it failed.
        pub error: Option<String>,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A file a department sent.
pub mod received_file {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "received_file")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// SM3 of its bytes.
        pub digest: Vec<u8>,
        /// Its name.
        pub name: String,
        /// Number of the layout it was read by.
        pub department: i64,
        /// Month it is for, as an index.
        pub month: i64,
        /// Rows it holds.
        pub rows_read: i64,
        /// Rows that became facts.
        pub rows_taken: i64,
        /// Rows with a complaint.
        pub rows_complained: i64,
        /// Rows about people without a lawful basis: counted, not kept.
        pub rows_dropped: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
        /// How often the same bytes counted before.
        pub repeat: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The bytes of a received file, sealed. It may change: its bytes and key are destroyed when its retention ends, and its key is wrapped anew at a rotation.
pub mod file_original {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file_original")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key of the file.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Version of the master key that wraps its key.
        pub key_version: Option<i64>,
        /// Its own key, wrapped.
        pub wrapped_key: Option<Vec<u8>>,
        /// Its bytes, sealed; none after its retention.
        pub sealed: Option<Vec<u8>>,
        /// First day on which it is no longer kept.
        pub retained_until: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A fault in a row of a file.
pub mod complaint {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "complaint")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The file.
        pub file: i64,
        /// Sheet, from 0.
        pub sheet: i64,
        /// Row, from 1.
        pub row_number: i64,
        /// Column, from 0; none for a whole row.
        pub column_number: Option<i64>,
        /// Code of the complaint.
        pub code: String,
        /// What, where, why, what next; numbers masked.
        pub message: String,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A list of persons that departments are asked about (核对批次).
pub mod query_batch {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "query_batch")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Its name, which answers bear.
        pub name: String,
        /// Month it is made in, as an index.
        pub month: i64,
        /// Codes of the layouts it is sent out for, with commas between.
        pub departments: String,
        /// What for.
        pub purpose: String,
        /// First day on which answers are taken.
        pub valid_from: i64,
        /// First day on which they no longer are.
        pub valid_until: i64,
        /// The official who made it.
        pub made_by: i64,
        /// On which day.
        pub made_on: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A person a query batch asks about.
pub mod query_batch_member {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "query_batch_member")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// The batch.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Place in it, from 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: i64,
        /// The person.
        pub person: i64,
        /// The assistance unit whose family authorised the query.
        pub unit: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
