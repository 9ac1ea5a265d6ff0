//! The window that Windows makes for a program started by a double click: it closes when the program ends.

use super::{Environment, terminal};
use crate::language::{Lang, say};

/// Whether the program was opened, not called: it has a console to itself, and was told nothing. A scheduler's task has one
/// too, and says what it wants.
pub fn is_opened(env: &Environment) -> bool {
    env.args.len() < 2 && shares_console_with() == Some(0)
}

/// Keeps the window open until it has been read.
pub fn keep_open(lang: Lang) {
    let _ = terminal::ask(&format!("\n{} ", say::press_enter(lang)));
}

/// How many other programs use the console; the shell is one of them. `None` where there is no console, or it opens none.
#[cfg(windows)]
#[expect(unsafe_code, reason = "std does not ask this, and it is one call that writes into an array of ours")]
fn shares_console_with() -> Option<u32> {
    let mut processes = [0; 2];
    // SAFETY: the system writes no more numbers than it is told there is room for.
    let count = unsafe {
        windows_sys::Win32::System::Console::GetConsoleProcessList(processes.as_mut_ptr(), processes.len() as u32)
    };
    count.checked_sub(1)
}

#[cfg(not(windows))]
fn shares_console_with() -> Option<u32> {
    None
}
