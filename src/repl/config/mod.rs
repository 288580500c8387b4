//! The configuration of the prompt: one file, read once when the editor opens.
//!
//! It is `taipan/config.toml` in `$XDG_CONFIG_HOME`, else in `~/.config`. All of it may be left out:
//!
//! ```toml
//! theme = "auto"           # "dark", "light", "none"
//! edit-mode = "emacs"      # "vi"
//! suggestions = true       # the rest of an earlier input, in grey
//! signatures = true        # shown while a call is typed
//! pretty = false           # containers over several lines, as pprint lays them out
//! fold = 200               # values of more rows than this are cut in the middle; 0: never
//! undo = 10                # how many inputs can be undone; 0: none
//! pager = "less -R"
//!
//! [colours]                # names of the 16 colours, numbers of the 256, or #rrggbb
//! keyword = "bold bright-blue"
//! comment = "italic #808080"
//!
//! [keys]
//! "ctrl-x ctrl-u" = "undo"
//! f5 = "submit"
//! ```
//!
//! What is wrong in it is told, a line each, and the rest counts.
//!
//! Reference: XDG Base Directory Specification; TOML 1.0.

mod keys;
#[cfg(test)]
mod tests;

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rustyline::KeyEvent;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::theme::{self, Background, Style, Theme};

/// How the prompt is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// For where colours are wanted.
    pub theme: Theme,
    /// Keys of vi in place of those of Emacs.
    pub vi: bool,
    /// The rest of an earlier input is offered.
    pub suggestions: bool,
    /// Containers are shown over several lines.
    pub pretty: bool,
    /// The rows that a value may take before it is cut; 0: any number.
    pub fold: usize,
    /// How many inputs can be undone.
    pub undo: usize,
    /// Parameters are shown while a call is typed.
    pub signatures: bool,
    /// The pager and its options, in place of `$PAGER`.
    pub pager: Option<String>,
    /// Keys pressed one after the other, and the command they give; `none` takes them away.
    pub keys: Vec<(Vec<KeyEvent>, String)>,
}

/// What the file can say, in the order of the fields above.
const SETTINGS: &[&str] = &[
    "theme",
    "colours",
    "edit-mode",
    "suggestions",
    "pretty",
    "fold",
    "undo",
    "signatures",
    "pager",
    "keys",
];

impl Default for Config {
    fn default() -> Config {
        Config {
            theme: Theme::coloured(Background::Unknown),
            vi: false,
            suggestions: true,
            pretty: false,
            fold: 200,
            undo: 10,
            signatures: true,
            pager: None,
            keys: vec![],
        }
    }
}

impl Config {
    /// The configuration, and what is wrong in its file. `commands` are the names that keys can be given.
    pub fn load(ignore_environment: bool, commands: &[&str]) -> (Config, Vec<String>) {
        let variable = |name: &str| env::var_os(name).filter(|it| !it.is_empty());
        let background = env::var("COLORFGBG").ok().filter(|_| !ignore_environment);
        let background = Background::of_terminal(background.as_deref());
        let path = match ignore_environment {
            true => None,
            false => file(
                variable("XDG_CONFIG_HOME").map(PathBuf::from),
                variable("HOME").map(PathBuf::from),
            ),
        };
        match path {
            Some(path) => Config::read(&path, background, commands),
            None => (Config::on(background), vec![]),
        }
    }

    fn on(background: Background) -> Config {
        Config { theme: Theme::coloured(background), ..Config::default() }
    }

    fn read(path: &Path, background: Background, commands: &[&str]) -> (Config, Vec<String>) {
        let config = Config::on(background);
        let text = match fs::read(path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(_) => return (config, vec![format!("{}: not UTF-8", path.display())]),
            },
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return (config, vec![]);
            }
            Err(error) => {
                // Without the number that Rust adds.
                let error = error.to_string();
                let error = error.split(" (os error").next().unwrap_or_default();
                return (config, vec![format!("{}: {error}", path.display())]);
            }
        };
        let mut reader = Reader { config, background, commands, problems: vec![] };
        reader.read(&text);
        let Reader { config, mut problems, .. } = reader;
        problems.sort_by_key(|it| it.0);
        // In bytes: an error of TOML may stand within a character.
        let line = |at: usize| 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count();
        let told = |(at, problem): (usize, String)| {
            format!("{}:{}: {problem}", path.display(), line(at.min(text.len())))
        };
        (config, problems.into_iter().map(told).collect())
    }
}

/// Where the file is. What is not absolute is no place for it.
fn file(config_home: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let folder = match config_home.filter(|it| it.is_absolute()) {
        Some(folder) => folder,
        None => home?.join(".config"),
    };
    Some(folder.join("taipan/config.toml"))
}

type Name<'a> = Spanned<std::borrow::Cow<'a, str>>;
type Setting<'a> = Spanned<DeValue<'a>>;

struct Reader<'a> {
    config: Config,
    background: Background,
    commands: &'a [&'a str],
    /// Where in the text, and what.
    problems: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn read(&mut self, text: &str) {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(0, |it| it.start);
            self.problems.push((at, error.message().replace('\n', "; ")));
        }
        let table = table.into_inner();
        // The colours that are named change those of the theme, wherever that stands.
        for (name, value) in table.iter() {
            if name.get_ref() == "theme" {
                self.theme(value);
            }
        }
        for (name, value) in table.iter() {
            self.setting(name, value);
        }
    }

    fn setting(&mut self, name: &Name, value: &Setting) {
        match &**name.get_ref() {
            "theme" => {}
            "colours" | "colors" => self.colours(value),
            "edit-mode" => match value.get_ref().as_str() {
                Some("emacs") => self.config.vi = false,
                Some("vi") => self.config.vi = true,
                _ => self.expected(name.get_ref(), "\"emacs\" or \"vi\"", value),
            },
            "suggestions" => self.flag(name.get_ref(), value, |it| &mut it.suggestions),
            "pretty" => self.flag(name.get_ref(), value, |it| &mut it.pretty),
            "signatures" => self.flag(name.get_ref(), value, |it| &mut it.signatures),
            "fold" => self.count(name.get_ref(), value, |it| &mut it.fold),
            "undo" => self.count(name.get_ref(), value, |it| &mut it.undo),
            "pager" => match value.get_ref().as_str() {
                Some(pager) => {
                    self.config.pager = Some(pager.to_owned()).filter(|it| !it.trim().is_empty());
                }
                None => self.expected(name.get_ref(), "a string", value),
            },
            "keys" => self.keys(value),
            other => {
                let known = SETTINGS.join(", ");
                self.problem(
                    name.span().start,
                    format!("no setting is called {other:?}; there are {known}"),
                );
            }
        }
    }

    fn theme(&mut self, value: &Setting) {
        self.config.theme = match value.get_ref().as_str() {
            Some("auto") => Theme::coloured(self.background),
            Some("dark") => Theme::coloured(Background::Dark),
            Some("light") => Theme::coloured(Background::Light),
            Some("none") => Theme::plain(),
            _ => {
                let wanted = "\"auto\", \"dark\", \"light\" or \"none\"";
                return self.expected("theme", wanted, value);
            }
        };
    }

    fn colours(&mut self, value: &Setting) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected("colours", "a table", value);
        };
        for (name, value) in table.iter() {
            let Some(style) = Style::named(name.get_ref()) else {
                let known = Style::names().collect::<Vec<_>>().join(", ");
                let name = name.get_ref();
                let problem =
                    format!("nothing with a colour is called {name:?}; there are {known}");
                self.problem(value.span().start, problem);
                continue;
            };
            let described = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
                _ => {
                    self.expected(name.get_ref(), "a string or a number from 0 to 255", value);
                    continue;
                }
            };
            match theme::sequence(&described) {
                Ok(code) => self.config.theme.set(style, code.into()),
                Err(word) => {
                    let problem = format!(
                        "{}: {word:?} is neither a colour (a name, 0 to 255, #rrggbb) nor one of bold, dim, \
                         italic, underline, reverse, none",
                        name.get_ref()
                    );
                    self.problem(value.span().start, problem);
                }
            }
        }
    }

    fn keys(&mut self, value: &Setting) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected("keys", "a table", value);
        };
        for (name, value) in table.iter() {
            let keys = match keys::parse(name.get_ref()) {
                Ok(keys) => keys,
                Err(wrong) => {
                    self.problem(name.span().start, wrong);
                    continue;
                }
            };
            match value.get_ref().as_str() {
                Some(command) if command == "none" || self.commands.contains(&command) => {
                    self.config.keys.push((keys, command.to_owned()));
                }
                Some(command) => {
                    let known = self.commands.join(", ");
                    let problem =
                        format!("no command is called {command:?}; there are none, {known}");
                    self.problem(value.span().start, problem);
                }
                None => self.expected(name.get_ref(), "the name of a command", value),
            }
        }
    }

    fn flag(&mut self, name: &str, value: &Setting, field: fn(&mut Config) -> &mut bool) {
        match value.get_ref().as_bool() {
            Some(flag) => *field(&mut self.config) = flag,
            None => self.expected(name, "true or false", value),
        }
    }

    fn count(&mut self, name: &str, value: &Setting, field: fn(&mut Config) -> &mut usize) {
        let number = value.get_ref().as_integer();
        match number.and_then(|it| usize::from_str_radix(it.as_str(), it.radix()).ok()) {
            Some(number) => *field(&mut self.config) = number,
            None => self.expected(name, "a number from 0 up", value),
        }
    }

    fn expected(&mut self, name: &str, wanted: &str, value: &Setting) {
        let found = match value.get_ref() {
            DeValue::String(text) => format!("{text:?}"),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(_) => "a date".to_owned(),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        };
        let problem = format!("{name} has to be {wanted}, not {found}");
        self.problem(value.span().start, problem);
    }

    fn problem(&mut self, at: usize, problem: String) {
        self.problems.push((at, problem));
    }
}
