//! The configuration: what is read, and what is said of mistakes.

use rustyline::{KeyCode, Modifiers};

use super::*;

/// What a file with this text says; what is wrong comes without the file's name.
fn read(text: &str) -> (Config, Vec<String>) {
    let commands = &["submit", "undo"];
    let mut reader = Reader {
        config: Config::on(Background::Dark),
        background: Background::Dark,
        commands,
        problems: vec![],
    };
    reader.read(text);
    reader.problems.sort_by_key(|it| it.0);
    let line = |at: usize| text.as_bytes()[..at].iter().filter(|it| **it == b'\n').count() + 1;
    let problems = reader.problems.iter().map(|(at, it)| format!("{}: {it}", line(*at)));
    (reader.config, problems.collect())
}

#[test]
fn everything_can_be_said() {
    let (config, problems) = read(
        r##"
theme = "light"
edit-mode = "vi"
suggestions = false
pretty = true
fold = 1_000
undo = 0
signatures = false
pager = "less -R"
colours.prompt = "bold green"

[keys]
"ctrl-x ctrl-u" = "undo"
f5 = "submit"
alt-enter = "none"
"##,
    );
    assert_eq!(problems, [""; 0]);
    let mut theme = Theme::coloured(Background::Light);
    theme.set(Style::Prompt, "\x1b[1;32m".into());
    let ctrl = |it| KeyEvent(KeyCode::Char(it), Modifiers::CTRL);
    let wanted = Config {
        theme,
        vi: true,
        suggestions: false,
        pretty: true,
        fold: 1000,
        undo: 0,
        signatures: false,
        pager: Some("less -R".to_owned()),
        keys: vec![
            (vec![KeyEvent(KeyCode::Enter, Modifiers::ALT)], "none".to_owned()),
            (vec![ctrl('X'), ctrl('U')], "undo".to_owned()),
            (vec![KeyEvent(KeyCode::F(5), Modifiers::NONE)], "submit".to_owned()),
        ],
    };
    assert_eq!(config, wanted);
    assert_eq!(read(""), (Config::on(Background::Dark), vec![]));
}

#[test]
fn colours() {
    let (config, problems) =
        read("colours = { string = 208, number = '#0000ff', hint = 'none' }\ntheme = 'none'");
    assert_eq!(problems, [""; 0]);
    assert_eq!(config.theme.code(Style::String), "\x1b[38;5;208m");
    assert_eq!(config.theme.code(Style::Number), "\x1b[38;2;0;0;255m");
    assert_eq!(config.theme.code(Style::Hint), "");
    assert_eq!(config.theme.code(Style::Keyword), "");
    assert_eq!(read("theme = 'auto'").0.theme, Theme::coloured(Background::Dark));
}

#[test]
fn what_is_wrong_is_told_and_the_rest_counts() {
    let text = r##"theme = "blue"
edit_mode = "vi"
edit-mode = 5
pretty = "yes"
fold = -1
undo = 1.5
pager = ["less"]
suggestions = false
[colours]
promt = "red"
string = "reddish"
number = 300
comment = true
hint = "cyan"
[keys]
"ctrl-y" = "undoo"
"hyper-z" = "undo"
"ctrl-z" = 1
f6 = "undo"
"##;
    let (config, problems) = read(text);
    let wanted = [
        "1: theme has to be \"auto\", \"dark\", \"light\" or \"none\", not \"blue\"",
        "2: no setting is called \"edit_mode\"; there are theme, colours, edit-mode, suggestions, pretty, fold, \
         undo, signatures, pager, keys",
        "3: edit-mode has to be \"emacs\" or \"vi\", not 5",
        "4: pretty has to be true or false, not \"yes\"",
        "5: fold has to be a number from 0 up, not -1",
        "6: undo has to be a number from 0 up, not 1.5",
        "7: pager has to be a string, not a list",
        "10: nothing with a colour is called \"promt\"; there are keyword, builtin, definition, string, number, \
         comment, bracket, prompt, hint, selected, match, error",
        "11: string: \"reddish\" is neither a colour (a name, 0 to 255, #rrggbb) nor one of bold, dim, italic, \
         underline, reverse, none",
        "12: number: \"300\" is neither a colour (a name, 0 to 255, #rrggbb) nor one of bold, dim, italic, \
         underline, reverse, none",
        "13: comment has to be a string or a number from 0 to 255, not true",
        "16: no command is called \"undoo\"; there are none, submit, undo",
        "17: \"hyper\" in \"hyper-z\" is none of ctrl, alt, shift",
        "18: ctrl-z has to be the name of a command, not 1",
    ];
    assert_eq!(problems, wanted);
    assert!(!config.suggestions && !config.pretty);
    assert_eq!(config.theme.code(Style::Hint), "\x1b[36m");
    assert_eq!(config.keys, [(vec![KeyEvent(KeyCode::F(6), Modifiers::NONE)], "undo".to_owned())]);
}

#[test]
fn what_is_no_toml_is_told_and_the_rest_counts() {
    let (config, problems) = read("pretty = tru\nfold = 7\nkeys = 3\ncolours = 4\n");
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].starts_with("1: ") && !problems[0].contains('\n'), "{problems:?}");
    assert_eq!(problems[1], "3: keys has to be a table, not 3");
    assert_eq!(problems[2], "4: colours has to be a table, not 4");
    assert_eq!(config.fold, 7);
    for text in ["[", "]", "= =", "a = \"", "\u{0}", "fold = 1\nfold = 2", "x = 'é", "[keys"] {
        let (_, problems) = read(text);
        assert!(!problems.is_empty(), "{text:?}");
    }
}

#[test]
fn places() {
    let path = |it: &str| Some(PathBuf::from(it));
    assert_eq!(file(path("/x"), path("/h")), path("/x/taipan/config.toml"));
    assert_eq!(file(path("x"), path("/h")), path("/h/.config/taipan/config.toml"));
    assert_eq!(file(None, path("/h")), path("/h/.config/taipan/config.toml"));
    assert_eq!(file(None, None), None);
}

#[test]
fn files() {
    let folder = env::temp_dir().join(format!("taipan-config-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    let path = folder.join("config.toml");
    let read = || Config::read(&path, Background::Unknown, &[]);
    assert_eq!(read(), (Config::default(), vec![]));
    fs::write(&path, "\nfold = 'x'\npretty = true").expect("a file");
    let name = path.display();
    let (config, problems) = read();
    assert_eq!(problems, [format!("{name}:2: fold has to be a number from 0 up, not \"x\"")]);
    assert!(config.pretty);
    fs::write(&path, b"\xff").expect("a file");
    assert_eq!(read().1, [format!("{name}: not UTF-8")]);
    fs::remove_file(&path).expect("it was there");
    fs::create_dir(&path).expect("a folder");
    assert_eq!(read().1, [format!("{name}: Is a directory")]);
    let _ = fs::remove_dir_all(&folder);
    // Nothing of the environment, nothing of its file.
    assert_eq!(Config::load(true, &[]), (Config::default(), vec![]));
}

#[test]
fn any_text() {
    let pieces = [
        "theme",
        "colours",
        "keys",
        "fold",
        "=",
        "=",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "'",
        "\"",
        "\n",
        "\n",
        ".",
        ",",
        "#",
        "é",
        "🐍",
        "\\",
        "\\u",
        "1",
        "-",
        "0x",
        "true",
        "ctrl-",
        "\"\"\"",
        "\r",
        "\u{feff}",
        " ",
        "1e9",
        "1979-05-27",
        "99999999999999999999",
        "string",
        "undo",
        "\0",
    ];
    let mut seed = 7u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    for _ in 0..20_000 {
        let text: String = (0..next(12)).map(|_| pieces[next(pieces.len())]).collect();
        let (_, problems) = read(&text);
        assert!(problems.iter().all(|it| !it.contains('\n')), "{text:?}: {problems:?}");
    }
}
