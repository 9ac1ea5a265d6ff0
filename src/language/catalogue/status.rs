//! Words for the status of an occurrence.

catalogue! {
    status_due: "due" / "待办";
}
