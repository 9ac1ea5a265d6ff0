//! Messages about days, times and zones.

catalogue! {
    unknown_zone(name): "no time zone is called \"{name}\"" / "没有名为“{name}”的时区";

    day_word_unknown(word): "\"{word}\" is not a day" / "看不懂日期“{word}”";
    day_word_no_such(word): "there is no such date as {word}" / "没有 {word} 这一天";
    day_skipped(day, zone, before, after): "there is no {day} in {zone}: {before} was followed by {after}" / "{zone} 没有 {day} 这一天：{before} 之后就是 {after}";
    day_word_backwards(word): "{word} ends before it begins" / "“{word}”的结束早于开始";
    day_word_forms:
        "days are today, yesterday, tomorrow, -2, mon, 11-22 or 2026-11-22; ranges this, last, next, 2026-W47, 2026-12, 2026 or mon..fri"
        / "日期可以写：今天、昨天、明天、-2、周一、11-22、2026-11-22；一段日子可以写：本周、上周、下周、2026-W47、2026-12、2026、周一..周五";
}
