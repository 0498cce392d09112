//! Bytes of a department file to rows and complaints.
