//! Figures with the rows they count, relations between them, and report contents as values.
//!
//! Holds: a figure is a definition and the rows it counts; a report prints nothing that is not a figure or a sentence.
//! Absent on purpose: the database, document formats, deciding anything.
