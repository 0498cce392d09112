//! Values to document bytes: docx and xlsx.
