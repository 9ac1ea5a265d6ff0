//! Words of documents: the sheet of a day, the sheet of a plan, output formats and files.

catalogue! {
    // The day's sheet.
    day_title(checklist, date): "{checklist}, {date}" / "{checklist} {date}";
    fact_site: "Site" / "店铺";
    fact_as_of: "As of" / "截至";
    column_box: "Tick" / "勾";
    column_window: "Time" / "时间";
    column_task: "Task" / "任务名称";
    column_steps: "Steps, rounds" / "步骤、轮次";
    column_who: "Who" / "负责";
    column_status: "Status" / "状态";
    column_done_at: "Done at" / "完成时间";
    column_by: "By" / "完成人";
    column_values: "Values" / "数据";
    column_notes: "Notes" / "备注";
    column_area: "Area" / "板块";
    rounds_progress(done, total): "{done}/{total} rounds" / "{done}/{total}轮";
    heading_timed: "Timed" / "定时";
    times_in_zone(zone): "Times are in {zone}." / "时间均为 {zone}。";
    filtered(what): "Filtered ({what}): everything else is left out." / "已筛选（{what}）：其余未列入。";
    nothing_planned: "Nothing is planned for this day." / "这一天没有安排任务。";

    // The sheet of the plan.
    plan_title(checklist, range): "{checklist}, plan for {range}" / "{checklist} {range} 安排";
    plan_nothing: "Nothing is planned for these days." / "这些天没有安排。";
    plan_marks: "●: to be done on this day" / "●：这天要做";
    plan_marks_excused: "●: to be done on this day; –: excused, the owner is away" / "●：这天要做；–：负责人不在，免做";
    column_why: "Why" / "缘由";

    // Parts of documents.
    sheet_summary: "Summary" / "概览";
    sheet_chart_data: "Chart data" / "图表数据";
    page_of: "Page &P of &N" / "第 &P 页，共 &N 页";

    // Formats and files.
    no_form_for(file): "cannot tell the output format from the name of {file}" / "从 {file} 的扩展名看不出输出格式";
    no_form_for_hint(forms): "choose it with --format: {forms}" / "请用 --format 指定：{forms}";
    bom_needs_csv: "--bom is for CSV only" / "--bom 只用于 CSV";
    json_needs_json: "--json cannot be used with another --format" / "--json 不能与其他 --format 同时用";
    xlsx_to_terminal: "cannot show a spreadsheet on a terminal" / "终端无法显示电子表格";
    xlsx_to_terminal_hint: "write it to a file: --output FILE.xlsx" / "请写入文件：--output 文件.xlsx";
    xlsx_left_out: "this build of ops has no spreadsheet support (feature \"xlsx\")" / "这个 ops 编译时没有包含电子表格功能（feature “xlsx”）";
    xlsx_failed(error): "cannot create the spreadsheet: {error}" / "无法生成电子表格：{error}";
    written(file): "Wrote {file}" / "已写入：{file}";
    arg_format: "Format: table, markdown, markdown-plain, csv, xlsx, html, json" / "格式：table、markdown、markdown-plain、csv、xlsx、html、json";
    arg_output_form: "Write to a file; its extension sets the format" / "写入文件，按扩展名决定格式";
    arg_bom: "Start CSV with a byte order mark, for Excel" / "CSV 以 BOM 开头，便于 Excel 打开";
}
