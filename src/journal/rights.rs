//! Gives folders and files of a shared journal the permissions of the folder they are created in, whatever the umask:
//! otherwise the first to write in a month would shut the others out.

use std::fs::File;
use std::path::Path;

/// Gives a new directory the permissions of its parent: whoever may write there may write here.
#[cfg(unix)]
pub(super) fn share_directory(made: &Path) {
    use super::durable::parent;
    use std::os::unix::fs::MetadataExt;
    let Ok(of) = std::fs::metadata(parent(made)) else { return };
    // Group and others as for the parent, and the setgid bit, which gives new entries the parent's group.
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
    // Nobody else writes to a writer's file, so others only need to read it.
    share(
        &of,
        of.mode() & 0o064,
        made.metadata(),
        |group| std::os::unix::fs::fchown(made, None, Some(group)),
        |to| made.set_permissions(to),
    );
}

/// Sets the group and the permissions. Ignores errors, because some file systems do not support these.
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
    // Leaves out shared directories such as /tmp, and those that only the owner may write to.
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
