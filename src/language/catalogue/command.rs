//! Messages of the commands.

catalogue! {
    nothing_due: "Nothing is due." / "现在没有到期的任务。";
}
