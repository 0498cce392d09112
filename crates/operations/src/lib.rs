//! One function for each act of an official: permit, load, decide, save, audit.
