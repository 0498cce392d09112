//! Should be and is: gaps, cases, decisions and their deadlines.
