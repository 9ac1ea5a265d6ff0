//! Messages about days, times and zones.

catalogue! {
    unknown_zone(name): "no time zone is called \"{name}\"" / "没有名为“{name}”的时区";
}
