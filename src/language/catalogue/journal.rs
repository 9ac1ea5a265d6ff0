//! Messages about the journal.

catalogue! {
    journal_no_writer(path): "the journal {path} is open for reading only" / "日志 {path} 以只读方式打开，不能写入";
    journal_bad_name(name): "the checklist id \"{name}\" cannot be the name of a journal folder; use letters, digits, - and _"
        / "清单代号“{name}”不能用作日志的文件夹名；请只用字母、数字、- 和 _";
    journal_unwritable(path): "nothing was written to {path}: there is nothing to record, or it is too long, or its date is out of range"
        / "未写入 {path}：没有可记录的内容，或内容过长，或日期超出范围";
    journal_not_a_file(path): "{path} is a link or a folder, not a regular file; nothing was written"
        / "{path} 是链接或文件夹，不是普通文件；没有写入";
    journal_too_large(path): "{path} is full: a file holds at most 64 MiB; nothing was recorded there"
        / "{path} 已满：单个文件最多 64 MiB；该文件未写入新记录";
    journal_too_large_hint: "rename the file, keeping the date at the start of its name; it is still read, and a new file is started"
        / "把该文件改成以日期开头的另一个名字即可：旧文件照常读取，新记录写入新文件";
    journal_cannot_open(path): "cannot open {path} for writing; nothing was recorded there" / "无法打开 {path} 来写入；该文件未写入任何记录";
    journal_denied_hint(folder): "you have no permission to write there; the owner of the folder can open it to the group: chmod g+rwxs '{folder}'"
        / "你没有写入权限；请文件夹所有者向同组开放：chmod g+rwxs '{folder}'";
    journal_denied_hint_windows(folder): "you have no permission to write there; the owner of the folder can give it: Properties of '{folder}', Security"
        / "你没有写入权限；请文件夹所有者开放：'{folder}' 的属性，“安全”选项卡";
    journal_busy(path): "another command of yours has held {path} for ten seconds; nothing was recorded: stop it and try again"
        / "你的另一条命令占用 {path} 已有十秒；没有记录任何内容：请结束该命令后重试";
    journal_busy_by(path, process): "another command of yours, process {process}, has held {path} for ten seconds; nothing was recorded: stop it and try again"
        / "你的另一条命令（进程 {process}）占用 {path} 已有十秒；没有记录任何内容：请结束该进程后重试";
    journal_waiting(path): "waiting for another command of yours to release {path}" / "正在等待你的另一条命令释放 {path}";
    journal_lock_hint(variable): "the lock is in your own state folder on this computer; if files cannot be locked there, set {variable} to another folder"
        / "锁在本机的个人状态文件夹里；若那里不支持文件锁，可用 {variable} 指定别处";
    journal_moved(path): "not confirmed: {path} was replaced or moved while it was being written; your act may have been saved or not"
        / "未确认：写入 {path} 时该文件被替换或移走；这次操作可能已保存，也可能没有";
    journal_cannot_read(path): "cannot read {path}" / "无法读取 {path}";
    journal_cannot_make(path): "cannot create the folder {path}; nothing was recorded there" / "无法创建文件夹 {path}；该处未写入任何记录";
    journal_cannot_sync(path): "cannot sync the folder {path} to disk; nothing was recorded there" / "无法把文件夹 {path} 写入磁盘；该处未写入任何记录";
    journal_cannot_lock(path): "cannot lock {path}; nothing was recorded there" / "无法锁定 {path}；该处未写入任何记录";
    journal_cannot_write(path): "cannot write {path}; nothing was recorded there" / "无法写入 {path}；该处未写入任何记录";
    journal_not_confirmed(path): "not confirmed: the disk did not acknowledge the write to {path}; your act may have been saved or not"
        / "未确认：磁盘没有确认对 {path} 的写入；这次操作可能已保存，也可能没有";
    journal_text_missing(path): "the adopted checklist text {path} is missing" / "缺少已启用的清单原文 {path}";
    journal_text_altered(path): "the checklist text {path} differs from what was adopted; move it away to have it written again"
        / "清单原文 {path} 与启用时不一致；移走该文件后可重新写入";
    journal_incomplete(count): "The journal could not be read in full, so some acts may be missing (faults: {count}; see ops verify)" / "日志有{count}处未能读取，这里可能缺少记录；见 ops verify";
    journal_absent(path): "the journal folder {path} does not exist (yet): is the disk mounted, and is the path right?" / "日志文件夹 {path} 不存在：网络盘挂载了吗，路径对吗？";
    journal_made(path): "created a new journal in {path}; if one should already be there, the disk may not be mounted" / "已在 {path} 新建日志；如果那里本应有日志，可能是网络盘没有挂载";
    journal_because(what, why): "{what}: {why}" / "{what}：{why}";

    fault_unreadable(why): "cannot be read: {why}" / "无法读取：{why}";
    fault_not_a_file: "a link or a folder in place of a file; not read" / "应为普通文件，却是链接或文件夹；未读取";
    fault_not_here: "its content is not here yet: the sync service has not downloaded it, or its first write was interrupted"
        / "内容尚未到达本机：同步服务尚未下载，或首次写入被中断";
    fault_gone: "it was here a moment ago and is now gone: something is moving the files of the journal" / "刚才还在，现在不见了：有程序正在移动日志文件";
    fault_more(lines): "{lines} more lines of this file cannot be read" / "该文件另有{lines}行无法读取";
    fault_cut_off_open: "the last line is incomplete: its write was interrupted" / "最后一行不完整：写入时被中断";
    fault_cut_off: "the line is incomplete" / "这一行不完整";
    fault_damaged: "the line is damaged: its checksum is wrong" / "这一行已损坏：校验和不符";
    fault_saved(saved): "; intact acts found in it: {saved}" / "；其中仍读出{saved}条完整记录";
    fault_newer(version): "written by a newer ops (line version {version}); please update" / "由更新版本的 ops 写入（行格式第{version}版）；请升级";
    fault_unknown_fact: "contains a kind of record that this version does not know; please update" / "含有此版本 ops 不认识的记录类型；请升级";
    fault_malformed(why): "not a line of the journal: {why}" / "不是日志的行：{why}";
    fault_elsewhere(checklist, day): "belongs to {day} of the checklist \"{checklist}\" but is in the wrong file, so it is counted in neither place"
        / "内容属于清单“{checklist}”的 {day}，放错了文件，在两处都不计入";
    fault_conflict(path, line): "has the same id as another line but different content; {path}:{line} is used instead" / "与另一行 id 相同而内容不同；以 {path}:{line} 为准";
    fault_on_two_days(path, line): "has the same id as {path}:{line}, a line of another day" / "与另一天的 {path}:{line} id 相同";
    fault_gap(missing): "lines of this writer are missing: number {missing}" / "该写入者的记录有缺失：第{missing}条";
    fault_writer(by, writer): "{by} (writer {writer})" / "{by}（写入者 {writer}）";
    fault_between(after, at): "between {after} and {at}" / "{after} 至 {at} 之间";
    fault_until(at): "up to {at}" / "{at} 及之前";
    fault_lost(who, when, day): "at least one record of {who} is missing or not synced yet: written {when}, the last one for {day}; get the file from the computer that wrote it, or from a backup"
        / "{who}的记录缺失或尚未同步，至少1条：写于 {when}，最后一条属于 {day}；请从写入的那台电脑或备份取回该文件";
    fault_lost_adoption(who, when, writer): "at least one record of {who} is missing or not synced yet: written {when}, the last one in adopted.{writer}.jsonl; get the file from the computer that wrote it, or from a backup"
        / "{who}的记录缺失或尚未同步，至少1条：写于 {when}，最后一条属于 adopted.{writer}.jsonl；请从写入的那台电脑或备份取回该文件";
    fault_waiting(acts, day): "the checklist of {day} is missing or not synced yet (acts that depend on it: {acts}); get its adopted.*.jsonl and texts/ from the computer that adopted it, or from a backup"
        / "{day} 有{acts}条记录所依据的清单缺失或尚未同步；请从启用清单的那台电脑或备份取回 adopted.*.jsonl 和 texts/";
    fault_stranded: "there are acts here, but the checklist they depend on is missing or not synced yet; get its adopted.*.jsonl and texts/ from the computer that adopted it, or from a backup"
        / "这里有记录，但它们所依据的清单缺失或尚未同步；请从启用清单的那台电脑或备份取回 adopted.*.jsonl 和 texts/";
    fault_forked(path, line): "follows the same record as {path}:{line}; two devices may share this writer id" / "与 {path}:{line} 接在同一条记录之后；可能有两台设备共用同一个写入者代号";
    fault_number_twice(n): "number {n} is used twice; two devices may share this writer id" / "编号 {n} 出现两次；可能有两台设备共用同一个写入者代号";
    fault_added_twice(key, path, line): "adds {key} again; {path}:{line} already has it" / "重复新增 {key}；{path}:{line} 已有";
    fault_clock_ahead(act, by, days): "{by}'s act {act} is dated {days} days ahead of this computer's clock: one of the two clocks was wrong"
        / "{by} 的记录 {act} 写入时间比本机时钟超前{days}天：两台电脑中有一台时钟不准";
    fault_clocks_ahead(act, by, days, more): "{by}'s act {act} is dated {days} days ahead of this computer's clock, and {more} more in this file: one of the clocks was wrong"
        / "{by} 的记录 {act} 写入时间比本机时钟超前{days}天，本文件另有{more}条：有一台电脑的时钟不准";
    fault_misplaced: "not read here: move it to the folder of its day, and name it after the day" / "此处的文件不会被读取：请移到所属日期的文件夹，并以日期命名";
    fault_foreign: "does not belong to the journal; not read" / "不属于日志；未读取";
    fault_empty: "it has no lines: its first write was interrupted, or its content is lost" / "其中没有任何记录：首次写入被中断，或内容已丢失";
    fault_text_missing: "this adopted checklist text is missing" / "缺少这份已启用的清单原文";
    fault_text_altered: "this checklist text differs from what was adopted" / "这份清单原文与启用时不一致";
    fault_nothing_to_undo(act): "undoes the act {act}, which is missing or not synced yet" / "所撤销的记录 {act} 缺失或尚未同步";
}
