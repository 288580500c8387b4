//! Run a program to its end or to a time limit, and hold what it wrote.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a program left behind. `status` is negative for a signal, as in Python's `subprocess`.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub status: Option<i32>,
}

/// `status` stays `None` when the limit was reached and the program was killed.
pub fn run(command: &mut Command, limit: Duration) -> std::io::Result<Ran> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let out = drain(child.stdout.take());
    let err = drain(child.stderr.take());
    let status = wait(&mut child, limit)?;
    Ok(Ran { out: text(out), err: text(err), status })
}

fn drain<R: Read + Send + 'static>(pipe: Option<R>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut all = Vec::new();
        if let Some(mut pipe) = pipe {
            // What could be read before an error is still worth comparing.
            let _ = pipe.read_to_end(&mut all);
        }
        all
    })
}

fn text(reader: thread::JoinHandle<Vec<u8>>) -> String {
    String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned()
}

fn wait(child: &mut Child, limit: Duration) -> std::io::Result<Option<i32>> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        if let Some(status) = child.try_wait()? {
            use std::os::unix::process::ExitStatusExt;
            return Ok(status.code().or_else(|| status.signal().map(|signal| -signal)));
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}
