//! Tokens: what they are and where they stand.
//!
//! Reference: Library Reference, `token`.

/// The kind of a token; keywords and operators have one each, soft keywords are names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[rustfmt::skip]
pub enum TokenKind {
    Name, Number, String, FStringStart, FStringMiddle, FStringEnd,
    Newline, Indent, Dedent, EndMarker, TypeComment,

    // Keywords
    False, None, True, And, As, Assert, Async, Await, Break, Class, Continue, Def, Del, Elif, Else,
    Except, Finally, For, From, Global, If, Import, In, Is, Lambda, Nonlocal, Not, Or, Pass, Raise,
    Return, Try, While, With, Yield,

    // Operators
    LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace,
    Colon, Comma, Semicolon, Plus, Minus, Star, Slash, Bar, Ampersand, Less, Greater, Equal, Dot,
    Percent, EqualEqual, NotEqual, LessEqual, GreaterEqual, Tilde, Caret, LeftShift, RightShift,
    DoubleStar, PlusEqual, MinusEqual, StarEqual, SlashEqual, PercentEqual, AmpersandEqual, BarEqual,
    CaretEqual, LeftShiftEqual, RightShiftEqual, DoubleStarEqual, DoubleSlash, DoubleSlashEqual, At,
    AtEqual, Arrow, Ellipsis, ColonEqual, Exclamation,

    /// A character that starts no token, such as `?`.
    Stray,
}

/// Offsets count bytes of the source; the text is looked up there.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: TokenKind,
    /// The tokenizer had looked beyond the end of the source when it made this token.
    pub touched_end: bool,
    pub start: u32,
    pub end: u32,
    /// The line the token starts in.
    pub line: u32,
}

impl TokenKind {
    pub fn is_opening(self) -> bool {
        matches!(self, Self::LeftParen | Self::LeftBracket | Self::LeftBrace)
    }

    pub fn is_closing(self) -> bool {
        matches!(self, Self::RightParen | Self::RightBracket | Self::RightBrace)
    }

    pub fn is_keyword(self) -> bool {
        (Self::False as u8..=Self::Yield as u8).contains(&(self as u8))
    }

    /// The keyword spelt `word`, or plain `Name`.
    pub fn of_word(word: &[u8]) -> TokenKind {
        match word {
            b"False" => Self::False,
            b"None" => Self::None,
            b"True" => Self::True,
            b"and" => Self::And,
            b"as" => Self::As,
            b"assert" => Self::Assert,
            b"async" => Self::Async,
            b"await" => Self::Await,
            b"break" => Self::Break,
            b"class" => Self::Class,
            b"continue" => Self::Continue,
            b"def" => Self::Def,
            b"del" => Self::Del,
            b"elif" => Self::Elif,
            b"else" => Self::Else,
            b"except" => Self::Except,
            b"finally" => Self::Finally,
            b"for" => Self::For,
            b"from" => Self::From,
            b"global" => Self::Global,
            b"if" => Self::If,
            b"import" => Self::Import,
            b"in" => Self::In,
            b"is" => Self::Is,
            b"lambda" => Self::Lambda,
            b"nonlocal" => Self::Nonlocal,
            b"not" => Self::Not,
            b"or" => Self::Or,
            b"pass" => Self::Pass,
            b"raise" => Self::Raise,
            b"return" => Self::Return,
            b"try" => Self::Try,
            b"while" => Self::While,
            b"with" => Self::With,
            b"yield" => Self::Yield,
            _ => Self::Name,
        }
    }
}
