//! An input in the editor that `$VISUAL` or `$EDITOR` names.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::process::Command;

/// A file of our own, for the time of editing.
struct Draft(PathBuf);

impl Draft {
    fn new(text: &str) -> std::io::Result<Draft> {
        let folder = std::env::temp_dir();
        let process = std::process::id();
        let mut number = 0;
        loop {
            let path = folder.join(format!("taipan-{process}-{number}.py"));
            // Nobody else is to read it, or to have put something in its place.
            let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
            match opened {
                Ok(mut file) => {
                    let draft = Draft(path);
                    file.write_all(text.as_bytes())?;
                    return Ok(draft);
                }
                Err(error)
                    if error.kind() == std::io::ErrorKind::AlreadyExists && number < 1000 =>
                {
                    number += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Somebody else may have taken it away.
        let _ = fs::remove_file(&self.0);
    }
}

/// Lets the editor change the text: the new text, `None` if the editor says that it failed, or why it could not
/// be asked. The terminal has to be in the mode that programs expect.
pub fn edit(text: &str) -> Result<Option<String>, String> {
    let named = |name| std::env::var(name).ok().filter(|it: &String| !it.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let draft =
        Draft::new(&format!("{text}\n")).map_err(|it| format!("no file for the editor: {it}"))?;
    // The variable may hold arguments, which the shell is to take apart.
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("{editor} \"$1\"")).arg(&editor).arg(&draft.0);
    let status = command.status().map_err(|it| format!("{editor}: {it}"))?;
    if !status.success() {
        return match status.code() {
            Some(126 | 127) => Err(format!("{editor}: cannot be run")),
            _ => Ok(None),
        };
    }
    let edited =
        fs::read(&draft.0).map_err(|it| format!("the edited text cannot be read: {it}"))?;
    let edited = String::from_utf8_lossy(&edited).replace("\r\n", "\n");
    Ok(Some(edited.trim_end_matches('\n').to_owned()))
}
