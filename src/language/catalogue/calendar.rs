//! Messages about days, times and zones.

catalogue! {
    unknown_zone(name): "unknown time zone \"{name}\"" / "没有“{name}”这个时区";

    day_word_unknown(word): "\"{word}\" is not a day" / "看不懂日期“{word}”";
    day_word_no_such(word): "there is no date {word}" / "没有 {word} 这一天";
    day_skipped(day, zone, before, after): "{zone} has no {day}: {before} was followed by {after}" / "{zone} 没有 {day} 这一天：{before} 的下一天是 {after}";
    day_word_backwards(word): "\"{word}\" ends before it starts" / "“{word}”结束得比开始早";
    day_word_ambiguous(word): "\"{word}\" is ambiguous" / "“{word}”有两种理解";
    day_word_either(first, second): "write {first} or {second}" / "请写 {first} 或 {second}";
    day_word_one(day): "write {day}" / "请写 {day}";
    several_days_said(said): "\"{said}\" means several days or times; a one-off has only one" / "“{said}”不止一天或一个时间，临时任务只能有一个";
    several_days_hint_each(lines): "add one task for each: {lines}" / "请分开添加：{lines}";
    several_said_hint: "add one task for each" / "请分开添加";
    vague_said(said): "\"{said}\" does not say which day or time" / "“{said}”没有说清是哪一天、几点";
    repeated_said(said): "\"{said}\" repeats; ops add is only for tasks on a single day" / "“{said}”是重复任务，ops add 只能添加临时任务";
    repeated_hint: "put repeating tasks into the checklist, with on = \"wed\", on = \"day 1\" or every = \"2h\", or without these keys for every day (then run ops check); for a single day write tomorrow or 12-01; if it belongs to the title, put -- before the title or use --title" / "重复任务请写进清单：on = \"周三\"、on = \"每月1日\" 或 every = \"2h\"，每天做的不用写这些（写完用 ops check 检查）；只做一次请写日期，如 明天、12-01；如果本来就是标题，写在 -- 后面或用 --title";
    from_now_said(said): "\"{said}\" is relative to the current time" / "“{said}”是从现在算起的";
    from_now_hint: "write a clock time: 14:30, 2pm or by 14:30; if it belongs to the title, put -- before the title or use --title" / "请写几点，如 14:30、下午2点、14:30前；如果本来就是标题，写在 -- 后面或用 --title";
    dotted_said(said): "\"{said}\" could be a date, a time or a number" / "“{said}”可能是日期、时间或数字";
    dotted_hint(write): "{write}; if it belongs to the title, put -- before the title or use --title" / "{write}；如果本来就是标题，写在 -- 后面或用 --title";
    glued(word, said): "\"{word}\" starts with what looks like a day or time: \"{said}\"" / "“{word}”开头像是日期或时间：“{said}”";
    glued_hint(apart): "put a space after it: {apart}; if it belongs to the title, put -- before the title or use --title" / "中间请加空格：{apart}；如果本来就是标题，写在 -- 后面或用 --title";
    day_of_several(word): "\"{word}\" is not a single day" / "“{word}”不是单独的一天";
    day_forms: "days are today, yesterday, tomorrow, -2, mon, next mon, in 3 days, 11-22, Dec 1 or 2026-11-22" / "日期可以写：今天、昨天、明天、-2、周一、下周一、三天后、20号、11-22、12月1日、2026-11-22";
    day_word_forms:
        "days: today, yesterday, tomorrow, -2, mon, next mon, in 3 days, 11-22, Dec 1 or 2026-11-22; ranges: this, last, next, 2026-W47, 2026-12, 2026 or mon..fri"
        / "日期可以写：今天、昨天、明天、-2、周一、下周一、三天后、20号、11-22、12月1日、2026-11-22；一段日子可以写：本周、上周、下周、2026-W47、2026-12、2026、周一..周五";
}
