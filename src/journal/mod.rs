//! The journal: the append-only set of acts, and the only truth. Plain day files here; one trait for all stores.

mod act;
mod adoption;
mod fold;
mod folder;
mod line;
mod memory;
mod verify;

pub use act::{Act, ActId, Draft, Fact, Occurrence};
