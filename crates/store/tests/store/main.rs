//! The store on both engines: every test runs on an SQLite file and on a private PostgreSQL server.

mod acts;
mod around;
mod audit;
mod casework;
mod engines;
mod files;
mod jobs;
mod links;
mod migration;
mod opening;
mod payouts;
mod people;
mod privacy;
mod queries;
mod register;
mod sample;
mod state_hash;
