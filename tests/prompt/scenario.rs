//! Scenarios of the editor as tables: what is pressed, and what the screen shows then.

use std::path::Path;
use std::process::Command;

use super::pty::Pty;
use super::pty::keys::{paste, split};
use super::{first_prompt, home, taipan};

pub enum Step {
    /// Keys as a person presses them: each when the one before it is seen.
    Type(&'static str),
    /// Keys all at once, or such as change nothing that is seen.
    Send(&'static str),
    Paste(&'static str),
    /// The last rows.
    See(&'static [&'static str]),
    /// The cursor's row and column.
    At(usize, usize),
    /// Somewhere on the screen.
    Has(&'static str),
    /// Nowhere on the screen.
    Lacks(&'static str),
    /// Keys typed for which the program sends no more than so many bytes each.
    Cheap(&'static str, usize),
    /// The terminal gets so many rows and columns.
    Resize(u16, u16),
    /// The program ends with that status.
    Ends(i32),
}

pub use Step::{At, Cheap, Ends, Has, Lacks, Paste, Resize, See, Send, Type};

pub type Scenario = (&'static str, &'static [Step]);

/// Plays each scenario on a terminal of its own, all with a home of their own. `size`: rows and columns.
pub fn play_sized(subject: &str, size: (u16, u16), scenarios: &[Scenario]) {
    play_with(subject, size, |_, _| (), scenarios);
}

/// `prepare` gets the command and its home first.
pub fn play_with(
    subject: &str,
    size: (u16, u16),
    prepare: impl Fn(&mut Command, &Path) + std::panic::RefUnwindSafe,
    scenarios: &[Scenario],
) {
    let mut wrong = Vec::new();
    for (number, (name, steps)) in scenarios.iter().enumerate() {
        let played = std::panic::catch_unwind(|| {
            let name = format!("{subject}-{number}");
            let mut command = taipan(&name);
            prepare(&mut command, &home(&name));
            let mut pty = first_prompt(Pty::start_sized(command.arg("-q"), size.0, size.1));
            steps.iter().for_each(|it| step(&mut pty, it));
        });
        if let Err(why) = played {
            let text = why.downcast_ref::<&str>().map(|it| (*it).to_owned());
            let why = why.downcast_ref::<String>().cloned().or(text).unwrap_or_default();
            wrong.push(format!("{name}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

pub fn play(subject: &str, scenarios: &[Scenario]) {
    play_sized(subject, (24, 80), scenarios);
}

fn step(pty: &mut Pty, step: &Step) {
    match step {
        Type(keys) => pty.type_keys(keys),
        Send(keys) => pty.keys(keys),
        Paste(text) => pty.keys(&paste(text)),
        See(rows) => pty.wait_screen(rows),
        At(row, col) => pty.wait_cursor(*row, *col),
        Has(text) => pty.wait(|it| it.text().contains(text), &format!("{text:?}")),
        Lacks(text) => pty.wait(|it| !it.text().contains(text), &format!("no {text:?}")),
        Cheap(keys, most) => {
            let before = pty.raw_len();
            pty.type_keys(keys);
            let (sent, count) = (pty.raw_len() - before, split(keys).len());
            assert!(sent <= count * most, "{count} keys took {sent} bytes");
        }
        Resize(rows, cols) => pty.resize(*rows, *cols),
        Ends(status) => assert_eq!(pty.status(), *status),
    }
}
