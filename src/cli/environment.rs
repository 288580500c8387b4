//! Options and environment variables together: the interpreter's settings.
//!
//! Reference: Python Setup and Usage, "Environment variables".

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, RandomState};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

use crate::algo::hash::Key;
use crate::stdlib::sys::Settings;

use super::options::{CommandLine, Program, Table};

/// A value without which there is no interpreter.
#[derive(Debug)]
pub struct Fatal(pub &'static str);

const BAD_SEED: Fatal = Fatal(
    "config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]",
);
const BAD_DIGITS_OPTION: Fatal = Fatal(
    "config_init_int_max_str_digits: -X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.",
);
const BAD_DIGITS_VARIABLE: Fatal = Fatal(
    "config_init_int_max_str_digits: PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.",
);

/// A variable that is set to something, unless all of them are ignored.
fn variable(ignored: bool, name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|it| !ignored && !it.is_empty())
}

/// A level: a number, or any other text for 1.
fn level(ignored: bool, name: &str) -> i64 {
    let value = variable(ignored, name);
    value.map_or(0, |it| {
        it.to_str().and_then(|it| it.parse().ok()).filter(|it| *it >= 0).unwrap_or(1)
    })
}

/// What the command line and the environment make of the interpreter.
pub fn settings(line: &CommandLine, orig_argv: Vec<Vec<u8>>) -> Result<Settings, Fatal> {
    let options = &line.options;
    let ignored = options.ignore_environment || options.isolated;
    let set = |name: &str| variable(ignored, name).is_some();
    let lossy = |it: &OsString| it.to_string_lossy().into_owned();
    let xoptions: Vec<String> = options.xoptions.iter().map(lossy).collect();
    let utf8 = xoptions.iter().rev().find_map(|it| match it.as_str() {
        "utf8" | "utf8=1" => Some(true),
        "utf8=0" => Some(false),
        _ => None,
    });
    let dev_mode = xoptions.iter().any(|it| it == "dev") || set("PYTHONDEVMODE");
    let seed = seed(variable(ignored, "PYTHONHASHSEED"))?;
    let path = variable(ignored, "PYTHONPATH").map(|it| it.into_vec()).unwrap_or_default();
    let path = if path.is_empty() {
        vec![]
    } else {
        path.split(|it| *it == b':').map(<[u8]>::to_vec).collect()
    };
    let bytes_warning = i64::from(options.bytes_warning);
    Ok(Settings {
        argv: line.argv.clone(),
        executable: executable(orig_argv.first().map_or(b"", |it| it)),
        orig_argv,
        path,
        warnoptions: warnings(options, variable(ignored, "PYTHONWARNINGS"), dev_mode),
        int_max_str_digits: digits(&xoptions, variable(ignored, "PYTHONINTMAXSTRDIGITS"))?,
        xoptions,
        unbuffered: options.unbuffered || set("PYTHONUNBUFFERED"),
        debug: options.debug || level(ignored, "PYTHONDEBUG") > 0,
        inspect: options.interactive || set("PYTHONINSPECT"),
        interactive: options.interactive,
        optimize: i64::from(options.optimize).max(level(ignored, "PYTHONOPTIMIZE")),
        dont_write_bytecode: options.dont_write_bytecode || set("PYTHONDONTWRITEBYTECODE"),
        no_user_site: options.no_user_site || options.isolated || set("PYTHONNOUSERSITE"),
        no_site: options.no_site,
        ignore_environment: ignored,
        verbose: i64::from(options.verbose).max(level(ignored, "PYTHONVERBOSE")),
        bytes_warning,
        quiet: options.quiet,
        hash_randomization: seed != Some(0),
        hash_key: seed.map_or_else(random_key, Key::from_seed),
        isolated: options.isolated,
        dev_mode,
        utf8_mode: utf8
            .unwrap_or_else(|| variable(ignored, "PYTHONUTF8").is_some_and(|it| it == "1")),
        safe_path: options.safe_path || options.isolated || set("PYTHONSAFEPATH"),
    })
}

/// The filters for warnings, the weakest first.
fn warnings(options: &Table, variable: Option<OsString>, dev_mode: bool) -> Vec<String> {
    let mut all = Vec::new();
    if dev_mode {
        all.push("default".to_owned());
    }
    if let Some(variable) = variable {
        all.extend(variable.to_string_lossy().split(',').map(str::to_owned));
    }
    all.extend(options.warnings.iter().map(|it| it.to_string_lossy().into_owned()));
    match options.bytes_warning {
        0 => {}
        1 => all.push("default::BytesWarning".to_owned()),
        _ => all.push("error::BytesWarning".to_owned()),
    }
    all
}

/// The seed of the hashes of text; `None` for a random one.
fn seed(variable: Option<OsString>) -> Result<Option<u32>, Fatal> {
    match variable {
        None => Ok(None),
        Some(text) if text == "random" => Ok(None),
        Some(text) => match text.to_str().and_then(|it| it.parse().ok()) {
            Some(seed) => Ok(Some(seed)),
            None => Err(BAD_SEED),
        },
    }
}

/// A key nobody can guess.
fn random_key() -> Key {
    let state = RandomState::new();
    Key { k0: state.hash_one(0u64), k1: state.hash_one(1u64) }
}

/// The limit of digits in conversions of int: the option comes before the variable.
fn digits(xoptions: &[String], variable: Option<OsString>) -> Result<Option<usize>, Fatal> {
    let valid = |text: &str| text.parse().ok().filter(|it| *it == 0 || *it >= 640);
    let option = xoptions.iter().rev().find_map(|it| it.strip_prefix("int_max_str_digits"));
    match (option, variable) {
        (Some(given), _) => {
            valid(given.strip_prefix('=').unwrap_or("")).map(Some).ok_or(BAD_DIGITS_OPTION)
        }
        (None, Some(text)) => valid(&text.to_string_lossy()).map(Some).ok_or(BAD_DIGITS_VARIABLE),
        (None, None) => Ok(None),
    }
}

/// `sys.executable`: the path this program was started by, or where it was found on `PATH`.
fn executable(name: &[u8]) -> Vec<u8> {
    let path = Path::new(OsStr::from_bytes(name));
    if name.contains(&b'/') {
        return std::path::absolute(path).map_or(vec![], |it| it.into_os_string().into_vec());
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|it| it.join(path)).find(|it| it.is_file());
    let found = found.or_else(|| std::env::current_exe().ok());
    found.map_or(vec![], |it| it.into_os_string().into_vec())
}

/// Whether a prompt follows a program that was run with these settings: the program itself may ask for it.
pub fn inspects(settings: &Settings) -> bool {
    settings.inspect || variable(settings.ignore_environment, "PYTHONINSPECT").is_some()
}

/// Whether there is no program but what is typed.
pub fn is_prompt(settings: &Settings, program: &Program, terminal: bool) -> bool {
    *program == Program::Stdin && (settings.interactive || terminal)
}
