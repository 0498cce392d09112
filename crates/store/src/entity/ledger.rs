//! Tables of the ledger: batches, lines, postings, the month's round.

/// A payout batch.
pub mod batch {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "batch")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Month it is paid in, as an index.
        pub month: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A line of a batch.
pub mod payout_line {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payout_line")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The batch.
        pub batch: i64,
        /// The award it is due under.
        pub award: i64,
        /// The unit.
        pub unit: i64,
        /// Month the money is for.
        pub entitlement_month: i64,
        /// What it is for.
        pub purpose: i64,
        /// Whose card.
        pub payee: i64,
        /// Which instalment.
        pub instalment: i64,
        /// For how many persons.
        pub heads: i64,
        /// Fen.
        pub amount: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A double-entry posting.
pub mod posting {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "posting")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The batch.
        pub batch: i64,
        /// The line.
        pub line: i64,
        /// Account debited.
        pub debit: i64,
        /// Account credited.
        pub credit: i64,
        /// Fen.
        pub amount: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An arrow of a month's round that is done.
pub mod round_month {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "round_month")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The month, as an index.
        pub month: i64,
        /// Code of the arrow.
        pub arrow: String,
        /// Hash of what it gave.
        pub digest: String,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
