//! The history file: entries at its end, one write each, and what other sessions have written since.
//!
//! An entry ends with a line feed; a line feed inside it is written as carriage return and line feed. All
//! writing is done under a lock on the file, and nothing that stands in it is ever written again, except
//! when it has grown too big: then a new file takes its place, and sessions notice that by its number.
//!
//! Reference: Python Setup and Usage, "Command line and environment", `PYTHON_HISTORY`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::ops::Range;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// A file with more is made smaller.
const MOST_ENTRIES: usize = 200_000;
const MOST_BYTES: u64 = 32 << 20;

/// What then stays.
const KEPT_ENTRIES: usize = 100_000;
const KEPT_BYTES: usize = 16 << 20;

/// How long to wait for a session that holds the file and may have been stopped.
const PATIENCE: Duration = Duration::from_millis(200);

/// How much of the file's end is compared before what follows it is taken for new.
const TAIL: usize = 64;

pub struct Storage {
    path: PathBuf,
    seen: Option<Seen>,
}

/// How far the file has been read.
struct Seen {
    identity: (u64, u64),
    changed: (i64, i64),
    end: u64,
    /// What stands before the end: a program that writes the whole file anew leaves something else there.
    tail: Vec<u8>,
}

/// What reading has brought, as the file has it.
pub enum News {
    Nothing,
    /// Behind what was read before.
    More(String),
    /// In place of what was read before.
    All(String),
}

/// An input as the file has it.
pub fn encode(input: &str) -> Cow<'_, str> {
    if input.contains(['\n', '\r']) {
        input.replace("\r\n", "\n").replace(['\n', '\r'], "\r\n").into()
    } else {
        input.into()
    }
}

/// An input as it was typed.
pub fn decode(entry: &str) -> Cow<'_, str> {
    if entry.contains('\r') { entry.replace('\r', "").into() } else { entry.into() }
}

/// Where the entries of `text` are, from `from` on; blank ones are left out.
pub fn entries(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr_iter(b'\n', &bytes[from..]).map(move |it| from + it);
    let mut start = from;
    // The last one may have been cut off.
    ends.chain([bytes.len()]).filter_map(move |end| {
        let goes_on = end > start && bytes[end - 1] == b'\r' && end < bytes.len();
        if goes_on {
            return None;
        }
        let entry = start..start + text[start..end].trim_end_matches(['\r', '\n']).len();
        start = (end + 1).min(bytes.len());
        let first = *bytes.get(entry.start)?;
        let blank = first <= b' ' && text[entry.clone()].trim().is_empty();
        (!blank && !entry.is_empty()).then_some(entry)
    })
}

impl Storage {
    pub fn new(path: PathBuf) -> Storage {
        Storage { path, seen: None }
    }

    /// Writes an entry behind all others, unless it is the last one already.
    pub fn append(&self, entry: &str) -> io::Result<()> {
        let (file, locked) = self.open_to_write()?;
        let size = file.metadata()?.len();
        // The entry, the ends of lines around it, and what says that the first of them is not inside an entry.
        let tail = read_from(&file, size.saturating_sub(entry.len() as u64 + 3), size)?;
        let text = tail.strip_suffix(b"\n");
        if let Some(before) = text.and_then(|it| it.strip_suffix(entry.as_bytes()))
            && (before.is_empty() || before.ends_with(b"\n") && !before.ends_with(b"\r\n"))
        {
            return Ok(());
        }
        // Somebody was killed while writing: what there is of it is an entry.
        let repair = match &tail[..] {
            [] => "",
            [.., b'\r', b'\n'] => "\n",
            [.., b'\n'] => "",
            [.., b'\r'] => "\n\n",
            _ => "\n",
        };
        let line = format!("{repair}{entry}\n");
        match (&file).write(line.as_bytes()) {
            Ok(written) if written == line.len() => Ok(()),
            result => {
                if locked {
                    // Half an entry is none. If that fails too, the next one repairs it.
                    let _ = file.set_len(size);
                }
                Err(result.err().unwrap_or_else(|| io::ErrorKind::StorageFull.into()))
            }
        }
    }

    /// What has been written since the last time, by whomever.
    pub fn read(&mut self) -> io::Result<News> {
        if let Some(seen) = &self.seen {
            let now = fs::metadata(&self.path)?;
            if identity(&now) == seen.identity
                && changed(&now) == seen.changed
                && now.len() == seen.end
            {
                return Ok(News::Nothing);
            }
        }
        // Without waiting: what is there may be a pipe.
        let file = OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(&self.path)?;
        regular(&file)?;
        wait_for(|| file.try_lock_shared());
        let facts = file.metadata()?;
        let size = facts.len();
        if let Some(seen) = &mut self.seen
            && seen.identity == identity(&facts)
            && seen.end <= size
        {
            let mut bytes = read_from(&file, seen.end - seen.tail.len() as u64, size)?;
            if bytes.starts_with(&seen.tail) {
                let old = seen.tail.len();
                seen.tail = bytes[bytes.len().saturating_sub(TAIL)..].to_vec();
                seen.end = size;
                seen.changed = changed(&facts);
                bytes.drain(..old);
                return Ok(News::More(text(bytes)));
            }
        }
        let bytes = newest(&file, size)?;
        let tail = bytes[bytes.len().saturating_sub(TAIL)..].to_vec();
        let mut all = text(bytes);
        let identity = identity(&facts);
        self.seen = Some(Seen { identity, changed: changed(&facts), end: size, tail });
        if size > MOST_BYTES || entries(&all, 0).count() > MOST_ENTRIES {
            drop(file);
            // What cannot be made smaller stays.
            if let Ok((seen, kept)) = self.compact() {
                self.seen = Some(seen);
                all = kept;
            }
        }
        Ok(News::All(all))
    }

    /// Puts a file with the newest entries in the place of the one there is. Whoever is killed meanwhile has
    /// changed nothing: the new file takes the old one's name once it is whole.
    fn compact(&self) -> io::Result<(Seen, String)> {
        let (file, locked) = self.open_to_write()?;
        if !locked {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let facts = file.metadata()?;
        let all = text(newest(&file, facts.len())?);
        let mut met = HashSet::new();
        let mut bytes = 0;
        let mut kept = Vec::new();
        for entry in entries(&all, 0).collect::<Vec<_>>().into_iter().rev() {
            let entry = &all[entry];
            if met.insert(entry) {
                bytes += entry.len() + 1;
                if bytes > KEPT_BYTES || kept.len() == KEPT_ENTRIES {
                    break;
                }
                kept.push(entry);
            }
        }
        kept.reverse();
        let mut text = kept.join("\n");
        text.push('\n');
        // A link keeps leading to the file.
        let path = fs::canonicalize(&self.path)?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let new = path.with_file_name(name);
        let replace = || -> io::Result<Metadata> {
            // One that was left behind; nobody writes it now, for that needs the lock.
            let _ = fs::remove_file(&new);
            let mut file =
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
            let made = file.metadata()?;
            if (made.uid(), made.gid()) != (facts.uid(), facts.gid()) {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            file.write_all(text.as_bytes())?;
            file.set_permissions(facts.permissions())?;
            file.sync_all()?;
            fs::rename(&new, &path)?;
            file.metadata()
        };
        let made = replace().inspect_err(|_| drop(fs::remove_file(&new)))?;
        let tail = text.as_bytes()[text.len().saturating_sub(TAIL)..].to_vec();
        let (identity, changed) = (identity(&made), changed(&made));
        Ok((Seen { identity, changed, end: text.len() as u64, tail }, text))
    }

    /// The file, which is made if there is none, and whether it is locked.
    fn open_to_write(&self) -> io::Result<(File, bool)> {
        loop {
            let mut options = OpenOptions::new();
            options.read(true).append(true).create(true).mode(0o600);
            let file = options.custom_flags(libc::O_NONBLOCK).open(&self.path)?;
            regular(&file)?;
            let locked = wait_for(|| file.try_lock());
            // Another one may have taken its place until it could be locked.
            if is_at(&file, &self.path)? {
                return Ok((file, locked));
            }
        }
    }
}

/// Pipes and devices keep no history.
fn regular(file: &File) -> io::Result<()> {
    if file.metadata()?.is_file() { Ok(()) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(there) => Ok(identity(&there) == identity(&file.metadata()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn identity(facts: &Metadata) -> (u64, u64) {
    (facts.dev(), facts.ino())
}

fn changed(facts: &Metadata) -> (i64, i64) {
    (facts.mtime(), facts.mtime_nsec())
}

/// Whether there was a lock to get, in time. Some file systems have none.
fn wait_for(lock: impl Fn() -> Result<(), TryLockError>) -> bool {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match lock() {
            Ok(()) => return true,
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                thread::sleep(Duration::from_millis(1));
            }
            Err(_) => return false,
        }
    }
}

fn read_from(file: &File, start: u64, end: u64) -> io::Result<Vec<u8>> {
    // Both are bounded by what is read at all.
    let mut bytes = vec![0; usize::try_from(end - start).unwrap_or(0)];
    file.read_exact_at(&mut bytes, start)?;
    Ok(bytes)
}

/// The file, or as much of its end as is of use.
fn newest(file: &File, size: u64) -> io::Result<Vec<u8>> {
    let start = size.saturating_sub(MOST_BYTES);
    let mut bytes = read_from(file, start, size)?;
    if start > 0 {
        let first = memchr::memchr(b'\n', &bytes).map_or(0, |it| it + 1);
        bytes.drain(..first);
    }
    Ok(bytes)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned())
}
