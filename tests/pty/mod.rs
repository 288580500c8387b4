//! A program on a pseudo-terminal: type keys, wait for what the screen shows.
//!
//! Nothing here sleeps: [`Pty::wait`] waits for a screen, [`Pty::expect`] for a text in the stream, both until a
//! deadline, and then they show all there was. While no program reads keys one by one, the system echoes them:
//! a test waits for the first prompt before it types.

pub mod keys;
pub mod screen;

use std::fs::File;
use std::io::{Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use keys::ENTER;
use screen::{Cell, Screen};

const LIMIT: Duration = Duration::from_secs(20);

pub struct Pty {
    master: File,
    child: Child,
    output: Receiver<Vec<u8>>,
    /// What came so far, as it came.
    raw: Vec<u8>,
    /// The same without carriage returns and escape sequences.
    plain: Plain,
    /// How much of the plain text has been waited for.
    at: usize,
    screen: Screen,
}

/// How a terminal treats its keys.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// A program gets whole lines.
    pub lines: bool,
    /// Keys are shown as they are typed.
    pub echo: bool,
    /// Ctrl-C interrupts.
    pub signals: bool,
    /// Ends of lines are put at the left edge.
    pub returns: bool,
}

/// A terminal as a shell leaves it to a program.
pub const COOKED: Settings = Settings { lines: true, echo: true, signals: true, returns: true };

fn size(rows: u16, cols: u16) -> libc::winsize {
    libc::winsize { ws_row: rows, ws_col: cols, ws_xpixel: 0, ws_ypixel: 0 }
}

/// Both ends of a new pseudo-terminal.
fn open(rows: u16, cols: u16) -> (OwnedFd, OwnedFd) {
    let (mut master, mut slave) = (-1, -1);
    let size = size(rows, cols);
    let (no_name, no_settings) = (std::ptr::null_mut(), std::ptr::null_mut());
    // SAFETY: the two places are written by the call; the other arguments may be null or are read only.
    let opened = unsafe {
        libc::openpty(
            &raw mut master,
            &raw mut slave,
            no_name,
            no_settings,
            (&raw const size).cast_mut(),
        )
    };
    assert_eq!(opened, 0, "no pseudo-terminal: {}", std::io::Error::last_os_error());
    for end in [master, slave] {
        // SAFETY: sets a flag of a descriptor that is open. Children of other tests must not hold it.
        unsafe { libc::fcntl(end, libc::F_SETFD, libc::FD_CLOEXEC) };
    }
    // SAFETY: both were opened above and belong to nobody else.
    unsafe { (OwnedFd::from_raw_fd(master), OwnedFd::from_raw_fd(slave)) }
}

impl Pty {
    /// Starts a command whose standard streams and controlling terminal are a new pseudo-terminal.
    pub fn start(command: &mut Command) -> Pty {
        Pty::start_sized(command, 24, 100)
    }

    pub fn start_sized(command: &mut Command, rows: u16, cols: u16) -> Pty {
        let (master, slave) = open(rows, cols);
        let copy = || Stdio::from(slave.try_clone().expect("a descriptor can be duplicated"));
        command.stdin(copy()).stdout(copy()).stderr(copy());
        // SAFETY: only calls that are allowed between fork and exec: the child leads a session of its own,
        // whose terminal is its standard input.
        unsafe {
            command.pre_exec(|| {
                // Whoever runs the tests in the background has them ignored.
                for signal in [libc::SIGINT, libc::SIGQUIT, libc::SIGHUP] {
                    libc::signal(signal, libc::SIG_DFL);
                }
                let made = libc::setsid() >= 0 && libc::ioctl(0, libc::TIOCSCTTY, 0) >= 0;
                if made { Ok(()) } else { Err(std::io::Error::last_os_error()) }
            });
        }
        let child = command.spawn().expect("the program can be started");
        // The command keeps copies of the child's end, which has to be closed for the end to be seen.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        drop(slave);
        let master = File::from(master);
        let mut reader = master.try_clone().expect("a descriptor can be duplicated");
        let (send, output) = channel();
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            // An error is how a terminal says that nobody is at its other end.
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if send.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (raw, plain, screen) = (Vec::new(), Plain::default(), Screen::new(rows, cols));
        Pty { master, child, output, raw, plain, at: 0, screen }
    }

    /// The number of the process that was started.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Types some keys.
    pub fn keys(&mut self, keys: &str) {
        self.send(keys.as_bytes());
    }

    /// Types bytes that need not be text.
    pub fn send(&mut self, bytes: &[u8]) {
        self.master.write_all(bytes).expect("the terminal takes keys");
    }

    /// Types a line.
    pub fn line(&mut self, line: &str) {
        self.keys(line);
        self.keys(ENTER);
    }

    /// Types as people do: each key when the one before it has been seen to arrive.
    pub fn type_keys(&mut self, text: &str) {
        for key in keys::split(text) {
            self.take();
            let (before, cursor) = (self.screen.text(), self.screen.cursor());
            self.keys(key);
            let shown = key.chars().next().filter(|it| !it.is_control());
            self.wait(
                |it| {
                    let changed = it.cursor() != cursor || it.text() != before;
                    // At the left edge it is in the row above.
                    let echoed = it.cursor().1 == 0 || it.before_cursor() == shown;
                    changed && (shown.is_none() || echoed)
                },
                &format!("the echo of {key:?}"),
            );
        }
    }

    /// Types a line as people do.
    pub fn type_line(&mut self, line: &str) {
        self.type_keys(line);
        self.type_keys(ENTER);
    }

    /// Waits until the program has sent `text`, behind what was waited for before.
    pub fn expect(&mut self, text: &str) {
        let deadline = Instant::now() + LIMIT;
        loop {
            let seen = &self.plain.text[self.at..];
            if let Some(found) = memchr::memmem::find(seen, text.as_bytes()) {
                self.at += found + text.len();
                return;
            }
            self.more(deadline, &format!("waited for {text:?}"));
        }
    }

    /// Whether the program sends `text` before `limit` has passed, behind what was waited for before.
    pub fn sees(&mut self, text: &str, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(found) = memchr::memmem::find(&self.plain.text[self.at..], text.as_bytes())
            {
                self.at += found + text.len();
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(chunk) => self.receive(&chunk),
                Err(RecvTimeoutError::Timeout) => return false,
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("waited for {text:?}, but the program has ended;{}", self.picture())
                }
            }
        }
    }

    /// Waits for a screen: `what` it is, for people.
    pub fn wait(&mut self, mut holds: impl FnMut(&Screen) -> bool, what: &str) {
        let deadline = Instant::now() + LIMIT;
        while !(self.screen.is_settled() && holds(&self.screen)) {
            self.more(deadline, &format!("waited for {what}"));
        }
    }

    /// Waits until the last rows of the screen are these.
    pub fn wait_screen(&mut self, rows: &[&str]) {
        self.wait(
            |it| it.ends_with(rows),
            &format!("these rows at the end:\n{}\n", rows.join("\n")),
        );
    }

    pub fn wait_cursor(&mut self, row: usize, col: usize) {
        self.wait(|it| it.cursor() == (row, col), &format!("the cursor at {row}, {col}"));
    }

    /// Types a line and waits for what comes of it: `answer` stands in lines of its own.
    pub fn ask(&mut self, line: &str, answer: &str) {
        self.line(line);
        self.expect(&format!("\n{answer}"));
    }

    /// The screen with all that has arrived.
    pub fn view(&mut self) -> &Screen {
        self.take();
        &self.screen
    }

    /// The rows of the screen as one text.
    pub fn screen(&mut self) -> String {
        self.view().text()
    }

    /// Row and column, from 0.
    pub fn cursor(&mut self) -> (usize, usize) {
        self.view().cursor()
    }

    pub fn cell(&mut self, row: usize, col: usize) -> Cell {
        self.view().cell(row, col).expect("a place on the screen")
    }

    /// All bytes so far.
    pub fn raw(&mut self) -> &[u8] {
        self.take();
        &self.raw
    }

    /// How many bytes the program has sent so far.
    pub fn raw_len(&mut self) -> usize {
        self.raw().len()
    }

    /// Gives the terminal another size, as dragging the corner of its window does.
    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.take();
        self.screen.resize(rows, cols);
        let size = size(rows, cols);
        // SAFETY: the descriptor is open and the call reads one `winsize`.
        let set =
            unsafe { libc::ioctl(self.master.as_raw_fd(), libc::TIOCSWINSZ, &raw const size) };
        assert_eq!(set, 0, "no new size: {}", std::io::Error::last_os_error());
    }

    /// How the terminal treats its keys now.
    pub fn settings(&self) -> Settings {
        let mut settings = MaybeUninit::<libc::termios>::uninit();
        // SAFETY: the descriptor is open and the call writes one `termios`.
        let got = unsafe { libc::tcgetattr(self.master.as_raw_fd(), settings.as_mut_ptr()) };
        assert_eq!(got, 0, "no settings: {}", std::io::Error::last_os_error());
        // SAFETY: the call was successful and has written it.
        let settings = unsafe { settings.assume_init() };
        let local = |flag| settings.c_lflag & flag != 0;
        Settings {
            lines: local(libc::ICANON),
            echo: local(libc::ECHO),
            signals: local(libc::ISIG),
            returns: settings.c_oflag & libc::OPOST != 0,
        }
    }

    /// Waits until the terminal is in this mode, which no output announces: after something was waited for
    /// that comes shortly before or after.
    pub fn wait_settings(&mut self, wanted: Settings) {
        let deadline = Instant::now() + LIMIT;
        while self.settings() != wanted {
            assert!(Instant::now() < deadline, "the terminal stays {:?}", self.settings());
            thread::yield_now();
        }
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: i32) {
        let process = i32::try_from(self.child.id()).expect("a process id");
        // SAFETY: signals a child that has not been waited for.
        assert_eq!(unsafe { libc::kill(process, signal) }, 0, "the process is there");
    }

    /// Waits for the program to end. Its status; the negative number of the signal that ended it.
    pub fn status(&mut self) -> i32 {
        self.read_to_end();
        let status = self.child.wait().expect("the program was started here");
        status.code().unwrap_or_else(|| -status.signal().unwrap_or(0))
    }

    /// Waits for the program to end. Gives all it has written, as it came.
    pub fn finish_raw(mut self) -> String {
        self.read_to_end();
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Waits for the program to end. Gives all it has written without escape sequences, and the status.
    pub fn finish(mut self) -> (String, i32) {
        let status = self.status();
        (self.plain.lossy(), status)
    }

    fn read_to_end(&mut self) {
        let deadline = Instant::now() + LIMIT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(chunk) => self.receive(&chunk),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("did not end;{}", self.picture()),
            }
        }
    }

    /// Takes what has arrived.
    fn take(&mut self) {
        while let Ok(chunk) = self.output.try_recv() {
            self.receive(&chunk);
        }
    }

    /// Waits for more output; at the deadline, and at the end of the program, says what was waited for.
    fn more(&mut self, deadline: Instant, waited: &str) {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.output.recv_timeout(left) {
            Ok(chunk) => self.receive(&chunk),
            Err(RecvTimeoutError::Timeout) => panic!("{waited};{}", self.picture()),
            Err(RecvTimeoutError::Disconnected) => {
                panic!("{waited}, but the program has ended;{}", self.picture())
            }
        }
    }

    fn receive(&mut self, chunk: &[u8]) {
        self.raw.extend(chunk);
        self.plain.feed(chunk);
        let answer = self.screen.feed(chunk);
        if !answer.is_empty() {
            // A program that has asked and ended does not hear it.
            let _ = self.master.write_all(answer.as_bytes());
        }
    }

    fn picture(&self) -> String {
        let stream = String::from_utf8_lossy(&self.raw);
        let tail: String =
            stream.chars().skip(stream.chars().count().saturating_sub(600)).collect();
        format!(" the screen shows:\n{}\nlast came {tail:?}", self.screen.picture())
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that has failed leaves nobody behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The text without carriage returns and without sequences that move the cursor or set colours.
#[derive(Default)]
struct Plain {
    text: Vec<u8>,
    state: State,
}

#[derive(Default, Clone, Copy)]
enum State {
    #[default]
    Text,
    Escape,
    /// Up to the letter that ends it.
    Sequence,
}

impl Plain {
    fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.state = match (self.state, byte) {
                (State::Text, b'\x1b') => State::Escape,
                (State::Escape, b'[') => State::Sequence,
                (State::Sequence, b'@'..=b'~') => State::Text,
                (State::Sequence, _) => State::Sequence,
                (State::Text | State::Escape, _) => {
                    if byte != b'\r' {
                        self.text.push(byte);
                    }
                    State::Text
                }
            };
        }
    }

    fn lossy(&self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }
}
