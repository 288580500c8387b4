//! "Did you mean": the closest of several names.

/// Cost of one move: a change of case is half of another change.
const MOVE: usize = 2;
const CASE: usize = 1;
const MAX_NAME: usize = 40;

/// The name nearest to `wrong`, if any is near enough: at most a third of the characters differ, as CPython
/// counts them.
pub fn closest<'a>(wrong: &str, names: &'a [String]) -> Option<&'a str> {
    if wrong.len() > MAX_NAME || names.len() >= 750 {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for name in names {
        if name == wrong {
            continue;
        }
        let limit = (name.len() + wrong.len() + 3) * MOVE / 6;
        let limit = best.map_or(limit, |it| limit.min(it.1.saturating_sub(1)));
        let distance = distance(wrong.as_bytes(), name.as_bytes(), limit);
        if distance <= limit && best.is_none_or(|it| distance < it.1) {
            best = Some((name, distance));
        }
    }
    best.map(|it| it.0)
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// Levenshtein distance in moves; anything above `limit` may be reported as `limit + 1`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> usize {
    if a.len().abs_diff(b.len()) * MOVE > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|it| it * MOVE).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + substitution(x, y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + MOVE).min(diagonal + MOVE);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_what_was_meant() {
        let names: Vec<String> = ["append", "extend", "insert"].map(String::from).into();
        assert_eq!(closest("apend", &names), Some("append"));
        assert_eq!(closest("Append", &names), Some("append"));
        assert_eq!(closest("zzz", &names), None);
    }
}
