//! Tables of the register: persons, households, facts, clues.

/// A version of a resident's entry.
pub mod person {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key of the row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The person; the first row's key.
        pub person: i64,
        /// Name.
        pub name: String,
        /// GB/T 2261.1.
        pub sex: i64,
        /// Day of birth.
        pub birth: i64,
        /// Village of registration, 12 digits.
        pub village: i64,
        /// Rural or urban.
        pub registration: i64,
        /// The row it takes the place of.
        pub supersedes: Option<i64>,
        /// Act under which the row was recorded.
        pub sequence: i64,
        /// The name as names are compared.
        pub comparable_name: String,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What of a person is sealed. It may change: erasing a person destroys key and columns, a rotation wraps keys anew, an account changes.
pub mod person_secret {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_secret")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// The person.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Version of the master key that wraps the person's key.
        pub key_version: Option<i64>,
        /// The person's own key, wrapped; none after erasure.
        pub wrapped_key: Option<Vec<u8>>,
        /// Identity number, sealed.
        pub identity: Option<Vec<u8>>,
        /// HMAC-SM3 of the number.
        pub exact_index: Option<Vec<u8>>,
        /// HMAC-SM3 of its last four signs.
        pub last_four_index: Option<Vec<u8>>,
        /// Telephone, sealed.
        pub phone: Option<Vec<u8>>,
        /// Bank account, sealed.
        pub account: Option<Vec<u8>>,
        /// Act under which the person was erased.
        pub erased: Option<i64>,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A version of a household's entry.
pub mod household {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "household")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key of the row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The household; the first row's key.
        pub household: i64,
        /// 1 register, 2 assistance, 3 monitored.
        pub kind: i64,
        /// The sender's number.
        pub number: String,
        /// Village, 12 digits.
        pub village: i64,
        /// Rural or urban.
        pub registration: i64,
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

/// A person's place in a household for some days.
pub mod membership {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The household.
        pub household: i64,
        /// The person.
        pub person: i64,
        /// GB/T 4761.
        pub relation: i64,
        /// First day.
        pub days_from: i64,
        /// First day no longer.
        pub days_until: Option<i64>,
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

/// A dated statement about a person.
pub mod fact {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "fact")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Whom it is about.
        pub person: i64,
        /// Kind of fact.
        pub kind: i64,
        /// Its value as one number.
        pub value: i64,
        /// First day.
        pub days_from: i64,
        /// First day no longer.
        pub days_until: Option<i64>,
        /// Layout that gave it.
        pub department: i64,
        /// File it was read from.
        pub file: Option<i64>,
        /// Sheet, from 0.
        pub sheet: Option<i64>,
        /// Row, from 1.
        pub row_number: Option<i64>,
        /// Column, from 0.
        pub column_number: Option<i64>,
        /// Act it was stated by, where no file did.
        pub source_act: Option<i64>,
        /// The fact it takes the place of.
        pub supersedes: Option<i64>,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Something to be looked at by a person.
pub mod clue {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "clue")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Code of the kind.
        pub kind: String,
        /// The person it may be about.
        pub person: Option<i64>,
        /// File it was read from.
        pub file: Option<i64>,
        /// Sheet, from 0.
        pub sheet: Option<i64>,
        /// Row, from 1.
        pub row_number: Option<i64>,
        /// Column, from 0.
        pub column_number: Option<i64>,
        /// What was found, numbers masked.
        pub message: String,
        /// What came of it; none while open.
        pub outcome: Option<String>,
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
