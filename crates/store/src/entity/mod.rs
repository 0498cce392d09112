//! SeaORM entities, one for each table, as the newest migration leaves it. All numbers are 64 bits on both engines.

mod casework;
mod ground;
mod ledger;
mod links;
mod register;

pub use casework::{award, award_member, case_step, decision, determination, gap, gap_case};
pub use ground::{
    audit_checkpoint, audit_entry, complaint, county_head, file_original, job, official, query_batch, query_batch_member,
    received_file,
};
pub use ledger::{batch, payout_line, posting, round_month};
pub use links::{link_candidate, link_decision, link_question};
pub use register::{clue, fact, household, membership, person, person_secret};
