//! Tests of paint.
