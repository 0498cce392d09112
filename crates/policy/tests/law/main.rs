//! The law as this system holds it: cases as data, properties for all families, the reader's messages, steps in words.

mod book;
mod case_file;
mod cases;
mod properties;
mod rendering;
