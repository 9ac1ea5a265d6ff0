//! The journal, as a library.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod contract;
mod damage;
mod docs;
mod fold;
mod folder;
mod losses;
mod properties;
mod sample;
mod shared;
mod versions;
