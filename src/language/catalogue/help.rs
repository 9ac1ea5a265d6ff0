//! Help texts.

catalogue! {
    help_about: "Run a team's daily operations by checklist" / "按清单做好团队每天的运营";
}
