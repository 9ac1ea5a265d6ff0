//! From TOML to a validated checklist, collecting every problem.
