//! The words of a made-up history, in either language.

use crate::language::Lang;

/// Names and texts that the people of the demo use.
pub(super) struct Words {
    /// The people who do the work if the checklist names none. The position of a task's role selects the person.
    pub people: [&'static str; 6],
    /// Titles of the first two shops.
    pub shops: [&'static str; 2],
    pub skipped: [&'static str; 4],
    pub excused: [&'static str; 3],
    pub returned: [&'static str; 3],
    pub notes: [&'static str; 4],
    /// Faults that are found.
    pub faults: [&'static str; 4],
    /// Values of text fields.
    pub texts: [&'static str; 4],
}

const ENGLISH: Words = Words {
    people: ["Wang", "Li", "Chen", "Zhou", "Zhang", "Zhao"],
    shops: ["Flagship", "Outlet"],
    skipped: ["the system was down", "their shop was closed", "not enough people", "no figures yet"],
    excused: ["no ads today", "stocktaking", "the campaign is over"],
    returned: ["the screenshot is of another day", "only half done", "a wrong figure"],
    notes: ["a little better than yesterday", "told the designer", "look again tomorrow", "they cut their price"],
    faults: [
        "Top-up page does not open",
        "Rival shop renamed, links broken",
        "Main image shows last season",
        "Two reviews without an answer",
    ],
    texts: ["Fleece hoodie, winter 2026", "Wool base layer", "High-waisted jeans", "Short down jacket"],
};

const CHINESE: Words = Words {
    people: ["小王", "小李", "小陈", "小周", "小张", "小赵"],
    shops: ["旗舰店", "折扣店"],
    skipped: ["系统打不开", "对手店铺维护中", "人手不够", "数据还没出"],
    excused: ["今天没有投放", "仓库盘点，暂停", "活动已结束"],
    returned: ["截图对不上", "只做了一半", "数据填错了"],
    notes: ["比昨天好一点", "已反馈给美工", "明天再看一次", "对手降价了"],
    faults: ["充值页打不开", "对手店铺换了店名，链接失效", "主图还是上一季的", "有两条评价没回复"],
    texts: ["加绒卫衣女冬季2026新款", "羊毛衫女打底", "高腰牛仔裤女", "短款羽绒服女"],
};

/// Returns the words of a language.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Zh => &CHINESE,
    }
}
