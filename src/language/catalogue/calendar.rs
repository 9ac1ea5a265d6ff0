//! Messages about days, times and zones.

catalogue! {
    unknown_zone(name): "no time zone is called \"{name}\"" / "没有名为“{name}”的时区";

    day_unknown(word): "\"{word}\" is not a day" / "看不懂日期“{word}”";
    day_no_such_date(word): "there is no such date as {word}" / "没有 {word} 这一天";
    day_backwards(word): "{word} ends before it begins" / "“{word}”的结束早于开始";
    day_words:
        "days are today, yesterday, tomorrow, -2, mon, 11-22 or 2026-11-22; ranges this, last, 2026-W47 or mon..fri"
        / "日期可以写：今天、昨天、明天、-2、周一、11-22、2026-11-22；一段日子可以写：本周、上周、2026-W47、周一..周五";

    term_unknown(term): "\"{term}\" names no days" / "看不懂“{term}”是哪些天";
    day_terms:
        "days are mon, mon-fri, 2026-12-12, 2026-12-12..2026-12-20, 12-12 (every year) or 12-24..01-02"
        / "可以写：周一、周一至周五、mon-fri、2026-12-12、2026-12-12..2026-12-20、12-12（每年）、12-24..01-02";
}
