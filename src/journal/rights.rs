//! Gives new folders and files of a shared journal the permissions of their parent folder, whatever the umask.
//! Otherwise the first person to write in a month would create a folder that others cannot write to.

use std::fs::File;
use std::path::Path;

/// Gives a new directory the permissions of its parent, so that the same people may write to both.
#[cfg(unix)]
pub(super) fn share_directory(made: &Path) {
    use super::durable::parent;
    use std::os::unix::fs::MetadataExt;
    let Ok(of) = std::fs::metadata(parent(made)) else { return };
    // The parent's permissions for group and others, and its setgid bit, which gives new entries the parent's group.
    share(
        &of,
        of.mode() & 0o2077,
        std::fs::metadata(made),
        |group| std::os::unix::fs::chown(made, None, Some(group)),
        |to| std::fs::set_permissions(made, to),
    );
}

/// Gives a new file the permissions of its directory for the group and for others.
#[cfg(unix)]
pub(super) fn share_file(made: &File, directory: &Path) {
    use std::os::unix::fs::MetadataExt;
    let Ok(of) = std::fs::metadata(directory) else { return };
    // Users outside the group get at most read access, because only the writer writes to its own file.
    share(
        &of,
        of.mode() & 0o064,
        made.metadata(),
        |group| std::os::unix::fs::fchown(made, None, Some(group)),
        |to| made.set_permissions(to),
    );
}

/// Sets the group and the permissions of a new file or directory. Errors are ignored, because some file systems do not
/// support these settings.
#[cfg(unix)]
fn share(
    of: &std::fs::Metadata,
    rights: u32,
    made: std::io::Result<std::fs::Metadata>,
    give_to: impl FnOnce(u32) -> std::io::Result<()>,
    permit: impl FnOnce(std::fs::Permissions) -> std::io::Result<()>,
) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    const OTHERS_WRITE: u32 = 0o022;
    const STICKY: u32 = 0o1000;
    let Ok(made) = made else { return };
    // Does nothing in sticky directories such as /tmp, or if only the owner may write to the directory.
    if of.mode() & OTHERS_WRITE == 0 || of.mode() & STICKY != 0 {
        return;
    }
    let is_of_group = made.gid() == of.gid() || give_to(of.gid()).is_ok();
    let rights = if is_of_group { rights } else { rights & 0o007 };
    if made.mode() & rights != rights {
        let _ = permit(std::fs::Permissions::from_mode(made.mode() & 0o7777 | rights));
    }
}

#[cfg(not(unix))]
pub(super) fn share_directory(_: &Path) {}

#[cfg(not(unix))]
pub(super) fn share_file(_: &File, _: &Path) {}
