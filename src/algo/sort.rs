//! Stable sorting with a comparison that may fail, as `list.sort` needs it.
//!
//! A merge sort in the manner of timsort: runs already in order are found, short ones are filled up
//! by binary insertion, and runs are merged by powersort's policy, galloping where one side wins for
//! long. Only positions are moved about; the items follow at the end. So whatever a comparison does
//! (fail, panic, contradict itself), every item is still there, exactly once.
//!
//! Reference: Peters, "listsort.txt" (the method); Munro and Wild, "Nearly-Optimal Mergesorts".

use std::cmp::Ordering;

/// Below this length a run is filled up.
const MAX_MIN_RUN: usize = 64;
/// How many wins in a row start galloping.
const MIN_GALLOP: usize = 7;

/// Sorts by `less`, keeping the order of items neither of which is less. On the first error the sort
/// ends with the items in some order. For `reverse=True`, reverse before and after.
pub fn sort<T, E>(items: &mut [T], less: impl FnMut(&T, &T) -> Result<bool, E>) -> Result<(), E> {
    if items.len() < 2 {
        return Ok(());
    }
    let mut sorter = Sorter {
        items,
        order: Vec::new(),
        spare: Vec::new(),
        pending: Vec::new(),
        min_gallop: MIN_GALLOP,
        less,
    };
    sorter.order = (0..sorter.items.len()).collect();
    let result = sorter.sort();
    let mut order = sorter.order;
    arrange(items, &mut order);
    result
}

/// Sorts by a total order that cannot fail: faster, but for nothing that is inconsistent, as floats
/// with nan among them are. Keeps the order of equal items.
pub fn sort_total<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
    items.sort_by(compare);
}

/// Puts at each place the item that `order` names for it.
fn arrange<T>(items: &mut [T], order: &mut [usize]) {
    for start in 0..order.len() {
        let mut place = start;
        while order[place] != start {
            let from = order[place];
            items.swap(place, from);
            order[place] = place;
            place = from;
        }
        order[place] = place;
    }
}

/// A run waiting to be merged, and its power: how deep in the merge tree it meets the next one.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

/// Which of the equal ones a gallop comes to stand before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Before the first item that is not less than the key.
    Left,
    /// Before the first item that the key is less than.
    Right,
}

struct Sorter<'a, T, F> {
    items: &'a [T],
    /// The positions in their present order.
    order: Vec<usize>,
    /// The side of a merge that was moved out of the way.
    spare: Vec<usize>,
    pending: Vec<Run>,
    min_gallop: usize,
    less: F,
}

impl<T, E, F: FnMut(&T, &T) -> Result<bool, E>> Sorter<'_, T, F> {
    fn less(&mut self, a: usize, b: usize) -> Result<bool, E> {
        (self.less)(&self.items[a], &self.items[b])
    }

    /// Whether the item at place `a` is less than that at place `b`.
    fn less_at(&mut self, a: usize, b: usize) -> Result<bool, E> {
        let (a, b) = (self.order[a], self.order[b]);
        self.less(a, b)
    }

    fn sort(&mut self) -> Result<(), E> {
        let len = self.order.len();
        let min_run = min_run(len);
        let mut start = 0;
        while start < len {
            let mut end = self.run_end(start)?;
            let wanted = len.min(start + min_run);
            if end < wanted {
                self.insert(start, end, wanted)?;
                end = wanted;
            }
            self.found_run(start, end - start)?;
            self.pending.push(Run { start, len: end - start, power: 0 });
            start = end;
        }
        while self.pending.len() > 1 {
            self.merge_last()?;
        }
        Ok(())
    }

    /// The end of the run at `start`, which is made ascending if it was descending. Equal items may
    /// stand in a descending run: reversing them twice keeps their order.
    fn run_end(&mut self, start: usize) -> Result<usize, E> {
        let len = self.order.len();
        let mut end = start + 1;
        while end < len && !self.less_at(end, end - 1)? {
            end += 1;
        }
        if end == len || end > start + 1 && self.less_at(start, end - 1)? {
            return Ok(end);
        }
        // Equal up to here, then a smaller one.
        let mut equal = start;
        loop {
            self.order[equal..end].reverse();
            equal = end;
            end += 1;
            while end < len && !self.less_at(end, end - 1)? {
                if self.less_at(end - 1, end)? {
                    self.order[equal..end].reverse();
                    self.order[start..end].reverse();
                    return Ok(end);
                }
                end += 1;
            }
            if end == len {
                self.order[equal..end].reverse();
                self.order[start..end].reverse();
                return Ok(end);
            }
        }
    }

    /// Sorts `start..end`, of which `start..sorted` is in order, by binary insertion.
    fn insert(&mut self, start: usize, sorted: usize, end: usize) -> Result<(), E> {
        for place in sorted..end {
            let (mut low, mut high) = (start, place);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less_at(place, middle)? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.order[low..=place].rotate_right(1);
        }
        Ok(())
    }

    /// Before a new run goes on the stack, those merge that meet deeper in the tree than it does.
    fn found_run(&mut self, start: usize, len: usize) -> Result<(), E> {
        let Some(last) = self.pending.last() else { return Ok(()) };
        let power = power(last.start, last.len, len, self.order.len());
        debug_assert_eq!(last.start + last.len, start);
        while let [.., before, _] = self.pending[..]
            && before.power > power
        {
            self.merge_last()?;
        }
        if let Some(last) = self.pending.last_mut() {
            last.power = power;
        }
        Ok(())
    }

    /// Merges the last two runs on the stack.
    fn merge_last(&mut self) -> Result<(), E> {
        let (Some(right), Some(left)) = (self.pending.pop(), self.pending.pop()) else {
            return Ok(());
        };
        self.pending.push(Run { len: left.len + right.len, ..left });
        let (middle, end) = (right.start, right.start + right.len);
        // What is in its place already needs no merging.
        let first = self.order[middle];
        let start = self.gallop(first, left.start, middle, left.start, Side::Right)?;
        if start == middle {
            return Ok(());
        }
        let last = self.order[middle - 1];
        let end = self.gallop(last, middle, end, end - 1, Side::Left)?;
        if end == middle {
            return Ok(());
        }
        if middle - start <= end - middle {
            self.merge_forward(start, middle, end)
        } else {
            self.merge_backward(start, middle, end)
        }
    }

    /// Whether `place` comes before where `key` belongs.
    fn is_before(&mut self, place: usize, key: usize, side: Side) -> Result<bool, E> {
        let other = self.order[place];
        match side {
            Side::Left => self.less(other, key),
            Side::Right => self.less(key, other).map(|less| !less),
        }
    }

    /// Where in the ordered `start..end` the item `key` belongs. Looks near `hint` first, in steps
    /// that double.
    fn gallop(
        &mut self,
        key: usize,
        start: usize,
        end: usize,
        hint: usize,
        side: Side,
    ) -> Result<usize, E> {
        let (mut low, mut high) = (start, end);
        let mut step = 1;
        if self.is_before(hint, key, side)? {
            low = hint + 1;
            while end - hint > step && self.is_before(hint + step, key, side)? {
                low = hint + step + 1;
                step = step * 2 + 1;
            }
            high = high.min(hint.saturating_add(step));
        } else {
            high = hint;
            while hint - start >= step && !self.is_before(hint - step, key, side)? {
                high = hint - step;
                step = step * 2 + 1;
            }
            if hint - start >= step {
                low = hint - step + 1;
            }
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.is_before(middle, key, side)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// Merges `start..middle` and `middle..end` from the left; the left side is the shorter one.
    fn merge_forward(&mut self, start: usize, middle: usize, end: usize) -> Result<(), E> {
        self.spare.clear();
        self.spare.extend_from_slice(&self.order[start..middle]);
        let mut merge = Merge { left: 0, right: middle, out: start };
        let result = self.merge_forward_loop(&mut merge, end);
        // The gap is just as wide as what is left over, after an error too.
        let rest = &self.spare[merge.left..];
        self.order[merge.out..merge.out + rest.len()].copy_from_slice(rest);
        result
    }

    fn merge_forward_loop(&mut self, at: &mut Merge, end: usize) -> Result<(), E> {
        let left_end = self.spare.len();
        loop {
            let (mut left_wins, mut right_wins) = (0, 0);
            while left_wins < self.min_gallop && right_wins < self.min_gallop {
                if at.left == left_end || at.right == end {
                    return Ok(());
                }
                let (left, right) = (self.spare[at.left], self.order[at.right]);
                if self.less(right, left)? {
                    self.order[at.out] = right;
                    at.right += 1;
                    (left_wins, right_wins) = (0, right_wins + 1);
                } else {
                    self.order[at.out] = left;
                    at.left += 1;
                    (left_wins, right_wins) = (left_wins + 1, 0);
                }
                at.out += 1;
            }
            // One side wins so steadily that whole stretches are worth looking for.
            self.min_gallop += 1;
            loop {
                if at.left == left_end || at.right == end {
                    return Ok(());
                }
                self.min_gallop = self.min_gallop.saturating_sub(1).max(1);
                let key = self.order[at.right];
                let to = self.gallop_spare(key, at.left, left_end, at.left, Side::Right)?;
                let left_count = to - at.left;
                self.order[at.out..at.out + left_count].copy_from_slice(&self.spare[at.left..to]);
                at.out += left_count;
                at.left = to;
                if at.left == left_end {
                    return Ok(());
                }
                self.order[at.out] = key;
                at.out += 1;
                at.right += 1;
                if at.right == end {
                    return Ok(());
                }
                let key = self.spare[at.left];
                let to = self.gallop(key, at.right, end, at.right, Side::Left)?;
                let right_count = to - at.right;
                self.order.copy_within(at.right..to, at.out);
                at.out += right_count;
                at.right = to;
                self.order[at.out] = key;
                at.out += 1;
                at.left += 1;
                if left_count < MIN_GALLOP && right_count < MIN_GALLOP {
                    break;
                }
            }
            // Leaving it costs.
            self.min_gallop += 1;
        }
    }

    /// Merges `start..middle` and `middle..end` from the right; the right side is the shorter one.
    fn merge_backward(&mut self, start: usize, middle: usize, end: usize) -> Result<(), E> {
        self.spare.clear();
        self.spare.extend_from_slice(&self.order[middle..end]);
        let mut merge = Merge { left: middle, right: self.spare.len(), out: end };
        let result = self.merge_backward_loop(&mut merge, start);
        let rest = &self.spare[..merge.right];
        self.order[merge.out - rest.len()..merge.out].copy_from_slice(rest);
        result
    }

    /// The mirror image of [`Self::merge_forward_loop`]: `left`, `right` and `out` are ends.
    fn merge_backward_loop(&mut self, at: &mut Merge, start: usize) -> Result<(), E> {
        loop {
            let (mut left_wins, mut right_wins) = (0, 0);
            while left_wins < self.min_gallop && right_wins < self.min_gallop {
                if at.left == start || at.right == 0 {
                    return Ok(());
                }
                let (left, right) = (self.order[at.left - 1], self.spare[at.right - 1]);
                let right_is_less = self.less(right, left)?;
                at.out -= 1;
                if right_is_less {
                    self.order[at.out] = left;
                    at.left -= 1;
                    (left_wins, right_wins) = (left_wins + 1, 0);
                } else {
                    self.order[at.out] = right;
                    at.right -= 1;
                    (left_wins, right_wins) = (0, right_wins + 1);
                }
            }
            self.min_gallop += 1;
            loop {
                if at.left == start || at.right == 0 {
                    return Ok(());
                }
                self.min_gallop = self.min_gallop.saturating_sub(1).max(1);
                let key = self.spare[at.right - 1];
                let to = self.gallop(key, start, at.left, at.left - 1, Side::Right)?;
                let left_count = at.left - to;
                self.order.copy_within(to..at.left, at.out - left_count);
                at.out -= left_count;
                at.left = to;
                at.out -= 1;
                self.order[at.out] = key;
                at.right -= 1;
                if at.left == start || at.right == 0 {
                    return Ok(());
                }
                let key = self.order[at.left - 1];
                let to = self.gallop_spare(key, 0, at.right, at.right - 1, Side::Left)?;
                let right_count = at.right - to;
                self.order[at.out - right_count..at.out].copy_from_slice(&self.spare[to..at.right]);
                at.out -= right_count;
                at.right = to;
                if at.right == 0 {
                    return Ok(());
                }
                at.out -= 1;
                self.order[at.out] = key;
                at.left -= 1;
                if left_count < MIN_GALLOP && right_count < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }

    /// [`Self::gallop`] in the spare items.
    fn gallop_spare(
        &mut self,
        key: usize,
        start: usize,
        end: usize,
        hint: usize,
        side: Side,
    ) -> Result<usize, E> {
        std::mem::swap(&mut self.order, &mut self.spare);
        let found = self.gallop(key, start, end, hint, side);
        std::mem::swap(&mut self.order, &mut self.spare);
        found
    }
}

/// How far a merge has come on both sides and in what it writes.
struct Merge {
    left: usize,
    right: usize,
    out: usize,
}

/// The least length of a run, such that the number of runs is just below a power of two.
fn min_run(mut len: usize) -> usize {
    let mut odd = 0;
    while len >= MAX_MIN_RUN {
        odd |= len & 1;
        len >>= 1;
    }
    len + odd
}

/// The first bit in which the middles of two neighbouring runs, as fractions of the whole, differ.
fn power(start: usize, left: usize, right: usize, whole: usize) -> u32 {
    // Twice the middles, so that they are whole numbers.
    let mut a = 2 * start as u128 + left as u128;
    let mut b = a + left as u128 + right as u128;
    let whole = 2 * whole as u128;
    let mut power = 0;
    loop {
        power += 1;
        a *= 2;
        b *= 2;
        let (a_bit, b_bit) = (a >= whole, b >= whole);
        if a_bit != b_bit {
            return power;
        }
        if a_bit {
            a -= whole;
            b -= whole;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (self.0 >> 33) % limit
        }
    }

    fn samples() -> Vec<Vec<u64>> {
        let mut random = Random(1);
        let mut samples = Vec::new();
        for len in [0, 1, 2, 3, 10, 63, 64, 65, 100, 1000, 5000] {
            for kinds in [2, 10, 1 << 30] {
                samples.push((0..len).map(|_| random.below(kinds)).collect());
            }
            let up: Vec<u64> = (0..len).collect();
            let mut nearly = up.clone();
            for _ in 0..len / 50 {
                let (a, b) = (random.below(len) as usize, random.below(len) as usize);
                nearly.swap(a, b);
            }
            let saw = up.iter().map(|n| n % 97).collect();
            let down = up.iter().rev().map(|n| n / 3).collect();
            let halves = up.iter().map(|n| n * 2 % (len | 1)).collect();
            let stretches = up.iter().map(|n| n / 200 * 7919 % 31).collect();
            samples.extend([up, nearly, saw, down, halves, stretches]);
        }
        samples
    }

    #[test]
    fn stable_and_sorted() {
        for sample in samples() {
            let mut items: Vec<_> = sample.into_iter().zip(0..).collect();
            let mut expected: Vec<(u64, usize)> = items.clone();
            expected.sort();
            sort(&mut items, |a, b| Ok::<_, ()>(a.0 < b.0)).unwrap();
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn nothing_is_lost() {
        for sample in samples() {
            let mut expected = sample.clone();
            expected.sort();
            let mut random = Random(7);
            for limit in [0, 1, 5, 50, 700, 6000, 20_000] {
                // Fails after a while.
                let mut items = sample.clone();
                let mut left = limit;
                let result = sort(&mut items, |a, b| {
                    left -= 1;
                    if left < 0 { Err(()) } else { Ok(a < b) }
                });
                assert!(result.is_ok() || left < 0);
                items.sort();
                assert_eq!(items, expected);
                // Answers at random.
                let mut items = sample.clone();
                sort(&mut items, |_, _| Ok::<_, ()>(random.below(limit as u64 + 2) == 0)).unwrap();
                items.sort();
                assert_eq!(items, expected);
            }
        }
    }

    #[test]
    fn comparisons() {
        let counted = |mut items: Vec<u64>| {
            let mut count = 0;
            sort(&mut items, |a, b| {
                count += 1;
                Ok::<_, ()>(a < b)
            })
            .unwrap();
            count
        };
        assert_eq!(counted((0..1000).collect()), 999);
        assert_eq!(counted((0..1000).rev().collect()), 999);
        assert_eq!(counted(vec![5; 1000]), 999);
        // The numbers are CPython 3.13's.
        let mut random = Random(3);
        for (items, cpython) in [
            ((0..10_000).map(|_| random.below(1 << 30)).collect::<Vec<u64>>(), 120_157),
            ((0..10_000).map(|n| n % 100).collect(), 59_918),
            ((0..10_000).map(|n| n / 100 * 7919 % 101).collect(), 15_187),
            ((0..10_000).rev().map(|n| n / 3).collect(), 16_665),
        ] {
            let count = counted(items);
            assert!(count <= cpython + cpython / 100, "{count} against {cpython}");
        }
    }
}
