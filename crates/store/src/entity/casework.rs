//! Tables of the casework: determinations, gaps, cases, decisions, awards.

/// What the law gives, with its trace.
pub mod determination {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "determination")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The unit.
        pub unit: i64,
        /// The programme.
        pub programme: i64,
        /// The day it holds for.
        pub day: i64,
        /// Last act whose facts it knew.
        pub known_at: i64,
        /// The answer, JSON.
        pub answer: String,
        /// The steps, JSON; persons by key only.
        pub trace: String,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A line of a month's gap lists.
pub mod gap {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gap")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Month whose round found it, as an index.
        pub month: i64,
        /// Which list.
        pub kind: i64,
        /// The unit.
        pub unit: i64,
        /// The programme.
        pub programme: i64,
        /// What should be, JSON.
        pub should_terms: Option<String>,
        /// What is, JSON.
        pub is_terms: Option<String>,
        /// The rule behind it.
        pub rule: String,
        /// The reason.
        pub reason: String,
        /// Known since that day.
        pub since: i64,
        /// To be closed by that day.
        pub deadline: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The work on a gap.
pub mod gap_case {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gap_case")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The gap.
        pub gap: i64,
        /// The unit.
        pub unit: i64,
        /// The programme.
        pub programme: i64,
        /// Day it was opened.
        pub opened_on: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A step of a case; the last one says where it stands.
pub mod case_step {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_step")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The case.
        pub gap_case: i64,
        /// Which step, from 1.
        pub number: i64,
        /// Where the case stands after it.
        pub state: i64,
        /// Who took it.
        pub official: i64,
        /// When.
        pub day: i64,
        /// What is proposed, JSON.
        pub proposal: Option<String>,
        /// Why, in Chinese.
        pub note: String,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A decision of named officials.
pub mod decision {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The case it ends.
        pub gap_case: i64,
        /// The unit.
        pub unit: i64,
        /// The programme.
        pub programme: i64,
        /// What is decided.
        pub kind: i64,
        /// Terms granted or changed to, JSON.
        pub terms: Option<String>,
        /// First month no longer paid of a gradual exit.
        pub ends: Option<i64>,
        /// First month it changes anything.
        pub effective: i64,
        /// The determination it rests on.
        pub determination: i64,
        /// The reasons.
        pub reasons: String,
        /// Who proposed.
        pub proposed_by: i64,
        /// When.
        pub proposed_on: i64,
        /// First day on the village board.
        pub noticed_from: Option<i64>,
        /// First day no longer on it.
        pub noticed_until: Option<i64>,
        /// Who confirmed.
        pub confirmed_by: i64,
        /// When.
        pub confirmed_on: i64,
        /// 1 nothing taken, 2 before the law, 3 heard.
        pub heard: i64,
        /// Day of the hearing.
        pub heard_on: Option<i64>,
        /// Their opinion.
        pub heard_opinion: Option<String>,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is decided for a unit from a month on.
pub mod award {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "award")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// Key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// The unit.
        pub unit: i64,
        /// The programme.
        pub programme: i64,
        /// The class.
        pub class: i64,
        /// Whose card is paid.
        pub payee: i64,
        /// First month paid.
        pub from_month: i64,
        /// First month no longer paid.
        pub until_month: Option<i64>,
        /// The decision behind it.
        pub decision: i64,
        /// The award it takes the place of.
        pub supersedes: Option<i64>,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A person counted in an award.
pub mod award_member {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "award_member")]
    pub struct Model {
        /// County, six digits.
        #[sea_orm(primary_key, auto_increment = false)]
        pub county: i64,
        /// The award.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// Place in the award's list, from 0.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: i64,
        /// The person.
        pub person: i64,
        /// Act under which the row was recorded.
        pub sequence: i64,
    }

    /// Nothing is loaded through relations.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
