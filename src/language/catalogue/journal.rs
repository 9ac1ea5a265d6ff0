//! Messages about the journal.

catalogue! {
    journal_unreadable(path): "cannot read {path}" / "无法读取 {path}";
}
