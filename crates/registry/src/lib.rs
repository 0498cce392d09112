//! Persons, households and dated facts; files in (intake) and rows to persons (matching).
