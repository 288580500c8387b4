//! What the pieces of the screen are, and the escape sequences that a theme has for them.
//!
//! Reference: ECMA-48, section 8.3.117 (SGR); the variable `COLORFGBG` of rxvt.

use std::borrow::Cow;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Plain,
    Keyword,
    /// A built-in name.
    Builtin,
    /// The name that `def` or `class` defines.
    Definition,
    String,
    Number,
    Comment,
    /// The brackets at the cursor.
    Bracket,
    Prompt,
    /// What is offered and not typed: a suggestion, a signature, what there is to say about a candidate.
    Hint,
    /// The candidate that is chosen.
    Selected,
    /// What a search has found.
    Match,
    /// A message about something that did not work.
    Error,
}

/// The styles that have a name in the configuration. Colours are those that can be read on any background, those
/// for dark ones, and those for light ones.
const STYLES: &[(Style, &str, [&str; 3])] = &[
    (Style::Keyword, "keyword", ["1;34", "1;94", "1;34"]),
    (Style::Builtin, "builtin", ["36", "96", "36"]),
    (Style::Definition, "definition", ["1", "1", "1"]),
    (Style::String, "string", ["32", "92", "32"]),
    (Style::Number, "number", ["33", "93", "35"]),
    (Style::Comment, "comment", ["31", "90", "90"]),
    (Style::Bracket, "bracket", ["1;7", "1;7", "1;7"]),
    (Style::Prompt, "prompt", ["1;35", "1;95", "1;35"]),
    (Style::Hint, "hint", ["90", "90", "90"]),
    (Style::Selected, "selected", ["7", "7", "7"]),
    (Style::Match, "match", ["4", "4", "4"]),
    (Style::Error, "error", ["31", "91", "31"]),
];

const COUNT: usize = Style::Error as usize + 1;

const COLOURS: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/// The escape sequences of each style.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    codes: [Cow<'static, str>; COUNT],
}

/// What there is to see behind the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    Unknown,
    Dark,
    Light,
}

impl Style {
    /// The style that has this name in the configuration.
    pub fn named(name: &str) -> Option<Style> {
        STYLES.iter().find(|it| it.1 == name).map(|it| it.0)
    }

    pub fn names() -> impl Iterator<Item = &'static str> {
        STYLES.iter().map(|it| it.1)
    }
}

impl Background {
    /// What the terminal says of itself: the numbers of its colours, the background's last.
    pub fn of_terminal(said: Option<&str>) -> Background {
        let number = said.and_then(|it| it.rsplit(';').next()).map(str::parse::<u8>);
        match number {
            Some(Ok(0..=6 | 8)) => Background::Dark,
            Some(Ok(_)) => Background::Light,
            _ => Background::Unknown,
        }
    }
}

impl Theme {
    /// No colours; what would not be seen without some mark is inverse.
    pub fn plain() -> Theme {
        let mut theme = Theme { codes: std::array::from_fn(|_| Cow::Borrowed("")) };
        theme.set(Style::Selected, "\x1b[7m".into());
        theme
    }

    pub fn coloured(background: Background) -> Theme {
        let mut theme = Theme::plain();
        for (style, _, codes) in STYLES {
            let code = codes[background as usize];
            theme.set(*style, format!("\x1b[{code}m").into());
        }
        theme
    }

    pub fn set(&mut self, style: Style, code: Cow<'static, str>) {
        self.codes[style as usize] = code;
    }

    /// What comes before a piece; empty for text that is as any other.
    pub fn code(&self, style: Style) -> &str {
        &self.codes[style as usize]
    }

    /// What comes after one.
    pub fn reset(&self) -> &'static str {
        "\x1b[0m"
    }
}

/// The escape sequence for a description: a colour and what else, as in `bold bright-red`, `underline #ff8800`,
/// `208`, `none`. The word that has no meaning otherwise.
pub fn sequence(described: &str) -> Result<String, &str> {
    let mut codes: Vec<String> = Vec::new();
    for word in described.split_ascii_whitespace() {
        let code = match word {
            "none" | "default" => continue,
            "bold" => "1".to_owned(),
            "dim" => "2".to_owned(),
            "italic" => "3".to_owned(),
            "underline" => "4".to_owned(),
            "reverse" => "7".to_owned(),
            _ => colour(word).ok_or(word)?,
        };
        codes.push(code);
    }
    if codes.is_empty() {
        return Ok(String::new());
    }
    Ok(format!("\x1b[{}m", codes.join(";")))
}

fn colour(word: &str) -> Option<String> {
    if let Some(digits) = word.strip_prefix('#') {
        if digits.len() != 6 || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        return Some(format!("38;2;{red};{green};{blue}"));
    }
    if let Ok(number) = word.parse::<u8>() {
        return Some(format!("38;5;{number}"));
    }
    let named = |name: &str| COLOURS.iter().position(|it| *it == name);
    match word {
        "grey" | "gray" => Some("90".to_owned()),
        _ => match word.strip_prefix("bright-") {
            Some(name) => named(name).map(|it| format!("{}", 90 + it)),
            None => named(word).map(|it| format!("{}", 30 + it)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backgrounds() {
        for (said, background) in [
            (None, Background::Unknown),
            (Some("15;0"), Background::Dark),
            (Some("12;8"), Background::Dark),
            (Some("0;15"), Background::Light),
            (Some("0;default;15"), Background::Light),
            (Some("0;7"), Background::Light),
            (Some("default;default"), Background::Unknown),
            (Some(""), Background::Unknown),
        ] {
            assert_eq!(Background::of_terminal(said), background, "{said:?}");
        }
    }

    #[test]
    fn descriptions() {
        for (described, wanted) in [
            ("red", Ok("\x1b[31m")),
            ("bold bright-blue", Ok("\x1b[1;94m")),
            ("underline italic grey", Ok("\x1b[4;3;90m")),
            ("#ff8000", Ok("\x1b[38;2;255;128;0m")),
            ("208", Ok("\x1b[38;5;208m")),
            ("none", Ok("")),
            ("", Ok("")),
            ("256", Err("256")),
            ("#ff80", Err("#ff80")),
            ("#+f8000", Err("#+f8000")),
            ("bold reddish", Err("reddish")),
            ("bright-", Err("bright-")),
        ] {
            assert_eq!(
                sequence(described).as_deref(),
                wanted.as_ref().map(|it| &**it),
                "{described}"
            );
        }
    }

    #[test]
    fn every_style_but_plain_has_a_name_and_a_place() {
        assert_eq!(STYLES.len() + 1, COUNT);
        for name in Style::names() {
            let style = Style::named(name).expect("it is in the table");
            let theme = Theme::coloured(Background::Dark);
            assert!(theme.code(style).starts_with("\x1b["), "{name}");
        }
        assert_eq!(Theme::plain().code(Style::Keyword), "");
        assert_eq!(Theme::coloured(Background::Unknown).code(Style::Plain), "");
        assert_eq!(Theme::plain().reset(), "\x1b[0m");
    }
}
