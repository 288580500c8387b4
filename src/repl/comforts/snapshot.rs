//! `%undo`: the session as it was before an input.
//!
//! Before each input that somebody has typed, the process makes a copy of itself, which waits and costs
//! what the session changes from then on. `%undo` lets a copy go on in the place of the session. The process that
//! was started stays behind and does nothing but hand on signals and the status at the end, so `os.getpid()`
//! is another then, and memory of what was undone is given back when the session ends. What is outside of the
//! process stays as it is: files and what was read or written of them, the network, other processes, what is on
//! the screen, the history.
//!
//! No copy is made while more input waits (a program types), with more than 256 MB of memory, with threads of
//! the program, or with pipes and sockets of the program open: the other end would not see them closed. The
//! next `%undo` goes back further then, and says so.
//!
//! Cost of a copy, measured: 0.8 ms before an input of a session that has 9 MB, 2 ms at 23 MB, 9 ms at 132 MB: two
//! forks, which grow with the memory. What the session changes afterwards is copied page by page.

use std::cell::{Cell, RefCell};
use std::collections::{HashSet, VecDeque};
use std::fs;
use std::io::IoSlice;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::UnixStream;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

use crate::object::process::{self, Copied};

/// Memory that is still copied.
const MEMORY: u64 = 256 << 20;

const GO_ON: u8 = b'w';
const LEAVE: u8 = b'q';

/// Whether this is the session that goes on, or a copy that was let go on.
#[derive(PartialEq, Eq, Debug, Clone, Copy)]
pub enum Taken {
    Here,
    /// A copy, by which so many inputs were undone.
    Woken(usize),
}

struct Snapshot {
    channel: UnixStream,
    /// Inputs that have run since it was taken.
    inputs: usize,
}

pub struct Snapshots {
    depth: usize,
    /// The oldest first.
    kept: RefCell<VecDeque<Snapshot>>,
    /// Why there are no more.
    off: RefCell<Option<String>>,
    /// Why there was none for the last input.
    skipped: Cell<Option<&'static str>>,
    /// Threads that are not the program's, once that was found out.
    threads: Cell<Option<usize>>,
    /// Pipes and sockets that are not the program's.
    own: RefCell<Option<HashSet<i32>>>,
}

impl Snapshots {
    pub fn new(depth: usize) -> Snapshots {
        let off = (rustix::process::getpid().is_init()).then(|| {
            "taipan is the first process of this system, whose copies it would have to bury"
                .to_owned()
        });
        Snapshots {
            depth,
            kept: RefCell::default(),
            off: RefCell::new(off),
            skipped: Cell::default(),
            threads: Cell::default(),
            own: RefCell::default(),
        }
    }

    /// Takes a snapshot before an input runs.
    pub fn take(&self) -> Taken {
        if self.depth == 0 || self.off.borrow().is_some() {
            return Taken::Here;
        }
        let taken = self.taken();
        if taken == Taken::Here {
            self.kept.borrow_mut().iter_mut().for_each(|it| it.inputs += 1);
        }
        taken
    }

    fn taken(&self) -> Taken {
        self.skipped.set(self.obstacle());
        // Nothing is asked of the system before the first input, so that the prompt is there the sooner; what
        // there is by then is the prompt's.
        if self.own.borrow().is_none() {
            self.threads.set(Some(threads()));
            *self.own.borrow_mut() = Some(pipes_and_sockets());
        }
        if self.skipped.get().is_some() {
            return Taken::Here;
        }
        let Ok((ours, theirs)) = UnixStream::pair() else { return Taken::Here };
        match process::copy() {
            Ok(Copied::Original) => {
                self.kept.borrow_mut().push_back(Snapshot { channel: ours, inputs: 0 });
                if self.kept.borrow().len() > self.depth {
                    let oldest = self.kept.borrow_mut().pop_front();
                    dismiss(oldest.iter());
                }
                Taken::Here
            }
            Ok(Copied::Copy(deaf)) => {
                drop(ours);
                process::forget_channel();
                let Some((undone, proxy)) = wait(&theirs) else { process::leave(0) };
                drop(theirs);
                process::stand_in(UnixStream::from(proxy));
                deaf.end();
                self.threads.set(Some(threads()));
                if let Some(channel) = process::channel() {
                    self.own.borrow_mut().get_or_insert_default().insert(channel.as_raw_fd());
                }
                Taken::Woken(undone)
            }
            Err(error) => {
                let why = format!("no copy of the process could be made ({error})");
                *self.off.borrow_mut() = Some(why);
                Taken::Here
            }
        }
    }

    /// What stands in the way of a copy.
    fn obstacle(&self) -> Option<&'static str> {
        if rustix::io::ioctl_fionread(std::io::stdin()).is_ok_and(|it| it > 0) {
            return Some("more input was waiting");
        }
        if process::memory() > MEMORY {
            return Some("the session has more than 256 MB of memory");
        }
        let threads = threads();
        if threads > self.threads.get().unwrap_or(threads) {
            return Some("the program has threads");
        }
        let kept = self.kept.borrow();
        let own = self.own.borrow();
        let is_own = |it: &i32| {
            own.as_ref().is_none_or(|own| own.contains(it))
                || kept.iter().any(|kept| kept.channel.as_raw_fd() == *it)
        };
        if !pipes_and_sockets().iter().all(is_own) {
            return Some("the program has pipes or sockets open");
        }
        None
    }

    /// Goes back by `count` snapshots. Comes back only to say why that cannot be done.
    pub fn undo(&self, count: usize) -> String {
        let kept = self.kept.borrow();
        if self.depth == 0 {
            return "%undo is switched off in the configuration".to_owned();
        }
        let Some(at) = kept.len().checked_sub(count) else {
            let why = self.off.borrow().clone();
            let why = why.or(self.skipped.get().map(ToOwned::to_owned));
            let why = why.map_or(String::new(), |it| format!(": {it}"));
            return match kept.len() {
                0 => format!("there is nothing to undo{why}"),
                1 => format!("only the last input can be undone{why}"),
                many => format!("only the last {many} can be undone{why}"),
            };
        };
        let gone = || "the copy of the process is gone".to_owned();
        let wanted = &kept[at];
        let mut text = vec![GO_ON];
        text.extend((wanted.inputs as u32).to_le_bytes());
        // Whoever stands in for another gives that on with it, and is not needed any more.
        if let Some(channel) = process::channel() {
            if !send(&wanted.channel, &text, Some(channel)) {
                return gone();
            }
            dismiss(kept.iter().skip(at + 1));
            process::leave(0);
        }
        let Ok((ours, theirs)) = UnixStream::pair() else { return gone() };
        if !send(&wanted.channel, &text, Some(theirs.as_fd())) {
            return gone();
        }
        dismiss(kept.iter().skip(at + 1));
        drop(theirs);
        drop(kept);
        // The copies are to end with the one that goes on.
        self.kept.borrow_mut().clear();
        process::stand_by(ours);
        gone()
    }
}

/// Tells snapshots to end. Newer ones hold this end of their channels as well, so closing it does not.
fn dismiss<'a>(snapshots: impl Iterator<Item = &'a Snapshot>) {
    for it in snapshots {
        // One that has ended already needs not be told.
        let _ = send(&it.channel, &[LEAVE], None);
    }
}

/// Sends a message, with a descriptor if one is given.
fn send(channel: &UnixStream, text: &[u8], descriptor: Option<BorrowedFd>) -> bool {
    let mut space = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut attached = SendAncillaryBuffer::new(&mut space);
    let descriptors: Vec<BorrowedFd> = descriptor.into_iter().collect();
    if !descriptors.is_empty() && !attached.push(SendAncillaryMessage::ScmRights(&descriptors)) {
        return false;
    }
    let sent = sendmsg(channel, &[IoSlice::new(text)], &mut attached, SendFlags::empty());
    sent.is_ok_and(|it| it == text.len())
}

/// Waits, in a copy, until it is to go on: how many inputs that undoes, and the channel to the process that stays
/// behind. `None` where it is not needed any more.
fn wait(channel: &UnixStream) -> Option<(usize, OwnedFd)> {
    let mut text = [0; 5];
    let mut space = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut attached = RecvAncillaryBuffer::new(&mut space);
    let received = loop {
        let mut parts = [std::io::IoSliceMut::new(&mut text)];
        match recvmsg(channel, &mut parts, &mut attached, RecvFlags::CMSG_CLOEXEC) {
            Ok(it) => break it.bytes,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return None,
        }
    };
    let [GO_ON, a, b, c, d] = text else { return None };
    if received != text.len() {
        return None;
    }
    let proxy = attached.drain().find_map(|it| match it {
        RecvAncillaryMessage::ScmRights(mut descriptors) => descriptors.next(),
        _ => None,
    })?;
    Some((u32::from_le_bytes([a, b, c, d]) as usize, proxy))
}

/// The threads of this process; one where the system does not tell.
fn threads() -> usize {
    fs::read_dir("/proc/self/task").map_or(1, Iterator::count)
}

/// The descriptors of pipes and sockets that are open.
fn pipes_and_sockets() -> HashSet<i32> {
    let Ok(entries) = fs::read_dir("/dev/fd") else { return HashSet::new() };
    let numbers = entries.flatten().filter_map(|it| it.file_name().to_str()?.parse().ok());
    numbers
        .filter(|it: &i32| {
            let kind = fs::metadata(format!("/dev/fd/{it}")).map(|it| it.file_type());
            kind.is_ok_and(|it| it.is_fifo() || it.is_socket())
        })
        .collect()
}
