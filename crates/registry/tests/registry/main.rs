//! The registry as its callers see it: files in, links, what is recorded.

mod bytes;
mod complaints;
mod files;
mod intake;
mod labelled;
mod linking;
mod lists;
mod recording;
mod units;
