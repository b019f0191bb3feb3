//! Files: RON and its versions, safe saving, limits, imports.
