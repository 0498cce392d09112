//! The real binary, as its users run it: a whole township from files to figures and back, what one changed value or cell
//! moves, kills at any moment, and what the command line says.

mod check_up;
mod commands;
mod demonstration;
mod guard;
mod kills;
mod lists;
mod walk;
