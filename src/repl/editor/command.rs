//! What keys do: the commands of the editor, their names, and the keys that have them from the start.
//!
//! The names are readline's where readline has the command.
//!
//! Reference: GNU Readline Library, "Bindable Readline Commands".

use rustyline::{KeyCode, KeyEvent, Modifiers};

macro_rules! commands {
    ($($(#[$about:meta])* $variant:ident $name:literal,)*) => {
        /// Something a key does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Command {
            $($(#[$about])* $variant,)*
        }

        /// Every command and its name.
        pub const COMMANDS: &[(&str, Command)] = &[$(($name, Command::$variant),)*];
    };
}

commands! {
    /// Runs the input if it is complete, else begins another line.
    Accept "accept-line",
    /// Runs the input as it is.
    Submit "submit",
    InsertLine "insert-line",
    /// Drops the input.
    Interrupt "interrupt",
    /// Leaves the prompt if nothing is typed, else deletes forward.
    DeleteOrEnd "delete-char-or-end",
    Suspend "suspend",
    BackwardChar "backward-char",
    /// At the end of the input, accepts the suggestion.
    ForwardChar "forward-char",
    BackwardWord "backward-word",
    /// At the end of the input, accepts a word of the suggestion.
    ForwardWord "forward-word",
    LineStart "beginning-of-line",
    /// At the end of the input, accepts the suggestion.
    LineEnd "end-of-line",
    BufferStart "beginning-of-buffer",
    BufferEnd "end-of-buffer",
    /// A line up in the input, or to an earlier input that begins like this one.
    Up "previous-line",
    Down "next-line",
    HistoryBack "history-search-backward",
    HistoryForward "history-search-forward",
    HistoryFirst "beginning-of-history",
    HistoryLast "end-of-history",
    SearchBack "reverse-search-history",
    SearchForward "forward-search-history",
    DeleteChar "delete-char",
    BackwardDelete "backward-delete-char",
    KillLine "kill-line",
    KillLineBack "backward-kill-line",
    KillInput "kill-whole-line",
    KillWord "kill-word",
    KillWordBack "backward-kill-word",
    /// Back to the last space.
    RubOutWord "unix-word-rubout",
    Yank "yank",
    YankPop "yank-pop",
    /// The last word of earlier inputs.
    YankLastArgument "yank-last-arg",
    Undo "undo",
    Redo "redo",
    TransposeChars "transpose-chars",
    TransposeWords "transpose-words",
    Upcase "upcase-word",
    Downcase "downcase-word",
    Capitalize "capitalize-word",
    /// Indents where there is only space before the cursor, else completes.
    Complete "complete",
    /// The candidate before, or a level of indentation less.
    CompleteBack "complete-backward",
    Indent "indent",
    Dedent "dedent",
    Comment "insert-comment",
    QuotedInsert "quoted-insert",
    ClearScreen "clear-screen",
    ExternalEditor "edit-and-execute-command",
    Help "help",
    /// All earlier inputs, in the pager.
    ShowHistory "show-history",
    /// Typed text is taken as it is: no indentation is added.
    PasteMode "paste-mode",
    Abort "abort",
    /// The next key counts as pressed with Alt.
    Prefix "prefix-meta",
}

impl Command {
    pub fn named(name: &str) -> Option<Command> {
        COMMANDS.iter().find(|it| it.0 == name).map(|it| it.1)
    }
}

fn key(code: KeyCode) -> KeyEvent {
    KeyEvent(code, Modifiers::NONE)
}

fn with(modifiers: Modifiers, code: KeyCode) -> KeyEvent {
    KeyEvent(code, modifiers)
}

/// The keys of Emacs, and those that keyboards have for the purpose.
pub fn emacs(key_event: KeyEvent) -> Option<Command> {
    use Command::*;
    let KeyEvent(code, modifiers) = key_event;
    let found = match (modifiers, code) {
        (Modifiers::NONE, code) => match code {
            KeyCode::Enter => Accept,
            KeyCode::Left => BackwardChar,
            KeyCode::Right => ForwardChar,
            KeyCode::Up => Up,
            KeyCode::Down => Down,
            KeyCode::Home => LineStart,
            KeyCode::End => LineEnd,
            KeyCode::PageUp => HistoryBack,
            KeyCode::PageDown => HistoryForward,
            KeyCode::Delete => DeleteChar,
            KeyCode::Backspace => BackwardDelete,
            KeyCode::Tab => Complete,
            KeyCode::BackTab => CompleteBack,
            KeyCode::Esc => Prefix,
            KeyCode::F(1) => Help,
            KeyCode::F(2) => ShowHistory,
            KeyCode::F(3) => PasteMode,
            KeyCode::F(4) => ExternalEditor,
            _ => return None,
        },
        (Modifiers::CTRL, KeyCode::Char(letter)) => match letter.to_ascii_uppercase() {
            'A' => LineStart,
            'B' => BackwardChar,
            'C' => Interrupt,
            'D' => DeleteOrEnd,
            'E' => LineEnd,
            'F' => ForwardChar,
            'G' => Abort,
            'J' | 'M' => Accept,
            'K' => KillLine,
            'L' => ClearScreen,
            'N' => Down,
            'O' => InsertLine,
            'P' => Up,
            'Q' | 'V' => QuotedInsert,
            'R' => SearchBack,
            'S' => SearchForward,
            'T' => TransposeChars,
            'U' => KillLineBack,
            'W' => RubOutWord,
            'Y' => Yank,
            'Z' => Suspend,
            '_' | '/' => Undo,
            _ => return None,
        },
        (Modifiers::CTRL, code) => match code {
            KeyCode::Left => BackwardWord,
            KeyCode::Right => ForwardWord,
            KeyCode::Home => BufferStart,
            KeyCode::End => BufferEnd,
            KeyCode::Delete => KillWord,
            KeyCode::Backspace => KillWordBack,
            KeyCode::Enter => Submit,
            KeyCode::Up => HistoryBack,
            KeyCode::Down => HistoryForward,
            _ => return None,
        },
        (Modifiers::ALT, KeyCode::Char(letter)) => match letter {
            'b' => BackwardWord,
            'f' => ForwardWord,
            'd' => KillWord,
            'u' => Upcase,
            'l' => Downcase,
            'c' => Capitalize,
            't' => TransposeWords,
            'y' => YankPop,
            '.' | '_' => YankLastArgument,
            '<' => HistoryFirst,
            '>' => HistoryLast,
            'p' => HistoryBack,
            'n' => HistoryForward,
            '/' => Redo,
            '#' | ';' => Comment,
            '[' => BufferStart,
            ']' => BufferEnd,
            _ => return None,
        },
        (Modifiers::ALT, code) => match code {
            KeyCode::Enter => Submit,
            KeyCode::Backspace => KillWordBack,
            KeyCode::Delete => KillWord,
            KeyCode::Left => BackwardWord,
            KeyCode::Right => ForwardWord,
            KeyCode::Up => BufferStart,
            KeyCode::Down => BufferEnd,
            _ => return None,
        },
        (Modifiers::SHIFT, KeyCode::Enter) => InsertLine,
        _ => return None,
    };
    Some(found)
}

/// The keys after Ctrl-X.
pub fn after_ctrl_x(key_event: KeyEvent) -> Option<Command> {
    let KeyEvent(code, modifiers) = key_event;
    match (modifiers, code) {
        (Modifiers::CTRL, KeyCode::Char('E')) => Some(Command::ExternalEditor),
        (Modifiers::CTRL, KeyCode::Char('U')) | (Modifiers::NONE, KeyCode::Char('u')) => {
            Some(Command::Undo)
        }
        (Modifiers::CTRL, KeyCode::Char('R')) | (Modifiers::NONE, KeyCode::Char('r')) => {
            Some(Command::Redo)
        }
        (_, KeyCode::Backspace) => Some(Command::KillLineBack),
        _ => None,
    }
}

pub fn is_ctrl_x(key_event: KeyEvent) -> bool {
    key_event == with(Modifiers::CTRL, KeyCode::Char('X'))
}

pub fn is_escape(key_event: KeyEvent) -> bool {
    key_event == key(KeyCode::Esc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, command) in COMMANDS {
            assert_eq!(Command::named(name), Some(*command));
        }
        assert_eq!(Command::named("no-such-command"), None);
    }
}
