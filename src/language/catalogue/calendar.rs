//! Messages about days, times and zones.

catalogue! {
    unknown_zone(name): "no time zone is called \"{name}\"" / "没有名为“{name}”的时区";

    day_word_unknown(word): "\"{word}\" is not a day" / "看不懂日期“{word}”";
    day_word_no_such(word): "there is no such date as {word}" / "没有 {word} 这一天";
    day_skipped(day, zone, before, after): "there is no {day} in {zone}: {before} was followed by {after}" / "{zone} 没有 {day} 这一天：{before} 之后就是 {after}";
    day_word_backwards(word): "{word} ends before it begins" / "“{word}”的结束早于开始";
    day_word_ambiguous(word): "\"{word}\" can be read in two ways" / "“{word}”有两种读法";
    day_word_either(first, second): "write {first} or {second}" / "请写 {first} 或 {second}";
    several_days_said(said): "\"{said}\" is several days; a one-off is for one" / "“{said}”不止一天，临时任务只能安排在一天";
    several_days_hint_each(lines): "add one for each day: {lines}" / "请每天写一项：{lines}";
    period_said(said): "\"{said}\" is not a day" / "“{said}”不是哪一天";
    glued(word, said): "\"{word}\" begins like a day or a time: \"{said}\"" / "“{word}”开头像是日期或时间“{said}”";
    glued_hint(apart): "put a blank behind it: {apart}; or, if it is the title, write it behind -- or with --title" / "中间请空一格：{apart}；如果本来就是标题，写在 -- 后面或用 --title";
    day_word_forms:
        "days are today, yesterday, tomorrow, -2, mon, next mon, in 3 days, 11-22, Dec 1 or 2026-11-22; ranges this, last, next, 2026-W47, 2026-12, 2026 or mon..fri"
        / "日期可以写：今天、昨天、明天、-2、周一、下周一、三天后、20号、11-22、12月1日、2026-11-22；一段日子可以写：本周、上周、下周、2026-W47、2026-12、2026、周一..周五";
}
