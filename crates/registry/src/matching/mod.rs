//! Rows of a list to persons of the register.
