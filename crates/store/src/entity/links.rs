//! Tables of link questions: whom a row may be about, and what a person settled.

/// Which person something is about, asked of an official.
pub mod link_question {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "link_question")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// 1 a row of a file, 2 two persons of the register.
        pub subject: i64,
        /// Keyed digest of what identifies the subject: the same row next month has the same.
        pub digest: Vec<u8>,
        /// Why it is asked.
        pub reason: i64,
        /// The file.
        pub file: Option<i64>,
        /// Sheet, from 0.
        pub sheet: Option<i64>,
        /// Row, from 1.
        pub row_number: Option<i64>,
        /// Of two persons of the register the first.
        pub person: Option<i64>,
        /// Name as the row has it.
        pub name: String,
        /// Identity number as the row has it, masked.
        pub number_masked: String,
        /// Sex as the row has it.
        pub sex: Option<i64>,
        /// Day of birth as the row has it.
        pub birth: Option<i64>,
        /// Village as the row has it.
        pub village: Option<i64>,
        /// Household number as the row has it.
        pub household_number: String,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A person a question is about, and how much speaks for them.
pub mod link_candidate {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "link_candidate")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Place in the order of probability, from 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: i64,
        /// The person.
        pub person: i64,
        /// Probability in millionths.
        pub probability: i64,
        /// Odds before anything is compared, log2 in thousandths.
        pub prior_bits: i64,
        /// JSON: how each field compares and its weight.
        pub findings: String,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a person settled about a subject and a person.
pub mod link_decision {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "link_decision")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Digest of the subject.
        pub digest: Vec<u8>,
        /// The person it was settled about.
        pub person: i64,
        /// 1 the same person, 2 not the same, 3 cannot say, 4 undone.
        pub verdict: i64,
        /// Why.
        pub why: String,
        /// The official who settled it.
        pub made_by: i64,
        /// On which day.
        pub made_on: i64,
        /// The decision it takes the place of.
        pub supersedes: Option<i64>,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
