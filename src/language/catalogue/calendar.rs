//! Messages about days, times and zones.

catalogue! {
    unknown_zone(name): "no time zone is called \"{name}\"" / "没有名为“{name}”的时区";

    day_word_unknown(word): "\"{word}\" is not a day" / "看不懂日期“{word}”";
    day_word_no_such(word): "there is no such date as {word}" / "没有 {word} 这一天";
    day_skipped(day, zone, before, after): "there is no {day} in {zone}: {before} was followed by {after}" / "{zone} 没有 {day} 这一天：{before} 之后就是 {after}";
    day_word_backwards(word): "{word} ends before it begins" / "“{word}”的结束早于开始";
    day_word_ambiguous(word): "\"{word}\" can be read in two ways" / "“{word}”有两种读法";
    day_word_either(first, second): "write {first} or {second}" / "请写 {first} 或 {second}";
    day_word_one(day): "write {day}" / "请写 {day}";
    several_days_said(said): "\"{said}\" is several days or times; a one-off is for one" / "“{said}”不止一天或一个时间，临时任务只能安排一次";
    several_days_hint_each(lines): "add one for each: {lines}" / "请各写一项：{lines}";
    several_said_hint: "add one for each" / "请各写一项";
    vague_said(said): "\"{said}\" does not say which day or what time" / "“{said}”没有说清是哪一天、几点";
    repeated_said(said): "\"{said}\" comes again and again; add makes one task, for one day" / "“{said}”是重复的，add 只添加一次的临时任务";
    repeated_hint: "a task that repeats stands in the checklist: on = \"wed\", on = \"day 1\" or every = \"2h\", nothing for every day (ops check says whether it is right); for once write its day, tomorrow or 12-01; what is the title stands behind -- or --title" / "重复的任务写进清单：on = \"周三\"、on = \"每月1日\" 或 every = \"2h\"，每天做的不用写（ops check 可检查）；只做一次请写日期，如 明天、12-01；如果本来就是标题，写在 -- 后面或用 --title";
    from_now_said(said): "\"{said}\" is counted from this minute" / "“{said}”是从现在算起的";
    from_now_hint: "write the time itself: 14:30, 2pm or by 14:30; what is the title stands behind -- or --title" / "请写几点，如 14:30、下午2点、14:30前；如果本来就是标题，写在 -- 后面或用 --title";
    dotted_said(said): "\"{said}\" may be a date, a time or a number" / "“{said}”可能是日期、时间或数字";
    dotted_hint(write): "{write}; what is the title stands behind -- or --title" / "{write}；如果本来就是标题，写在 -- 后面或用 --title";
    glued(word, said): "\"{word}\" begins like a day or a time: \"{said}\"" / "“{word}”开头像是日期或时间“{said}”";
    glued_hint(apart): "put a blank behind it: {apart}; or, if it is the title, write it behind -- or with --title" / "中间请空一格：{apart}；如果本来就是标题，写在 -- 后面或用 --title";
    day_of_several(word): "\"{word}\" is not one day" / "“{word}”不是一天";
    day_forms: "days are today, yesterday, tomorrow, -2, mon, next mon, in 3 days, 11-22, Dec 1 or 2026-11-22" / "日期可以写：今天、昨天、明天、-2、周一、下周一、三天后、20号、11-22、12月1日、2026-11-22";
    day_word_forms:
        "days are today, yesterday, tomorrow, -2, mon, next mon, in 3 days, 11-22, Dec 1 or 2026-11-22; ranges this, last, next, 2026-W47, 2026-12, 2026 or mon..fri"
        / "日期可以写：今天、昨天、明天、-2、周一、下周一、三天后、20号、11-22、12月1日、2026-11-22；一段日子可以写：本周、上周、下周、2026-W47、2026-12、2026、周一..周五";
}
