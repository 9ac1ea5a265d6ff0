//! The console window that Windows opens for a program started by a double click. It closes when the program ends.

use super::{Environment, terminal};
use crate::language::{Lang, say};

/// Whether the program was started by a double click: it has a console to itself and no arguments. A scheduled task has
/// its own console too, but has arguments.
pub fn is_opened(env: &Environment) -> bool {
    env.args.len() < 2 && shares_console_with() == Some(0)
}

/// Keeps the window open until the user presses Enter.
pub fn keep_open(lang: Lang) {
    let _ = terminal::ask(&format!("\n{} ", say::press_enter(lang)));
}

/// Returns how many other programs, such as a shell, share the console; `None` without a console or on other systems.
#[cfg(windows)]
#[expect(unsafe_code, reason = "std does not ask this, and it is one call that writes into an array of ours")]
fn shares_console_with() -> Option<u32> {
    let mut processes = [0; 2];
    // SAFETY: the system writes at most as many elements as the length passed to it.
    let count = unsafe {
        windows_sys::Win32::System::Console::GetConsoleProcessList(processes.as_mut_ptr(), processes.len() as u32)
    };
    count.checked_sub(1)
}

#[cfg(not(windows))]
fn shares_console_with() -> Option<u32> {
    None
}
