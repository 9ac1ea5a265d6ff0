//! The `ops` program: parse, run, exit code.

fn main() {}
