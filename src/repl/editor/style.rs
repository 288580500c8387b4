//! What the pieces of the screen are, and how a theme shows them.
//!
//! Reference: ECMA-48, section 8.3.117 (SGR).

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
}

pub const STYLES: usize = Style::Match as usize + 1;

/// The escape sequences of each style.
#[derive(Clone, Debug)]
pub struct Theme {
    codes: [String; STYLES],
    reset: &'static str,
}

impl Theme {
    /// No colours; what would not be seen without some mark is inverse.
    pub fn plain() -> Theme {
        let mut codes = std::array::from_fn(|_| String::new());
        codes[Style::Selected as usize] = "\x1b[7m".to_owned();
        Theme { codes, reset: "\x1b[0m" }
    }

    /// Colours that can be read on dark and on light backgrounds.
    pub fn coloured() -> Theme {
        let mut theme = Theme::plain();
        for (style, code) in [
            (Style::Keyword, "\x1b[1;34m"),
            (Style::Builtin, "\x1b[36m"),
            (Style::Definition, "\x1b[1m"),
            (Style::String, "\x1b[32m"),
            (Style::Number, "\x1b[33m"),
            (Style::Comment, "\x1b[31m"),
            (Style::Bracket, "\x1b[1;7m"),
            (Style::Prompt, "\x1b[1;35m"),
            (Style::Hint, "\x1b[90m"),
            (Style::Match, "\x1b[4m"),
        ] {
            theme.set(style, code.to_owned());
        }
        theme
    }

    pub fn set(&mut self, style: Style, code: String) {
        self.codes[style as usize] = code;
    }

    /// What comes before a piece; empty for text that is as any other.
    pub fn code(&self, style: Style) -> &str {
        &self.codes[style as usize]
    }

    /// What comes after one.
    pub fn reset(&self) -> &str {
        self.reset
    }
}
