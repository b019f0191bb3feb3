//! From a scene to painted shapes, and from shapes to pixels on the CPU.
