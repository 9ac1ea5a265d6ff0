//! Folders and files of a shared journal get the rights of the folder they are made in, whatever the umask: else the first
//! to write in a month would shut the others out.

use std::fs::File;
use std::path::Path;

/// Gives a new directory the rights of the one above it: who may write there may write here.
#[cfg(unix)]
pub(super) fn share_directory(made: &Path) {
    use super::durable::parent;
    use std::os::unix::fs::MetadataExt;
    let Ok(of) = std::fs::metadata(parent(made)) else { return };
    // Group and others as above it, and the mark by which what is made in it belongs to the group.
    share(
        &of,
        of.mode() & 0o2077,
        std::fs::metadata(made),
        |group| std::os::unix::fs::chown(made, None, Some(group)),
        |to| std::fs::set_permissions(made, to),
    );
}

/// Gives a new file the rights of its directory: who may read and write there may do so with it.
#[cfg(unix)]
pub(super) fn share_file(made: &File, directory: &Path) {
    use std::os::unix::fs::MetadataExt;
    let Ok(of) = std::fs::metadata(directory) else { return };
    // A writer's file is written by nobody else, so others need no more than to read it.
    share(
        &of,
        of.mode() & 0o064,
        made.metadata(),
        |group| std::os::unix::fs::fchown(made, None, Some(group)),
        |to| made.set_permissions(to),
    );
}

/// A file system that knows no rights, or does not let them be changed, is taken as it is.
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
    // Not of a folder for everybody's own things, as /tmp, and nothing is changed where only the owner may write.
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
