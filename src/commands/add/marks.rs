//! Removes the marks at the start of a list's lines: bullets, boxes, numbers.

use super::places::bracketed;

/// Returns the text of a line without its marks.
pub fn unmarked(line: &str) -> &str {
    let line = line.trim();
    let behind = bullet(line)
        .or_else(|| sign(line))
        .or_else(|| open_box(line))
        .or_else(|| number(line))
        .or_else(|| letter(line))
        .or_else(|| heading(line));
    behind.map_or(line, |behind| unmarked(behind))
}

/// Whether a line is marked as done, in front or behind: `[x]`, ☑, 换海报 √, 换海报（已完成）, 已完成：换海报.
pub fn is_ticked(line: &str) -> bool {
    const MARKS: [&str; 9] = ["[x]", "[X]", "[√]", "[✓]", "☑", "✅", "✓", "✔", "√"];
    const WORDS: [&str; 6] = ["已完成", "完成", "已做", "已做完", "done", "completed"];
    let line = unmarked(line);
    let is_word = |text: &str| WORDS.contains(&text.trim().to_lowercase().as_str());
    let in_front = line.split_once([':', '：']).is_some_and(|(word, _)| is_word(word))
        || bracketed(line).is_some_and(|(word, behind)| is_word(word) && !behind.is_empty());
    let inside = line.strip_suffix([')', '）', ']', '】']).and_then(|line| line.rsplit_once(['(', '（', '[', '【']));
    let is_behind = inside.or_else(|| line.rsplit_once(char::is_whitespace)).is_some_and(|(title, word)| {
        !title.is_empty() && is_word(word) && (inside.is_some() || word.starts_with('已'))
    });
    MARKS.iter().any(|mark| line.starts_with(mark) || line.ends_with(mark)) || in_front || is_behind
}

/// Whether a line is only an answer in a chat, or words to all: 收到, [图片], 大家辛苦了.
pub fn is_answer(line: &str) -> bool {
    const ANSWERS: &str = "|好|好的|好滴|好嘞|收到|收到了|知道了|明白|明白了|了解|可以|行|没问题|嗯|嗯嗯|哦|谢谢|辛苦了|ok|okay|roger|thanks|thank you|\
        |图片|表情|动画表情|视频|语音|文件|链接|位置|photo|image|sticker|video|voice|file|";
    let text = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // 【视频】 is a message of a chat; 视频 alone may be a task.
    let is_in_brackets = bracketed(line.trim()).is_some_and(|(_, behind)| behind.is_empty());
    let (words, kinds) = ANSWERS.split_at(ANSWERS.find("|图片").unwrap_or(0));
    let is_in = |list: &str| list.contains(&format!("|{text}|"));
    let is_to_all = ["大家", "各位", "谢谢", "感谢", "辛苦"].iter().any(|word| text.starts_with(word));
    !text.is_empty() && (is_to_all || is_in(words) || is_in_brackets && is_in(kinds))
}

fn bullet(line: &str) -> Option<&str> {
    let behind = line.strip_prefix(['-', '*', '+', '•', '·', '●', '◦', '–', '—', '－', '＊'])?;
    behind.starts_with(char::is_whitespace).then_some(behind)
}

/// Characters that are always marks, with or without a blank after them.
fn sign(line: &str) -> Option<&str> {
    const SIGNS: [char; 22] =
        ['★', '☆', '◆', '◇', '■', '▪', '▫', '▶', '►', '▸', '→', '➤', '➢', '※', '♦', '✦', '✱', '‣', '⁃', '∙', '>', '＞'];
    line.strip_prefix(SIGNS)
}

/// Returns the text after a single letter: `a)`, `A.`, `(b)`.
fn letter(line: &str) -> Option<&str> {
    let one = |text: &str| text.chars().next().filter(char::is_ascii_alphabetic).map(|_| text.len());
    if let Some(behind) = line.strip_prefix(['(', '（']) {
        one(behind)?;
        return behind[1..].strip_prefix([')', '）']);
    }
    one(line)?;
    let behind = &line[1..];
    let dotted = || behind.strip_prefix(['.', '．', '、']).filter(|rest| rest.starts_with(char::is_whitespace));
    behind.strip_prefix([')', '）']).or_else(dotted)
}

/// Returns the text after the marks of a heading: `# `, `## `. #618 is not a heading but the name of a campaign.
fn heading(line: &str) -> Option<&str> {
    let behind = line.strip_prefix('#')?.trim_start_matches('#');
    behind.starts_with(char::is_whitespace).then_some(behind)
}

fn open_box(line: &str) -> Option<&str> {
    ["[ ]", "[]", "［ ］", "【 】", "☐", "□", "○"].iter().find_map(|mark| line.strip_prefix(mark))
}

/// Returns the text after a line number: `1.`, `1、`, `1)`, `(1)`, `（1）`, `#1`, ①, 一、.
fn number(line: &str) -> Option<&str> {
    if line.starts_with(|c: char| ('①'..='⑳').contains(&c)) {
        return line.strip_prefix(|_: char| true);
    }
    if let Some(behind) = line.strip_prefix(['#', '＃']).and_then(figures) {
        // #618 is the name of a campaign, not a line number.
        let behind = behind.strip_prefix([':', '：', '.', '、']).unwrap_or(behind);
        return behind.starts_with(char::is_whitespace).then_some(behind);
    }
    if let Some(behind) = line.strip_prefix(['(', '（', '【', '[']).and_then(counted) {
        return behind.strip_prefix([')', '）', '】', ']']);
    }
    let behind = counted(line)?;
    if let Some(behind) = behind.strip_prefix(['、', ')', '）']) {
        return Some(behind);
    }
    // 9.9包邮 and 1:1主图 do not begin with a line number.
    let behind = behind.strip_prefix(['.', '．', ':', '：'])?;
    (!behind.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))).then_some(behind)
}

fn counted(line: &str) -> Option<&str> {
    figures(line).or_else(|| {
        let behind = line.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        (behind.len() < line.len() && line.len() - behind.len() <= 9).then_some(behind)
    })
}

/// Returns the text after one or two digits; `None` if the line does not begin with one or two.
fn figures(line: &str) -> Option<&str> {
    let is_figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let behind = line.trim_start_matches(is_figure);
    let count = line[..line.len() - behind.len()].chars().count();
    (1..=2).contains(&count).then_some(behind)
}

/// Removes a polite word at the end of a text, since it would hide a day before it: `count tomorrow please`.
pub(super) fn without_courtesy(text: &str) -> &str {
    const WORDS: [&str; 10] = [" please", " pls", " thanks", " thank you", " thx", "谢谢", "吧", "哦", "哈", "啊"];
    let is_end = |c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | ']' | '】');
    WORDS.iter().find_map(|word| text.trim_end_matches(is_end).strip_suffix(word)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        let check = |line: &str, expected: &str| assert_eq!(unmarked(line), expected, "{line}");
        check("#1 till: repair the drawer", "till: repair the drawer");
        check("（1）明天 小李 对账", "明天 小李 对账");
        check("(12) count", "count");
        check("1. 主图换图 小周", "主图换图 小周");
        check("1.主图换图", "主图换图");
        check("２、换图", "换图");
        check("3) pack", "pack");
        check("① 发货", "发货");
        check("一、发货", "发货");
        check("- [ ] fri order bags", "fri order bags");
        check("• fri order bags", "fri order bags");
        check("★明天 对账", "明天 对账");
        check("a) 明天 对账", "明天 对账");
        check("A. 明天 对账", "明天 对账");
        check("（b）明天 对账", "明天 对账");
        check("> 明天 对账", "明天 对账");
        check("## 二级", "二级");
        check("# 一级", "一级");
        check("· 1. fri order bags", "fri order bags");
        for title in [
            "#618 预热",
            "9.9包邮",
            "1:1主图",
            "3-5款上新",
            "-18:00 pack",
            "(urgent) call",
            "A/B test",
            "a b",
            "U.S. order",
            "2026新款",
        ] {
            check(title, title);
        }
        for ticked in [
            "- [x] pack",
            "换海报（已完成）",
            "1. 换海报 √",
            "已完成：换海报",
            "【已完成】换海报",
            "换海报 已完成",
            "pack (done)",
        ] {
            assert!(is_ticked(ticked), "{ticked}");
        }
        for open in ["- [ ] pack", "统计已完成订单", "核对完成率", "完成 详情页", "get it done", "活动（完成率）"]
        {
            assert!(!is_ticked(open), "{open}");
        }
        assert!(["好的", "收到！", "[图片]", "OK", "各位今天辛苦", "谢谢大家"].into_iter().all(is_answer));
        assert!(!["视频", "收到的货盘点", "【视频】重拍"].into_iter().any(is_answer));
    }
}
