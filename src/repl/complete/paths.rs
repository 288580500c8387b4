//! Files, for strings.

use std::path::{Path, PathBuf};

/// Offset of the last part of the path in `partial`, and what it can be; folders end in `/`.
pub fn complete(partial: &str) -> (usize, Vec<String>) {
    let offset = partial.rfind('/').map_or(0, |it| it + 1);
    let (folder, start) = partial.split_at(offset);
    // A lone word in a string is hardly ever a file.
    if folder.is_empty() && start.is_empty() {
        return (offset, vec![]);
    }
    let mut found: Vec<String> = entries(&expanded(folder))
        .into_iter()
        .filter(|it| it.starts_with(start) && (!it.starts_with('.') || start.starts_with('.')))
        .collect();
    found.sort();
    (offset, found)
}

fn expanded(folder: &str) -> PathBuf {
    match folder.strip_prefix("~/") {
        Some(rest) => match std::env::var_os("HOME") {
            Some(home) => PathBuf::from(home).join(rest),
            None => PathBuf::from(folder),
        },
        None if folder.is_empty() => PathBuf::from("."),
        None => PathBuf::from(folder),
    }
}

fn entries(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return vec![] };
    let name = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let is_folder = entry.path().is_dir();
        Some(if is_folder { format!("{name}/") } else { name })
    };
    entries.flatten().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_folder() {
        let folder = std::env::temp_dir().join(format!("taipan-paths-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inner")).expect("a folder");
        std::fs::write(folder.join("index.txt"), "").expect("a file");
        let text = format!("{}/in", folder.display());
        let (offset, found) = complete(&text);
        assert_eq!(&text[offset..], "in");
        assert_eq!(found, ["index.txt", "inner/"]);
        assert!(complete("").1.is_empty());
        std::fs::remove_dir_all(folder).expect("it was made above");
    }
}
