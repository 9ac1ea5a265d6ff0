//! Values that people enter when they tick a task.

use ops::checklist::{Field, FieldKind};
use ops::language::Lang;
use rust_decimal::Decimal;

fn field(kind: FieldKind, unit: Option<&str>) -> Field {
    Field {
        id: "spend".to_owned(),
        title: "花费".to_owned(),
        unit: unit.map(str::to_owned),
        kind,
        required: false,
        warn_below: None,
        target: None,
        warn_above: None,
        total: None,
    }
}

fn number(min: Option<i64>, max: Option<i64>) -> FieldKind {
    FieldKind::Number { min: min.map(Decimal::from), max: max.map(Decimal::from) }
}

/// Checks the stored value, or the error.
fn check(field: &Field, typed: &str, expected: Result<&str, &str>) {
    let found = field.parse(typed);
    let found = found.as_deref().map_err(|refusal| refusal.in_lang(Lang::En));
    assert_eq!(found, expected, "{typed}");
    // A stored value must parse to itself.
    if let Ok(kept) = found {
        assert_eq!(field.parse(kept).as_deref(), Ok(kept), "{typed}");
    }
}

#[test]
fn numbers() {
    let spend = field(number(Some(0), None), Some("元"));
    for (typed, kept) in [
        ("320", "320"),
        ("320.50", "320.5"),
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("+5", "5"),
        (".5", "0.5"),
        ("007", "7"),
        ("1,234", "1234"),
        ("1,234,567.89", "1234567.89"),
        ("３２０．５", "320.5"),
        ("１，２３４", "1234"),
        ("320元", "320"),
        (" 320 元 ", "320"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
        ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
    ] {
        check(&spend, typed, Ok(kept));
    }
    for typed in [
        "abc",
        "3O0",
        "1,23",
        "150、420",
        "300，900",
        "1234,567",
        ",123",
        "1,,234",
        "1.2.3",
        "5.",
        ".",
        "-",
        "+-5",
        "1e3",
        "0x10",
        "inf",
        "NaN",
        "320$",
        "元元",
        "1 000",
        "１２３a",
    ] {
        let refusal = format!("花费 (spend): invalid value \"{typed}\"; expected a number, at least 0, in 元");
        check(&spend, typed, Err(&refusal));
    }
    check(&spend, "", Err("花费 (spend): no value; expected a number, at least 0, in 元"));
    check(&spend, "-1", Err("花费 (spend): invalid value \"-1\"; expected a number, at least 0, in 元"));
    for typed in ["79228162514264337593543950336", "0.00000000000000000000000000001"] {
        check(&spend, typed, Err(&format!("花费 (spend): \"{typed}\" has too many digits to be stored exactly")));
    }
    check(
        &spend,
        "\u{1b}[31m5",
        Err("花费 (spend): invalid value \"\u{fffd}[31m5\"; expected a number, at least 0, in 元"),
    );
}

#[test]
fn numbers_in_hanzi() {
    let spend = field(number(Some(0), None), Some("元"));
    for (typed, kept) in [
        ("零", "0"),
        ("三百", "300"),
        ("三百元", "300"),
        ("十二块", "12"),
        ("九十九", "99"),
        ("两千零五十", "2050"),
        ("一千二百零五", "1205"),
        ("三万", "30000"),
        ("十二万三千", "123000"),
        ("一万零五", "10005"),
    ] {
        check(&spend, typed, Ok(kept));
    }
    // These leave out a word, or are more than one number.
    for typed in ["三百五", "一万二", "一二三", "百", "三十百", "十十", "一百零五十", "一万万", "五零", "没有", "万"]
    {
        assert!(spend.parse(typed).is_err(), "{typed}");
    }
    check(&field(number(None, None), Some("元")), "-三百", Ok("-300"));
    assert!(field(number(None, None), Some("千克")).parse("三千").is_err());
    let count = field(FieldKind::Integer { min: None, max: None }, Some("件"));
    check(&count, "没有", Ok("0"));
    check(&count, "三十件", Ok("30"));
}

#[test]
fn amounts_as_people_type_them() {
    let of = |unit: Option<&str>| field(number(None, None), unit);
    for unit in ["元", "CNY", "¥", "块"] {
        let spend = of(Some(unit));
        for (typed, kept) in [
            ("¥320", "320"),
            ("￥320", "320"),
            ("￥ 320.50", "320.5"),
            ("¥-5", "-5"),
            ("-¥5", "-5"),
            ("320块", "320"),
            ("320块钱", "320"),
            ("320 元", "320"),
            ("320圆", "320"),
            ("320cny", "320"),
            ("RMB 320", "320"),
            ("人民币320元", "320"),
            ("¥１，２００元", "1200"),
            ("1万", "10000"),
            ("1.2万", "12000"),
            ("１．２万元", "12000"),
            ("¥1.2 万", "12000"),
            ("3千", "3000"),
            ("3千块", "3000"),
            ("2百万", "2000000"),
            ("0.5亿", "50000000"),
            ("1.2w", "12000"),
            ("3K", "3000"),
            ("-1.2万", "-12000"),
        ] {
            check(&spend, typed, Ok(kept));
        }
        for typed in ["$320", "320$", "约320", "¥¥320", "元320", "万", "1万2", "1万万", "-¥-5", "¥", "320秒"]
        {
            assert!(spend.parse(typed).is_err(), "{typed} of {unit}");
        }
    }
    // The unit decides: without one there is no money, and one that is itself a multiplier is not multiplied again.
    check(&of(None), "1.2万", Ok("12000"));
    check(&of(Some("单")), "1万单", Ok("10000"));
    check(&of(Some("%")), "2.4％", Ok("2.4"));
    check(&of(Some("$")), "$5", Ok("5"));
    check(&of(Some("万元")), "1.2万", Ok("1.2"));
    check(&of(Some("万元")), "1.2万元", Ok("1.2"));
    check(&of(Some("千克")), "3千克", Ok("3"));
    for (unit, typed) in [
        (None, "¥320"),
        (None, "320块"),
        (None, "3k"),
        (Some("kg"), "3k"),
        (Some("秒"), "¥3"),
        (Some("万元"), "3千"),
        (Some("万元"), "12000元"),
        (Some("千克"), "3千"),
        (Some("$"), "¥5"),
    ] {
        assert!(of(unit).parse(typed).is_err(), "{typed} of {unit:?}");
    }
    let whole = field(FieldKind::Integer { min: None, max: None }, None);
    check(&whole, "1.2万", Ok("12000"));
    assert!(whole.parse("1.23456万").is_err());
    let long = "花费 (spend): \"99999999999999999999999999万\" has too many digits to be stored exactly";
    check(&of(Some("元")), "99999999999999999999999999万", Err(long));
}

#[test]
fn percent_and_bounds() {
    let rate = field(number(Some(0), Some(100)), Some("%"));
    check(&rate, "2.4%", Ok("2.4"));
    check(&rate, "２．４％", Ok("2.4"));
    check(&rate, "100", Ok("100"));
    check(&rate, "100.01", Err("花费 (spend): invalid value \"100.01\"; expected a number, from 0 to 100, in %"));
    let free = field(number(None, None), None);
    check(&free, "-12.5", Ok("-12.5"));
    check(&free, "－12.5", Ok("-12.5"));
    check(&free, "2.4%", Err("花费 (spend): invalid value \"2.4%\"; expected a number"));
    let most = field(number(None, Some(5)), None);
    check(&most, "6", Err("花费 (spend): invalid value \"6\"; expected a number, at most 5"));
}

#[test]
fn whole_numbers() {
    let kind = FieldKind::Integer { min: Some(Decimal::ONE), max: Some(Decimal::from(60)) };
    let seconds = field(kind, Some("秒"));
    check(&seconds, "30", Ok("30"));
    check(&seconds, "30秒", Ok("30"));
    check(&seconds, "30.0", Ok("30"));
    for typed in ["61", "0", "30.5", "thirty"] {
        let refusal = format!("花费 (spend): invalid value \"{typed}\"; expected a whole number, from 1 to 60, in 秒");
        check(&seconds, typed, Err(&refusal));
    }
}

#[test]
fn texts() {
    let title = field(FieldKind::Text { max_width: Some(8) }, None);
    check(&title, " “主图” ", Ok("“主图”"));
    check(&title, "AB主图", Ok("AB主图"));
    let wide = "花费 (spend): \"“主图”1\" is 9 columns wide; at most 8 (a Chinese character takes 2)";
    check(&title, "“主图”1", Err(wide));
    let empty =
        "花费 (spend): no value; expected one line of text, at most 8 columns wide (a Chinese character takes 2)";
    check(&title, "  ", Err(empty));
    check(&title, "\u{200b}", Err(empty));
    check(&title, "\u{301}\u{fe0f}", Err(empty));
    let line = "花费 (spend): the text must be a single line without control characters";
    for typed in ["a\nb", "a\tb", "a\u{7}", "a\u{202e}b", "a\u{9b}b"] {
        check(&title, typed, Err(line));
    }
    let free = field(FieldKind::Text { max_width: None }, None);
    check(&free, &"字".repeat(500), Ok(&"字".repeat(500)));
    assert_eq!(free.hint().in_lang(Lang::Zh), "一行文字");
}

#[test]
fn choices() {
    let choices = ["Good", "好评", "好看", "差", "ok"].map(str::to_owned).to_vec();
    let mood = field(FieldKind::Choice { choices }, None);
    check(&mood, "Good", Ok("Good"));
    check(&mood, "good", Ok("Good"));
    check(&mood, "Ｇｏ", Ok("Good"));
    check(&mood, "好评", Ok("好评"));
    check(&mood, "差", Ok("差"));
    check(&mood, "好", Err("花费 (spend): \"好\" matches several choices: 好评, 好看"));
    check(&mood, "bad", Err("花费 (spend): invalid value \"bad\"; expected one of: Good, 好评, 好看, 差, ok"));
    check(&mood, "", Err("花费 (spend): no value; expected one of: Good, 好评, 好看, 差, ok"));
}

#[test]
fn yes_and_no() {
    let reached = field(FieldKind::YesNo, None);
    for typed in ["y", "Yes", "YES", "true", "1", "是", "ｙ"] {
        check(&reached, typed, Ok("yes"));
    }
    for typed in ["n", "No", "false", "0", "否"] {
        check(&reached, typed, Ok("no"));
    }
    check(&reached, "maybe", Err("花费 (spend): invalid value \"maybe\"; expected yes or no"));
}

#[test]
fn a_field_without_a_title_is_named_by_its_id() {
    let spend = Field { title: "spend".to_owned(), ..field(number(None, None), None) };
    check(&spend, "x", Err("spend: invalid value \"x\"; expected a number"));
}

#[test]
fn refusals_in_chinese() {
    let check = |field: &Field, typed: &str, expected: &str| {
        assert_eq!(field.parse(typed).unwrap_err().in_lang(Lang::Zh), expected);
    };
    check(&field(number(Some(0), None), Some("元")), "abc", "花费（spend）：不能填“abc”，应填数字，不小于 0，单位元");
    check(&field(number(Some(0), Some(5)), None), "6", "花费（spend）：不能填“6”，应填数字，0到5");
    check(&field(number(None, Some(5)), None), "", "花费（spend）：没有填，应填数字，不大于 5");
    let text = FieldKind::Text { max_width: Some(4) };
    check(&field(text, None), "主图1", "花费（spend）：“主图1”太长：宽5，最多4（汉字算2）");
    let choices = FieldKind::Choice { choices: vec!["好评".to_owned(), "好看".to_owned()] };
    check(&field(choices.clone(), None), "好", "花费（spend）：“好”匹配到好几个：好评、好看");
    check(&field(choices, None), "差", "花费（spend）：不能填“差”，应填其中之一：好评、好看");
}

#[test]
fn remarkable_values() {
    let check = |below: Option<i64>, above: Option<i64>, unit: Option<&str>, kept: &str, expected: Option<&str>| {
        let field = Field {
            warn_below: below.map(Decimal::from),
            warn_above: above.map(Decimal::from),
            ..field(number(None, None), unit)
        };
        assert_eq!(field.warning(kept).as_ref().map(|text| text.in_lang(Lang::En)), expected, "{kept}");
    };
    check(Some(200), None, Some("元"), "199.9", Some("花费 199.9 元 is below 200 元"));
    check(Some(200), None, Some("元"), "200", None);
    check(None, Some(30), Some("%"), "31", Some("花费 31% is above 30%"));
    check(None, Some(30), None, "31", Some("花费 31 is above 30"));
    check(Some(9), Some(30), Some("秒"), "20", None);
    check(None, None, None, "20", None);
    check(Some(9), None, None, "not a number", None);
}
