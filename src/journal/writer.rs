//! The writer: one user on one device.

use crate::language::Lang;
use std::fmt;
use std::path::PathBuf;

/// A writer, with the folder of its state.
#[derive(Debug, Clone)]
pub struct Writer {
    /// The writer's id, which is part of its files' names.
    pub id: WriterId,
    /// The folder of this user's state on this device. It contains the lock that the writer's processes share.
    pub state: PathBuf,
    /// How to report that another process of this writer holds the lock: the language of the message, and a function
    /// that prints it.
    pub waiting: (Lang, fn(&str)),
}

/// A writer's short id, stored in the user's state directory and used in the names of the writer's files, but not in
/// their lines. It has eight digits of lower-case Crockford base32, which has no `i`, `l`, `o`, `u` to be misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WriterId([u8; WriterId::LENGTH]);

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl WriterId {
    /// Length of an id in bytes.
    pub(super) const LENGTH: usize = 8;

    /// Makes an id from 40 random bits.
    pub fn from_random(random: [u8; 5]) -> WriterId {
        let bits = random.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
        // Five bits are always a valid index.
        WriterId(std::array::from_fn(|index| DIGITS[(bits >> (35 - 5 * index) & 31) as usize]))
    }

    /// Parses exactly the form that [`fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<WriterId> {
        let id: [u8; WriterId::LENGTH] = text.as_bytes().try_into().ok()?;
        id.iter().all(|digit| DIGITS.contains(digit)).then_some(WriterId(id))
    }
}

impl fmt::Display for WriterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The digits are ASCII.
        self.0.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bits_become_digits() {
        let check = |random: [u8; 5], expected: &str| {
            let id = WriterId::from_random(random);
            assert_eq!(id.to_string(), expected);
            assert_eq!(WriterId::parse(expected), Some(id));
        };
        check([0; 5], "00000000");
        check([255; 5], "zzzzzzzz");
        check([0, 0, 0, 0, 1], "00000001");
        check([0x08, 0, 0, 0, 0x1f], "1000000z");
    }

    #[test]
    fn other_texts_are_no_id() {
        for text in ["", "ab12cd3", "ab12cd345", "AB12CD34", "ab12cdi4", "ab12cd小", "../../ab"] {
            assert_eq!(WriterId::parse(text), None, "{text}");
        }
    }
}
