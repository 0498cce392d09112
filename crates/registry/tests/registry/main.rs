//! The registry as its callers see it: files in, links, what is recorded.

mod answers;
mod bytes;
mod columns;
mod complaints;
mod files;
mod formats;
mod intake;
mod labelled;
mod linking;
mod list_reading;
mod lists;
mod packages;
mod recording;
mod rolls;
mod threads;
mod units;
