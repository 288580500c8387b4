//! What `-h`, `--help-env`, `--help-xoptions`, `-V` and a misused command line show.

use clap::CommandFactory;

use super::options::Table;
use crate::stdlib::sys;

pub fn usage(executable: &str) -> String {
    format!("usage: {executable} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n")
}

pub fn misuse(executable: &str, complaint: &str) -> String {
    format!("{complaint}\n{}Try `python -h' for more information.\n", usage(executable))
}

pub fn version(detail: u8) -> String {
    let (major, minor, micro) = sys::VERSION;
    match detail {
        1 => format!("Python {major}.{minor}.{micro}\n"),
        _ => format!("Python {}\n", sys::version()),
    }
}

const ARGUMENTS: &[(&str, &str)] = &[
    ("file", "run this file, or the __main__.py in this folder"),
    ("-", "run what standard input holds (the default; a prompt if that is a terminal)"),
    ("arg ...", "for the program, in sys.argv[1:]"),
];

/// The variables that are heeded.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("PYTHONDEBUG", "as -d"),
    ("PYTHONDEVMODE", "as -X dev"),
    ("PYTHONDONTWRITEBYTECODE", "as -B"),
    ("PYTHONHASHSEED", "seed of the hashes of text: 'random', or a number; 0: no randomness"),
    ("PYTHONINSPECT", "show a prompt after the program has run"),
    ("PYTHONINTMAXSTRDIGITS", "as -X int_max_str_digits"),
    ("PYTHONIOENCODING", "encoding[:errors] of the standard streams"),
    ("PYTHONNOUSERSITE", "as -s"),
    ("PYTHONOPTIMIZE", "as -O, or as many as the number says"),
    ("PYTHONPATH", "folders, with ':' between them, in which import looks first"),
    ("PYTHONSAFEPATH", "as -P"),
    ("PYTHONSTARTUP", "a file to run before the prompt"),
    ("PYTHONUNBUFFERED", "as -u"),
    ("PYTHONUTF8", "as -X utf8"),
    ("PYTHONVERBOSE", "as -v"),
    ("PYTHONWARNINGS", "as -W, with ',' between filters"),
    ("PYTHON_HISTORY", "the file in which the prompt keeps its history"),
];

const XOPTIONS: &[(&str, &str)] = &[
    ("dev", "development mode: show warnings that are not shown by default"),
    ("int_max_str_digits=n", "the most digits in conversions of int to str; 0: any number"),
    ("utf8[=0|1]", "set sys.flags.utf8_mode; text is UTF-8 in any case"),
];

fn rows<'a>(title: &str, rows: impl IntoIterator<Item = (String, &'a str)>) -> String {
    let rows: Vec<(String, &str)> = rows.into_iter().collect();
    let width = rows.iter().map(|it| it.0.len()).max().unwrap_or_default();
    let lines = rows.iter().map(|(name, text)| format!("{name:width$} : {text}\n"));
    format!("{title}:\n{}", lines.collect::<String>())
}

fn listed(title: &str, them: &'static [(&str, &str)]) -> String {
    rows(title, them.iter().map(|(name, text)| ((*name).to_owned(), *text)))
}

pub fn environment() -> String {
    listed("Environment variables", ENVIRONMENT)
}

pub fn xoptions() -> String {
    listed("Options for -X", XOPTIONS)
}

/// The options of the table, those with a letter.
pub fn options(executable: &str) -> String {
    let command = Table::command();
    let shown = command.get_arguments().filter(|it| !it.is_hide_set());
    let described: Vec<(String, String)> = shown
        .map(|it| {
            let name = match (it.get_short(), it.get_long()) {
                (Some(letter), _) => format!("-{letter}"),
                (_, name) => format!("--{}", name.unwrap_or_default()),
            };
            let value = it.get_value_names().filter(|_| it.get_action().takes_values());
            let value =
                value.and_then(|it| it.first()).map_or(String::new(), |it| format!(" {it}"));
            let text = it.get_help().map(ToString::to_string).unwrap_or_default();
            (name + &value, text)
        })
        .collect();
    let described = described.iter().map(|(name, text)| (name.clone(), text.as_str()));
    usage(executable) + &rows("Options", described) + &listed("Arguments", ARGUMENTS)
}
