//! Developer tasks as a library, so that the tests run the same rules as `cargo xtask tidy`.
//!
//! Depends on no crate of the project: a rule about the tree has to work while the tree does not compile.

pub mod tidy;
