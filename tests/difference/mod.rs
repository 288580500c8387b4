//! How a recorded text and what a program wrote differ, for a person to read.

/// The first lines that differ, `-` expected and `+` got, with a little of what comes before.
pub fn between(expected: &str, got: &str) -> String {
    const SHOWN: usize = 6;
    let want: Vec<&str> = expected.lines().collect();
    let have: Vec<&str> = got.lines().collect();
    let same = want.iter().zip(&have).take_while(|(a, b)| a == b).count();
    let mut text = format!("first difference at line {} of {}:\n", same + 1, want.len());
    for line in &want[same.saturating_sub(1)..same] {
        text += &format!("      {line}\n");
    }
    for line in want[same..].iter().take(SHOWN) {
        text += &format!("    - {line}\n");
    }
    for line in have[same..].iter().take(SHOWN) {
        text += &format!("    + {line}\n");
    }
    let hidden = want.len().max(have.len()).saturating_sub(same + SHOWN);
    if hidden > 0 {
        text += &format!("      … {hidden} more\n");
    }
    if same == want.len() && same == have.len() {
        text += "      (differ in the final line break)\n";
    }
    text
}
