//! Words of the report.

catalogue! {
    report_title(checklist, range): "{checklist}, report for {range}" / "{checklist} {range} 报表";
    report_week(week, first, last): "{week} ({first} to {last})" / "{week}（{first} 至 {last}）";
    report_range(first, last): "{first} to {last}" / "{first} 至 {last}";
    report_too_long(years): "a report covers at most {years} years" / "报表最多覆盖{years}年";
    report_running: "The range is not over: only what was due by the cut-off counts." / "这段时间还没结束，只算截止时刻前该做的。";
    report_nothing: "Nothing was required by the cut-off." / "到截止时刻为止没有应做任务。";

    // Figures.
    figure: "Figure" / "项目";
    figure_required: "Required" / "应做";
    figure_early: "Early" / "提前";
    figure_on_time: "On time" / "按时";
    figure_late: "Late" / "超时完成";
    figure_missed: "Missed" / "漏做";
    figure_missed_done_later: "Made up after lapsing" / "过期补做";
    figure_overdue: "Overdue" / "逾期";
    figure_skipped: "Skipped" / "跳过";
    figure_excused: "Excused" / "免做";
    figure_returned: "Returned" / "被退回";
    figure_backfilled: "Backfilled" / "补记";
    figure_completion: "Completion" / "完成率";
    figure_completed: "Completed" / "已完成";
    figure_punctuality: "On-time rate" / "按时率";
    figure_punctuality_recorded: "On-time rate without backfills" / "按时率（补记不算）";
    figure_not_done: "Not done" / "未完成";
    together: "Total" / "合计";
    before(range): "Previous: {range}" / "上期：{range}";
    change: "Change" / "变化";
    points(points): "{points} pts" / "{points}个百分点";
    total: "Total" / "合计";

    // Rows.
    by_day: "By day" / "按日";
    by_week: "By week" / "按周";
    by_month: "By month" / "按月";
    by_area: "By area" / "按板块";
    by_task: "By task" / "按任务";
    by_person_heading: "By person" / "按人";
    by_site: "By site" / "按店铺";
    column_day: "Day" / "日期";
    column_week: "Week" / "周";
    column_month: "Month" / "月份";
    column_person: "Person" / "负责人";
    column_kind: "Kind" / "类型";
    column_id: "Id" / "代号";
    nobody: "nobody" / "无人负责";
    kind_check: "Check" / "任务";
    kind_watch: "Watch" / "巡查";
    done_by_others: "Done by others" / "他人代做";
    done_for_others: "Done for others" / "帮人做";
    chart_by_day: "Every day" / "每天";
    chart_completion: "Completion" / "完成率走势";
    chart_areas: "Completion by area" / "各板块完成率";

    // The grid.
    grid_by_day: "Tasks day by day" / "各任务逐日情况";
    grid_by_week: "Tasks week by week" / "各任务逐周情况";
    grid_by_month: "Tasks month by month" / "各任务逐月情况";
    grid_by_year: "Tasks year by year" / "各任务逐年情况";
    sign_late: "L" / "超";
    grid_meaning(signs, colours): "{signs}; {colours}" / "{signs}；{colours}";
    grid_colours: "18/20: done/required; green: all done on time; blue: all done, some late; yellow: some done; red: none done; empty: nothing required" / "18/20：完成/应做；绿色全部按时，蓝色全部完成但有超时，黄色部分完成，红色一次没做；空白为没有应做";

    // Lists.
    one_offs_heading: "One-offs and faults found (not in the figures above)" / "临时任务和发现的问题（不计入以上数字）";
    one_offs_open: "One-offs and faults not done" / "未完成的临时任务和问题";
    one_off_tasks: "One-offs" / "临时任务";
    one_off_faults: "Faults found" / "发现的问题";
    column_age: "Age, days" / "已过天数";
    missed_most: "Most often missed" / "漏得最多";
    list_missed: "Missed" / "漏做";
    list_late: "Late" / "超时完成";
    list_skipped: "Skipped" / "跳过";
    list_excused: "Excused" / "免做";
    list_returned: "Returned" / "被退回";
    list_out_of_bounds: "Values out of bounds" / "超出范围的数据";
    list_bursts: "Ticked in bulk, long after their windows" / "事后集中补勾";
    list_unplanned: "Recorded but not planned" / "有记录，但清单没有安排";
    column_how_late: "How late" / "晚了多久";
    column_at: "Done at" / "完成时间";
    column_recorded_from: "Recorded" / "记录时间";
    column_to: "to" / "至";
    column_count: "Tasks" / "项数";
    column_said_punctual: "Claimed on time" / "自报按时";
    column_longest: "Longest delay" / "最长延迟";
    column_reason: "Reason" / "原因";
    column_returned_by: "Returned by" / "退回人";
    column_field: "Field" / "数据项";
    column_value: "Value" / "值";
    column_bound: "Bound" / "界限";
    bound_below(bound): "below {bound}" / "低于 {bound}";
    bound_above(bound): "above {bound}" / "高于 {bound}";
    and_more(count): "and {count} more: see --format xlsx, html or json" / "另有{count}条，见 --format xlsx、html、json";

    // Values and measures.
    values_heading: "Values" / "数据";
    column_entries: "Entries" / "次数";
    column_sum: "Sum" / "合计";
    column_mean: "Mean" / "平均";
    column_min: "Min" / "最小";
    column_max: "Max" / "最大";
    column_last: "Last" / "最近";
    column_target: "Target" / "目标";
    column_target_so_far: "Pro rata" / "至今目标";
    column_reached: "Reached" / "达成";
    measures_heading: "Measures" / "指标";
    all_sites: "all" / "全部";
    column_measure: "Measure" / "指标";
    column_sums: "Calculation" / "算式";
    column_base: "Based on" / "口径";
    column_remark: "Note" / "提示";

    // The foot.
    foot_rule: "required = done + skipped + missed + overdue + made up after lapsing; completion = (early + on time + late) ÷ required; on-time rate = (early + on time) ÷ required; excused tasks are not counted. Only windows that ended by the cut-off count; rates are sums divided by sums, never a mean of percentages." / "应做 = 完成 + 跳过 + 漏做 + 逾期 + 过期补做；完成率 =（提前 + 按时 + 超时完成）÷ 应做；按时率 =（提前 + 按时）÷ 应做；免做不计。只算截止时刻前已结束的时段；合计相除，不对百分比求平均。";
    foot_cut_off(at, zone): "cut-off: {at}, {zone}" / "截至 {at}，{zone}";
    foot_version(digest, days): "checklist {digest}: {days}" / "清单 {digest}：{days}";
    foot_unadopted(digest, days): "checklist {digest}, not adopted yet: {days}" / "清单 {digest}（尚未启用）：{days}";
    foot_holidays(base, years): "holidays: {base} {years}" / "节假日：{base} {years}";
    foot_no_holidays(base): "holidays: {base}" / "节假日：{base}";
    foot_holidays_unknown(days): "not known for {days}" / "{days} 没有节假日数据";
    foot_acts(acts, after): "acts read: {acts}; recorded after the range ended: {after}" / "读取记录{acts}条；所选日期范围之后补记{after}条";
    foot_as_of(at, count): "as of {at}; later records ignored: {count}" / "以 {at} 为准；之后的记录{count}条未计";
}
