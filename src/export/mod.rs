//! From a map or its scene to files of other kinds: PNG, Mermaid.
