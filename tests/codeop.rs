//! The prompt and `code.InteractiveConsole` judge inputs alike: fed the same lines, they ask for more at the
//! same places and show the same values.
//!
//! `TAIPAN_BIN` names another binary to run.

mod process;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, fs};

/// Sessions, each some lines. Each ends outside a block: the console drops what is not complete.
const SESSIONS: &[&str] = &[
    "1 + 1\n'text'\nNone\nx = 5\nx\n",
    "for i in range(3):\n    i * 10\n\n'after'\n",
    "if 1:\n    2\nelse:\n    3\n\nif 0: 4\n\n5\n",
    "def f(a):\n    if a:\n        return 'yes'\n    return 'no'\n\nf(0), f(1)\n",
    "class A:\n    x = 1\n    def m(self):\n        return self.x\n\nA().m()\n",
    "@staticmethod\ndef f():\n    return 3\n\nf()\n",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    'caught'\nfinally:\n    'end'\n\n",
    "(1 +\n 2)\n[1,\n\n 2]\n{'a':\n 1}\n",
    "'''a\nb\n\nc'''\nf'''{1\n+ 1}'''\n",
    "1 + \\\n2\n'a\\\nb'\n",
    "match 5:\n    case 5:\n        'five'\n\n",
    "with open('/dev/null') as f:\n    f.read()\n\n",
    "async def f():\n    await g()\n\nf.__name__\n",
    "1 / 0\nundefined\nx = = 1\n'on'\n",
    "if 1:\n    2\n3\n'on'\n",
    "if 1:\n2\n'on'\n",
    "(]\n)\n'on'\n",
    "(lambda: (\n1))()\nprint(\n'printed'\n)\n",
    "while True:\n    break\nelse:\n    1\n\n'done'\n",
    "from __future__ import annotations\ndef f(a: 1 + 1): pass\n\nf.__annotations__\n",
    "x = [i for i in\n range(3)]\nx\nx[0]; x[1]\n",
    "return 5\nbreak\nimport\nfrom a import\ndel\n'on'\n",
    "'unfinished\n'on'\n",
    "f(\n)\n",
];

/// What a program shows for some lines of input: values and prompts.
fn run(arguments: &[&str], lines: &str) -> (String, String) {
    let binary =
        env::var_os("TAIPAN_BIN").map_or(env!("CARGO_BIN_EXE_taipan").into(), PathBuf::from);
    let path = env::temp_dir().join(format!("taipan-codeop-{}", std::process::id()));
    fs::write(&path, lines).expect("a temporary file");
    let input = fs::File::open(&path).expect("a temporary file");
    let mut command = Command::new(binary);
    command.args(arguments).stdin(Stdio::from(input));
    let ran = process::run(&mut command, Duration::from_secs(20)).expect("it can be started");
    assert_eq!(ran.status, Some(0), "{lines}\n{}", ran.err);
    (ran.out, ran.err)
}

fn prompts(text: &str) -> Vec<&str> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for prompt in [">>> ", "... "] {
        found.extend(text.match_indices(prompt));
    }
    found.sort_unstable();
    found.into_iter().map(|it| it.1).collect()
}

#[test]
fn prompt_and_console_judge_alike() {
    let console = "import code; code.interact(banner='', exitmsg='', local={})";
    let mut wrong = String::new();
    for session in SESSIONS {
        let (values, shown) = run(&["-i", "-q"], session);
        let (all, _) = run(&["-c", console], session);
        let console_values = all.replace(">>> ", "").replace("... ", "");
        if prompts(&shown) != prompts(&all) || values != console_values {
            wrong += &format!(
                "{session}\n  prompt: {:?} {values:?}\n  console: {:?} {console_values:?}\n\n",
                prompts(&shown),
                prompts(&all)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
