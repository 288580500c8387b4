//! What was cut: the last pieces, to be put in again.
//!
//! Reference: GNU Readline Library, "Killing and Yanking".

const SIZE: usize = 60;

#[derive(Default)]
pub struct KillRing {
    /// The newest last.
    pieces: Vec<String>,
    /// Which piece the last yank gave, counted from the newest.
    shown: usize,
    /// Whether the next piece cut belongs to the last one.
    goes_on: bool,
}

impl KillRing {
    /// Keeps a piece that was cut before or behind the cursor.
    pub fn kill(&mut self, text: &str, before: bool) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if self.goes_on && before => last.insert_str(0, text),
            Some(last) if self.goes_on => last.push_str(text),
            _ => {
                if self.pieces.len() == SIZE {
                    self.pieces.remove(0);
                }
                self.pieces.push(text.to_owned());
            }
        }
        self.goes_on = true;
        self.shown = 0;
    }

    /// Says that something else than cutting was done.
    pub fn interrupt(&mut self) {
        self.goes_on = false;
    }

    pub fn yank(&mut self) -> Option<&str> {
        self.shown = 0;
        self.pieces.last().map(String::as_str)
    }

    /// The piece before the one given last.
    pub fn yank_pop(&mut self) -> Option<&str> {
        if self.pieces.is_empty() {
            return None;
        }
        self.shown = (self.shown + 1) % self.pieces.len();
        self.pieces.get(self.pieces.len() - 1 - self.shown).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_their_order() {
        let mut ring = KillRing::default();
        assert_eq!(ring.yank(), None);
        ring.kill("b", false);
        ring.kill("c", false);
        ring.kill("a", true);
        ring.interrupt();
        ring.kill("x", false);
        assert_eq!(ring.yank(), Some("x"));
        assert_eq!(ring.yank_pop(), Some("abc"));
        assert_eq!(ring.yank_pop(), Some("x"));
    }
}
