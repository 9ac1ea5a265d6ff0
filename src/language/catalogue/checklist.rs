//! Messages about the checklist: problems, what is allowed, values.

catalogue! {
    problem_unknown_key(key): "unknown key \"{key}\"" / "未知的键“{key}”";
}
