//! Tests of mermaid.
