//! The scripts in `completions/` are what the options table gives.
//!
//! `TAIPAN_WRITE_COMPLETIONS=1 cargo test --test completions` writes them anew.

use std::path::Path;

use clap_complete::{Shell, generate};
use taipan::cli::options;

/// Each shell's script and the name under which the shell finds it.
const SCRIPTS: [(Shell, &str); 5] = [
    (Shell::Bash, "taipan.bash"),
    (Shell::Zsh, "_taipan"),
    (Shell::Fish, "taipan.fish"),
    (Shell::PowerShell, "_taipan.ps1"),
    (Shell::Elvish, "taipan.elv"),
];

fn script(shell: Shell) -> String {
    let mut text = Vec::new();
    generate(shell, &mut options::completed(), "taipan", &mut text);
    String::from_utf8(text).expect("scripts are text")
}

#[test]
fn scripts_follow_the_options() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, name) in SCRIPTS {
        let (path, expected) = (folder.join(name), script(shell));
        if std::env::var_os("TAIPAN_WRITE_COMPLETIONS").is_some() {
            std::fs::write(&path, &expected).expect("the folder can be written to");
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == expected,
            "completions/{name} is not what the options give: see the head of this test"
        );
    }
}
