//! Files: RON and its versions, safe saving, limits, imports.

pub mod mermaid;
