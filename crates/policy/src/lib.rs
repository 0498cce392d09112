//! The law as dated values and traced functions.
