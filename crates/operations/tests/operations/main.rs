//! What the operations hold together: a county's files against what is true of the county.

mod intake;
mod links;
mod proof;
