//! A fictional population that writes the files departments would send.
