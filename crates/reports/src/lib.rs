//! Figures with the rows they count, relations between them, report contents as values.
