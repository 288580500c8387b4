//! The screens that README shows: played, and compared with what it says.

use super::pty::Pty;
use super::pty::keys::{CTRL_R, DOWN, ENTER, TAB, UP};
use super::{first_prompt, taipan};

/// The screen from the last prompt with `first` behind it on, as README has it: indented, a block for the cursor.
fn shown(pty: &mut Pty, first: &str) -> String {
    let (row, col) = pty.cursor();
    let mut rows = pty.view().rows();
    let from =
        rows.iter().rposition(|it| it.starts_with(first)).expect("the scene is on the screen");
    if let Some(line) = rows.get_mut(row)
        && col >= line.chars().count()
    {
        let gap = col - line.chars().count();
        line.push_str(&format!("{}\u{2588}", " ".repeat(gap)));
    }
    // The number of a process is another each time.
    for row in &mut rows {
        if let Some(at) = row.find("process ").filter(|_| row.ends_with(" now")) {
            row.replace_range(at.., "process 4242 now");
        }
    }
    let line = |it: &String| if it.is_empty() { "\n".to_owned() } else { format!("    {it}\n") };
    rows[from..].iter().map(line).collect()
}

#[test]
fn readme_shows_what_the_screen_shows() {
    let mut pty = first_prompt(Pty::start_sized(
        taipan("recording").arg("-q").env("HOME", "/nonexistent"),
        30,
        76,
    ));
    let mut scenes = Vec::new();
    for line in
        ["def area(width, height=2, *, unit='cm'):", "if width < 0:", "raise ValueError(width)"]
    {
        pty.type_line(line);
    }
    pty.type_keys("return f'{width * height} {unit}²'");
    scenes.push((
        "A block is one text: the arrows move in it, Enter in its middle adds a line",
        shown(&mut pty, ">>> def"),
    ));
    pty.type_keys(ENTER);
    pty.type_keys(ENTER);
    pty.wait_screen(&["...", ">>>"]);

    pty.type_keys("area(3, hei");
    scenes
        .push(("While a call is typed, what it takes stands below", shown(&mut pty, ">>> area(")));
    pty.keys(TAB);
    pty.wait(|it| it.rows().iter().any(|it| it.ends_with("height=")), "the argument");
    pty.type_keys("5)");
    pty.keys(ENTER);
    pty.wait_screen(&["'15 cm²'", ">>>"]);

    pty.line("import itertools");
    pty.wait_screen(&[">>> import itertools", ">>>"]);
    pty.type_keys("itertools.com");
    pty.keys(TAB);
    pty.wait(|it| it.text().contains("compress"), "the candidates");
    pty.keys(TAB);
    pty.wait(|it| it.text().contains(">>> itertools.combinations\n"), "the first candidate");
    scenes.push((
        "Tab completes; another Tab goes through the candidates",
        shown(&mut pty, ">>> itertools"),
    ));
    pty.keys("\x03");
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);

    pty.keys(CTRL_R);
    pty.keys("raise");
    pty.wait(|it| it.text().contains("(r-search `raise') def area"), "the block");
    scenes.push(("Ctrl-R finds a block whole", shown(&mut pty, "(r-search")));
    pty.keys("\x07");
    pty.wait_screen(&["KeyboardInterrupt", ">>>"]);

    pty.line("prices = {'tea': 3, 'milk': 2}");
    pty.wait_screen(&[">>> prices = {'tea': 3, 'milk': 2}", ">>>"]);
    pty.line("prices.clear()");
    pty.wait_screen(&[">>> prices.clear()", ">>>"]);
    pty.line("%undo");
    pty.wait(|it| it.text().contains("%undo\n") && it.ends_with(&[">>>"]), "the undo");
    pty.line("prices");
    pty.wait_screen(&[">>> prices", "{'tea': 3, 'milk': 2}", ">>>"]);
    scenes.push((
        "What an input has done to the session can be undone",
        shown(&mut pty, ">>> prices = "),
    ));
    // Up and down again: the input itself is where the walk ends.
    pty.keys(UP);
    pty.keys(DOWN);
    pty.keys("\x04");
    assert_eq!(pty.status(), 0);

    let recording: String = scenes.iter().map(|it| format!("{}:\n\n{}\n", it.0, it.1)).collect();
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&recording), "README is to show:\n{recording}");
}
