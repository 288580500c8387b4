//! Trees and errors compared with those of CPython 3.13.

use std::path::{Path, PathBuf};

use taipan::syntax::dump::dump;
use taipan::syntax::parse::{Mode, ParseOptions, parse};
use taipan::syntax::source::Source;

/// Deep trees are walked recursively, as the interpreter does on its own thread.
fn with_big_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(1 << 30).spawn(work);
    thread.expect("a thread starts").join().expect("no panic")
}

fn tree(bytes: &[u8]) -> Result<String, String> {
    let source = Source::from_bytes(bytes).map_err(|it| it.message)?;
    match parse(&source, Mode::Exec, &ParseOptions::default()) {
        Ok((tree, _)) => Ok(dump(&tree)),
        Err(error) => Err(format!("{:?} {} {:?}", error.line, error.message, error.offset)),
    }
}

/// With `PY313_PREFIX` set to an installed CPython 3.13: its whole standard library, live.
#[test]
fn standard_library() {
    let Ok(prefix) = std::env::var("PY313_PREFIX") else { return };
    let prefix = PathBuf::from(prefix);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential_ast.py");
    let out = std::env::temp_dir().join(format!("taipan-trees-{}", std::process::id()));
    let status = std::process::Command::new(prefix.join("bin/python3.13"))
        .arg(script)
        .arg(prefix.join("lib/python3.13"))
        .arg(&out)
        .status()
        .expect("CPython runs");
    assert!(status.success());
    let (same, all) = with_big_stack({
        let out = out.clone();
        move || compare_all(&out)
    });
    std::fs::remove_dir_all(&out).expect("the trees were written there");
    println!("{same} of {all} trees identical");
    assert_eq!(same, all);
}

/// `index` has the name of a source a line; its tree is in the file named like the line's number.
fn compare_all(out: &Path) -> (usize, usize) {
    let index = std::fs::read_to_string(out.join("index")).expect("an index");
    let (mut same, mut all) = (0, 0);
    for (number, name) in index.lines().enumerate() {
        let expected = std::fs::read_to_string(out.join(number.to_string())).expect("a tree");
        all += 1;
        match tree(&std::fs::read(name).expect("a source")) {
            Ok(found) if found == expected => same += 1,
            Ok(found) => {
                let at = found.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
                let from = at.saturating_sub(120);
                let show =
                    |text: &str| text.get(from..(at + 120).min(text.len())).map(String::from);
                println!("{name}\n  ours  {:?}\n  CPython {:?}", show(&found), show(&expected));
            }
            Err(error) => println!("{name}: {error}"),
        }
    }
    (same, all)
}
