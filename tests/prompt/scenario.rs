//! Scenarios of the editor as tables: what is pressed, and what the screen shows then.

use super::pty::Pty;
use super::pty::keys::paste;
use super::{first_prompt, taipan};

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
}

pub use Step::{At, Paste, See, Send, Type};

pub type Scenario = (&'static str, &'static [Step]);

/// Plays each scenario on a terminal of its own, all with a home of their own. `size`: rows and columns.
pub fn play_sized(subject: &str, size: (u16, u16), scenarios: &[Scenario]) {
    let mut wrong = Vec::new();
    for (number, (name, steps)) in scenarios.iter().enumerate() {
        let played = std::panic::catch_unwind(|| {
            let mut command = taipan(&format!("{subject}-{number}"));
            let mut pty = first_prompt(Pty::start_sized(command.arg("-q"), size.0, size.1));
            steps.iter().for_each(|it| step(&mut pty, it));
        });
        if let Err(why) = played {
            let why = why.downcast_ref::<String>().cloned().unwrap_or_default();
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
    }
}
