//! What is typed at the prompt and is a command: `obj?`, `%name`, `!shell`.
//!
//! Text that is Python, or could become it with more lines, always is Python: a command is only what the
//! compiler refuses.

/// A command, as it was typed.
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum Command {
    /// `obj?`, `?obj`; with its source: `obj??`.
    Inspect { what: String, source: bool },
    /// `%name arguments`; the name may be missing.
    Named { name: String, arguments: String },
    /// `!command`.
    Shell(String),
    /// `name = !command`.
    Capture { name: String, command: String },
}

/// The command in a text, if it is one. `is_python`: whether the compiler takes it, or could take it with more
/// lines.
pub fn parse(text: &str, is_python: impl Fn(&str) -> bool) -> Option<Command> {
    let text = text.trim();
    let found = shape(text)?;
    if is_python(text) {
        return None;
    }
    if let Command::Inspect { what, .. } = &found
        && !(what.is_empty() || is_python(what))
    {
        return None;
    }
    Some(found)
}

/// What the text would be, by its looks.
fn shape(text: &str) -> Option<Command> {
    if let Some(rest) = text.strip_prefix('%') {
        if rest.starts_with(['%', '=']) {
            return None;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (name, arguments) = rest.split_at(end);
        let arguments = arguments.trim().to_owned();
        return Some(Command::Named { name: name.to_owned(), arguments });
    }
    if let Some(rest) = text.strip_prefix('!') {
        return (!rest.starts_with('=')).then(|| Command::Shell(rest.trim().to_owned()));
    }
    if let Some((name, rest)) = text.split_once('=')
        && let Some(command) = rest.trim_start().strip_prefix('!')
        && is_name(name.trim())
    {
        let name = name.trim().to_owned();
        return Some(Command::Capture { name, command: command.trim().to_owned() });
    }
    if text.contains('\n') {
        return None;
    }
    let (marks, what) = match text.strip_suffix('?') {
        Some(rest) => match rest.strip_suffix('?') {
            Some(rest) => (2, rest),
            None => (1, rest),
        },
        None => match text.strip_prefix('?')?.strip_prefix('?') {
            Some(rest) => (2, rest),
            None => (1, &text[1..]),
        },
    };
    let what = what.trim();
    if what.contains('?') || what.starts_with('#') {
        return None;
    }
    Some(Command::Inspect { what: what.to_owned(), source: marks == 2 })
}

/// Whether this is spelt as a name.
pub fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|it| it == '_' || it.is_alphabetic())
        && characters.all(|it| it == '_' || it.is_alphanumeric())
}

/// The values of single-letter options with a number, as in `-n 5 -r3`, and what follows them.
pub fn options<'a>(text: &'a str, letters: &str) -> Result<(Vec<(char, u64)>, &'a str), String> {
    let mut rest = text.trim_start();
    let mut found = Vec::new();
    while let Some(option) = rest.strip_prefix('-') {
        let Some(letter) = option.chars().next().filter(|it| letters.contains(*it)) else { break };
        let value = option[letter.len_utf8()..].trim_start();
        let end = value.find(|it: char| !it.is_ascii_digit()).unwrap_or(value.len());
        let Ok(number) = value[..end].parse() else {
            return Err(format!("-{letter} needs a number"));
        };
        found.push((letter, number));
        rest = value[end..].trim_start();
    }
    Ok((found, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing is Python but names, dotted paths and what is given.
    fn parsed(text: &str) -> Option<Command> {
        parse(text, |it| it.chars().all(|it| it.is_alphanumeric() || "._[]()#' ".contains(it)))
    }

    fn inspect(what: &str, source: bool) -> Option<Command> {
        Some(Command::Inspect { what: what.to_owned(), source })
    }

    #[test]
    fn inspections() {
        assert_eq!(parsed("len?"), inspect("len", false));
        assert_eq!(parsed("  len ?? "), inspect("len", true));
        assert_eq!(parsed("?a.b"), inspect("a.b", false));
        assert_eq!(parsed("??a[0]"), inspect("a[0]", true));
        assert_eq!(parsed("?"), inspect("", false));
        assert_eq!(parsed("a?b?"), None);
        assert_eq!(parsed("a???"), None);
        assert_eq!(parsed("a = b?"), None);
        assert_eq!(parsed("# is it so?"), None);
        assert_eq!(parsed("a\nb?"), None);
        assert_eq!(parse("what?", |_| true), None);
    }

    #[test]
    fn named() {
        let named = |name: &str, arguments: &str| {
            Some(Command::Named { name: name.to_owned(), arguments: arguments.to_owned() })
        };
        assert_eq!(parsed("%time 1+1"), named("time", "1+1"));
        assert_eq!(parsed("%"), named("", ""));
        assert_eq!(parsed("%undo"), named("undo", ""));
        assert_eq!(parsed("%time\tf(1) "), named("time", "f(1)"));
        assert_eq!(parsed("%timeit x\n"), named("timeit", "x"));
        assert_eq!(parsed("%%cell"), None);
        assert_eq!(parsed("%= 3"), None);
        assert_eq!(parsed("x %= 3"), None);
        assert_eq!(parsed("x % y"), None);
    }

    #[test]
    fn shell() {
        assert_eq!(parsed("!ls -l"), Some(Command::Shell("ls -l".to_owned())));
        assert_eq!(parsed("!"), Some(Command::Shell(String::new())));
        let capture = |name: &str, command: &str| {
            Some(Command::Capture { name: name.to_owned(), command: command.to_owned() })
        };
        assert_eq!(parsed("x = !ls"), capture("x", "ls"));
        assert_eq!(parsed("x=!a=b c"), capture("x", "a=b c"));
        assert_eq!(parsed("x != y"), None);
        assert_eq!(parsed("x == !y"), None);
        assert_eq!(parsed("x.y = !ls"), None);
        assert_eq!(parsed("1 = !ls"), None);
        assert_eq!(parsed("!= 3"), None);
    }

    #[test]
    fn numbers_of_options() {
        assert_eq!(options("-n 5 -r3 f()", "nr"), Ok((vec![('n', 5), ('r', 3)], "f()")));
        assert_eq!(options("-x", "nr"), Ok((vec![], "-x")));
        assert_eq!(options("-5 + x", "nr"), Ok((vec![], "-5 + x")));
        assert_eq!(options("-n x", "nr"), Err("-n needs a number".to_owned()));
        // As a statement, `-n` would be the negative of a variable of that name: the option comes first.
        assert_eq!(options("", "nr"), Ok((vec![], "")));
    }
}
