//! The law as this system holds it: cases as data, properties for all families, the reader's messages, steps in words.

mod book;
mod case_file;
mod cases;
mod changes;
mod gallery;
mod kept;
mod programme_cases;
mod programme_file;
mod programme_kept;
mod programme_properties;
mod programme_rendering;
mod properties;
mod rendering;

/// The law with the model county's assumptions laid over it.
fn model_files() -> Vec<(&'static str, &'static str)> {
    let mut files = policy::embedded().to_vec();
    files.push(policy::model_county());
    files
}
