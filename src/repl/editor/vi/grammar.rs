//! The language of vi's keys: counts, operators, motions and text objects.
//!
//! Reference: POSIX.1-2017, "vi", section "Command Descriptions"; text objects as in Vim.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Delete,
    Change,
    Yank,
    Indent,
    Dedent,
    Upcase,
    Downcase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    /// `f`, `F`: to the character.
    To,
    /// `t`, `T`: to just before it.
    Before,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Left,
    Right,
    Up,
    Down,
    /// `w`, `W`; big words are what spaces separate.
    NextWord {
        big: bool,
    },
    PreviousWord {
        big: bool,
    },
    WordEnd {
        big: bool,
    },
    LineStart,
    FirstCharacter,
    LineEnd,
    Character {
        find: Find,
        back: bool,
        character: char,
    },
    /// `;` and `,`.
    Again {
        reverse: bool,
    },
    /// `%`
    Bracket,
    BufferStart,
    BufferEnd,
    ParagraphBack,
    ParagraphForward,
    /// The whole line, as in `dd`.
    Line,
    /// `iw` and its like.
    Object {
        around: bool,
        object: char,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Move(Motion),
    Operate(Operator, Motion),
    /// `i`, `a`, `I`, `A`, `o`, `O`: begin to insert.
    Insert(char),
    /// `r`
    Replace(char),
    /// `~`
    SwapCase,
    /// `J`
    Join,
    /// `p`, `P`
    Put {
        before: bool,
    },
    Undo,
    /// `.`
    Repeat,
    /// `v`, `V`
    Select {
        lines: bool,
    },
    Search {
        forward: bool,
    },
}

/// What the keys so far are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// The beginning of a command.
    More,
    None,
    /// How many times, if that was said, and what.
    Command(Option<usize>, Action),
}

const MOST: usize = 10_000;

/// Takes a count; `0` alone is a command and none.
fn count(keys: &[char]) -> (Option<usize>, &[char]) {
    let digits = keys.iter().take_while(|it| it.is_ascii_digit()).count();
    if digits == 0 || keys[0] == '0' {
        return (None, keys);
    }
    let value = keys[..digits]
        .iter()
        .fold(0usize, |value, it| (value * 10 + (*it as usize - '0' as usize)).min(MOST));
    (Some(value), &keys[digits..])
}

fn operator(keys: &[char]) -> Option<(Operator, char, &[char])> {
    let (operator, own, length) = match keys {
        ['d', ..] => (Operator::Delete, 'd', 1),
        ['c', ..] => (Operator::Change, 'c', 1),
        ['y', ..] => (Operator::Yank, 'y', 1),
        ['>', ..] => (Operator::Indent, '>', 1),
        ['<', ..] => (Operator::Dedent, '<', 1),
        ['g', 'U', ..] => (Operator::Upcase, 'U', 2),
        ['g', 'u', ..] => (Operator::Downcase, 'u', 2),
        _ => return None,
    };
    Some((operator, own, &keys[length..]))
}

/// A motion; `Err(true)` if it is only begun.
fn motion(keys: &[char]) -> Result<Motion, bool> {
    use Motion::*;
    let character = |find, back| match keys {
        [_] => Err(true),
        [_, character, ..] => Ok(Character { find, back, character: *character }),
        [] => Err(true),
    };
    Ok(match keys.first() {
        None => return Err(true),
        Some('h' | '\x08') => Left,
        Some('l' | ' ') => Right,
        Some('k') => Up,
        Some('j') => Down,
        Some('w') => NextWord { big: false },
        Some('W') => NextWord { big: true },
        Some('b') => PreviousWord { big: false },
        Some('B') => PreviousWord { big: true },
        Some('e') => WordEnd { big: false },
        Some('E') => WordEnd { big: true },
        Some('0') => LineStart,
        Some('^' | '_') => FirstCharacter,
        Some('$') => LineEnd,
        Some('f') => return character(Find::To, false),
        Some('F') => return character(Find::To, true),
        Some('t') => return character(Find::Before, false),
        Some('T') => return character(Find::Before, true),
        Some(';') => Again { reverse: false },
        Some(',') => Again { reverse: true },
        Some('%') => Bracket,
        Some('G') => BufferEnd,
        Some('{') => ParagraphBack,
        Some('}') => ParagraphForward,
        Some('g') => match keys.get(1) {
            None => return Err(true),
            Some('g') => BufferStart,
            Some(_) => return Err(false),
        },
        Some(_) => return Err(false),
    })
}

fn object(keys: &[char]) -> Result<Motion, bool> {
    match keys {
        ['i' | 'a'] => Err(true),
        [kind @ ('i' | 'a'), object, ..] => match object {
            'w' | 'W' | '"' | '\'' | '`' | '(' | ')' | 'b' | '[' | ']' | '{' | '}' | 'B' | 'p' => {
                Ok(Motion::Object { around: *kind == 'a', object: *object })
            }
            _ => Err(false),
        },
        _ => Err(false),
    }
}

/// Reads the keys of a command. `selected`: an operator takes what is selected, and text objects select.
pub fn parse(keys: &[char], selected: bool) -> Parsed {
    let (first, rest) = count(keys);
    if rest.is_empty() {
        return Parsed::More;
    }
    let done = |found: Result<Action, bool>, count| match found {
        Ok(action) => Parsed::Command(count, action),
        Err(true) => Parsed::More,
        Err(false) => Parsed::None,
    };
    if selected {
        let own = match rest[0] {
            'x' | 'd' | 'X' | 'D' => Some(Operator::Delete),
            's' | 'c' => Some(Operator::Change),
            'y' => Some(Operator::Yank),
            '>' => Some(Operator::Indent),
            '<' => Some(Operator::Dedent),
            'U' => Some(Operator::Upcase),
            'u' => Some(Operator::Downcase),
            _ => None,
        };
        if let Some(operator) = own {
            return Parsed::Command(first, Action::Operate(operator, Motion::Line));
        }
        if matches!(rest[0], 'i' | 'a') {
            return done(object(rest).map(Action::Move), first);
        }
    } else if let Some((operator, own, rest)) = operator(rest) {
        let (second, rest) = count(rest);
        let count = match (first, second) {
            (None, None) => None,
            (a, b) => Some((a.unwrap_or(1) * b.unwrap_or(1)).min(MOST)),
        };
        let found = match rest.first() {
            None => Err(true),
            Some(key) if *key == own => Ok(Motion::Line),
            Some('i' | 'a') => object(rest),
            Some(_) => motion(rest),
        };
        return done(found.map(|it| Action::Operate(operator, it)), count);
    }
    let to_end = |operator| Ok(Action::Operate(operator, Motion::LineEnd));
    let found = match rest[0] {
        key @ ('i' | 'a' | 'I' | 'A' | 'o' | 'O') => Ok(Action::Insert(key)),
        'x' => Ok(Action::Operate(Operator::Delete, Motion::Right)),
        'X' => Ok(Action::Operate(Operator::Delete, Motion::Left)),
        's' => Ok(Action::Operate(Operator::Change, Motion::Right)),
        'S' => Ok(Action::Operate(Operator::Change, Motion::Line)),
        'D' => to_end(Operator::Delete),
        'C' => to_end(Operator::Change),
        'Y' => Ok(Action::Operate(Operator::Yank, Motion::Line)),
        'r' => rest.get(1).map(|it| Action::Replace(*it)).ok_or(true),
        '~' => Ok(Action::SwapCase),
        'J' => Ok(Action::Join),
        'p' => Ok(Action::Put { before: false }),
        'P' => Ok(Action::Put { before: true }),
        'u' => Ok(Action::Undo),
        '.' => Ok(Action::Repeat),
        'v' => Ok(Action::Select { lines: false }),
        'V' => Ok(Action::Select { lines: true }),
        '/' => Ok(Action::Search { forward: false }),
        '?' => Ok(Action::Search { forward: true }),
        _ => motion(rest).map(Action::Move),
    };
    done(found, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(keys: &str) -> Parsed {
        parse(&keys.chars().collect::<Vec<_>>(), false)
    }

    #[test]
    fn commands() {
        use Action::*;
        let word = Motion::NextWord { big: false };
        assert_eq!(read("2d3w"), Parsed::Command(Some(6), Operate(Operator::Delete, word)));
        assert_eq!(read("dd"), Parsed::Command(None, Operate(Operator::Delete, Motion::Line)));
        assert_eq!(read("d"), Parsed::More);
        assert_eq!(read("12"), Parsed::More);
        assert_eq!(read("0"), Parsed::Command(None, Move(Motion::LineStart)));
        assert_eq!(read("gg"), Parsed::Command(None, Move(Motion::BufferStart)));
        assert_eq!(read("gx"), Parsed::None);
        assert_eq!(read("ci"), Parsed::More);
        let quoted = Motion::Object { around: false, object: '"' };
        assert_eq!(read("ci\""), Parsed::Command(None, Operate(Operator::Change, quoted)));
        assert_eq!(read("rx"), Parsed::Command(None, Replace('x')));
        assert_eq!(read("f"), Parsed::More);
        assert_eq!(read("Z"), Parsed::None);
    }
}
