//! Completion: what may stand where the cursor is.
//!
//! Nothing of the program's is run for it: see [`resolve`]. [`scan`] finds out what is being typed; here is
//! where the candidates come from.
//!
//! Reference: Library Reference, "rlcompleter", for what CPython offers.

mod paths;
pub mod resolve;
mod scan;

use crate::object::{Dict, Ref, Str, Value, Vm};
use crate::stdlib;
use crate::stdlib::builtins::signature::{Shows, of_called};
use crate::types::module::Module;

use resolve::{Known, Resolver};
use scan::{Inside, KEYWORDS, Scan};

/// Something to put in the place of what was typed from [`Completions::start`] on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    pub text: String,
    /// What is shown beside it: a signature, or the first line of a docstring; empty if there is nothing to say.
    pub about: String,
}

#[derive(Debug, Default)]
pub struct Completions {
    /// Offset in the text before the cursor.
    pub start: usize,
    /// In the order in which they are offered.
    pub candidates: Vec<Candidate>,
}

/// More are of no use to anybody.
const MOST: usize = 2000;

/// Completes what stands before the cursor in the input so far.
pub fn complete(vm: &Vm, main: &Dict, before: &str) -> Completions {
    let scan = Scan::new(before);
    let completer = Completer { resolver: Resolver { vm, main }, before, scan };
    let (start, mut candidates) = completer.find();
    candidates.dedup_by(|a, b| a.text == b.text);
    candidates.truncate(MOST);
    Completions { start, candidates }
}

/// What the function whose arguments are being typed takes, as in `name(a, b)`.
pub fn signature(vm: &Vm, main: &Dict, before: &str) -> Option<String> {
    let scan = Scan::new(before);
    if scan.inside() == Some(Inside::Comment) {
        return None;
    }
    let (b'(', at) = scan.bracket()? else { return None };
    let callee = scan.primary(at)?;
    let resolver = Resolver { vm, main };
    let (Known::Value(value), bound) = resolver.callee(callee)? else { return None };
    let parameters = of_called(vm, &value, bound, Shows::Briefly)?;
    Some(format!("{}{parameters}", callee.rsplit('.').next().unwrap_or(callee)))
}

struct Completer<'a> {
    resolver: Resolver<'a>,
    before: &'a str,
    scan: Scan<'a>,
}

type Found = (usize, Vec<Candidate>);

impl Completer<'_> {
    fn vm(&self) -> &Vm {
        self.resolver.vm
    }

    fn find(&self) -> Found {
        let end = self.before.len();
        match self.scan.inside() {
            Some(Inside::Comment) => return (end, vec![]),
            Some(Inside::String { start, content, quote }) => {
                return self.in_string(start, content, quote);
            }
            None => {}
        }
        let statement = self.scan.statement();
        let start = self.scan.word_start(end);
        if let Some(found) = self.in_import(statement, start) {
            return found;
        }
        let partial = &self.before[start..];
        if let Some(object_end) = self.before[..start].strip_suffix('.').map(str::len) {
            let known = self.scan.primary(object_end).and_then(|it| self.resolver.source(it));
            return (start, known.map(|it| self.attributes(&it, partial)).unwrap_or_default());
        }
        if partial.starts_with(|it: char| it.is_ascii_digit()) {
            return (end, vec![]);
        }
        let mut candidates = self.keyword_arguments(start, partial);
        candidates.extend(self.names(partial));
        (start, candidates)
    }

    /// In a string: the keys of the dictionary it is about to be looked up in, else files.
    fn in_string(&self, start: usize, content: usize, quote: u8) -> Found {
        let partial = &self.before[content..];
        if let Some((b'[', at)) = self.scan.bracket()
            && self.before[at + 1..start].trim().is_empty()
            && let Some(container) = self.scan.primary(at)
            && let Some(Known::Value(Value::Dict(dict))) = self.resolver.source(container)
        {
            let close = format!("{}]", quote as char);
            let keys = dict.keys().into_iter().filter_map(|it| match it {
                Value::Str(key) if key.bytes().starts_with(partial.as_bytes()) => {
                    let text = key.to_string_lossy();
                    let plain = |it: char| it != quote as char && it != '\\' && !it.is_control();
                    text.chars().all(plain).then(|| plain_candidate(format!("{text}{close}")))
                }
                _ => None,
            });
            return (content, keys.collect());
        }
        let (offset, found) = paths::complete(partial);
        (content + offset, found.into_iter().map(plain_candidate).collect())
    }

    /// After `import` and `from`.
    fn in_import(&self, statement: &str, start: usize) -> Option<Found> {
        let partial = &self.before[start..];
        let words: Vec<&str> = statement.split_whitespace().collect();
        let dotted = |text: &str| text.rfind([',', ' ']).map_or(0, |it| it + 1);
        match *words.first()? {
            "import" if statement.len() > "import".len() => {
                let typed = &statement[dotted(statement)..];
                if words.len() > 2 && words[words.len() - 2] == "as" {
                    return Some((start, vec![]));
                }
                Some((start, self.modules(typed, partial)))
            }
            "from" if statement.len() > "from".len() => {
                let Some(at) = words.iter().position(|it| *it == "import") else {
                    let typed = &statement[dotted(statement)..];
                    let behind = words.len() > 2 || words.len() == 2 && typed.is_empty();
                    if !behind {
                        return Some((start, self.modules(typed, partial)));
                    }
                    let import = Some("import ").filter(|it| it.starts_with(partial));
                    let offered = import.map(|it| plain_candidate(it.to_owned()));
                    return Some((start, offered.into_iter().collect()));
                };
                if at == words.len() - 1 && !statement.ends_with(char::is_whitespace) {
                    return Some((start, vec![plain_candidate("import ".to_owned())]));
                }
                Some((start, self.imported(words.get(1)?, partial)))
            }
            _ => None,
        }
    }

    /// Modules by what was typed of a dotted name; `partial` is its last part.
    fn modules(&self, typed: &str, partial: &str) -> Vec<Candidate> {
        let package = typed.strip_suffix(partial).unwrap_or("").trim_end_matches('.');
        let names = stdlib::import::known_names(self.vm(), package);
        sorted(names.into_iter().filter(|it| fits(it, partial)).map(plain_candidate).collect())
    }

    /// What can be imported from a module: its names if it is there already, else its submodules.
    fn imported(&self, module: &str, partial: &str) -> Vec<Candidate> {
        let vm = self.vm();
        let mut found = Vec::new();
        let loaded = vm.modules.get().and_then(|it| it.get_str(&vm.intern(module)));
        if let Some(module) = loaded.as_ref().and_then(|it| it.downcast::<Module>()) {
            for (key, value) in module.dict.items() {
                if let Value::Str(name) = key
                    && fits(&name.to_string_lossy(), partial)
                {
                    found.push(self.described(&name, Some(&value)));
                }
            }
        } else {
            let names = stdlib::import::declared_names(module);
            found.extend(names.into_iter().filter(|it| fits(it, partial)).map(plain_candidate));
        }
        let inner = stdlib::import::known_names(vm, module);
        found.extend(inner.into_iter().filter(|it| fits(it, partial)).map(plain_candidate));
        sorted(found)
    }

    fn attributes(&self, of: &Known, partial: &str) -> Vec<Candidate> {
        let names = self.resolver.attributes(of);
        let fitting = names.into_iter().filter(|it| fits(&it.to_string_lossy(), partial));
        let described = fitting.map(|name| {
            let value = match self.resolver.attribute(of, &name.to_string_lossy()) {
                Some(Known::Value(value)) => Some(value),
                _ => None,
            };
            self.described(&name, value.as_ref())
        });
        sorted(described.collect())
    }

    /// `name=` for the parameters of the function whose argument begins here.
    fn keyword_arguments(&self, start: usize, partial: &str) -> Vec<Candidate> {
        let Some((b'(', at)) = self.scan.bracket() else { return vec![] };
        if !self.before[..start].trim_end().ends_with(['(', ',']) {
            return vec![];
        }
        let Some(callee) = self.scan.primary(at).and_then(|it| self.resolver.callee(it)) else {
            return vec![];
        };
        let names = self
            .resolver
            .parameters(callee)
            .into_iter()
            .map(|it| it.to_string_lossy().into_owned());
        let given = &self.before[at..start];
        names
            .filter(|it| it.starts_with(partial) && !given.contains(&format!("{it}=")))
            .map(|it| plain_candidate(format!("{it}=")))
            .collect()
    }

    /// Variables, built-in names and keywords.
    fn names(&self, partial: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut from = |dict: &Dict| {
            for (key, value) in dict.items() {
                if let Value::Str(name) = key
                    && fits(&name.to_string_lossy(), partial)
                {
                    found.push(self.described(&name, Some(&value)));
                }
            }
        };
        from(self.resolver.main);
        if !partial.is_empty()
            && let Some(builtins) = self.vm().builtins.get()
        {
            from(builtins);
        }
        if !partial.is_empty() {
            let words = KEYWORDS.iter().filter(|it| it.starts_with(partial));
            found.extend(words.map(|it| plain_candidate((*it).to_owned())));
        }
        sorted(found)
    }

    /// A name with what is known of its value.
    fn described(&self, name: &Ref<Str>, value: Option<&Value>) -> Candidate {
        let text = name.to_string_lossy().into_owned();
        let about = value.map(|it| self.about(it)).unwrap_or_default();
        Candidate { text, about }
    }

    fn about(&self, value: &Value) -> String {
        match value {
            Value::Func(_) | Value::Native(_) => {
                of_called(self.vm(), value, false, Shows::Briefly).unwrap_or_default()
            }
            Value::Type(class) => format!("class {}", class.name()),
            Value::Obj(_) if value.downcast::<Module>().is_some() => "module".to_owned(),
            _ => String::new(),
        }
    }
}

fn plain_candidate(text: String) -> Candidate {
    Candidate { text, about: String::new() }
}

/// Whether a name is offered for what was typed of it: private ones only after an underscore.
fn fits(name: &str, partial: &str) -> bool {
    let private = name.starts_with('_') && !partial.starts_with('_');
    let special = name.starts_with("__") && !partial.starts_with("__") && partial.starts_with('_');
    name.starts_with(partial) && !private && !special
}

fn sorted(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort();
    candidates
}

#[cfg(test)]
mod tests {
    use std::mem::ManuallyDrop;

    use super::*;
    use crate::compile::Input;
    use crate::session::Session;
    use crate::stdlib::sys::Settings;

    const PROGRAM: &str = "
import math
class Point:
    '''A point.'''
    colour = 'red'
    def __init__(self, x, y=0, *, name=None):
        self.x, self.y, self._hidden = x, y, name
    @property
    def norm(self) -> float:
        ran.append('norm')
        return 0.0
    def moved(self, by) -> 'Point': ...
    def __getattr__(self, name):
        ran.append(name)
        raise AttributeError(name)
    def __dir__(self):
        ran.append('dir')
        return []
ran = []
def area(width, height=2, /, *, scale=1, **more): ...
point = Point(1)
points = [point]
table = {'first': point, 'second': 2, 'it\\'s': 3}
table_size = 3
Point.moved.__annotations__
";

    /// What is offered for a text whose cursor is at its end, in the session of [`PROGRAM`].
    fn offered(text: &str) -> Vec<String> {
        // What a process keeps to its end.
        let session = ManuallyDrop::new(Session::new(Settings::default(), 1 << 20));
        let vm = session.vm();
        let code = session.compile(Input::Text(PROGRAM), &vm.str("<test>"));
        let ran = code.and_then(|it| session.run(&it));
        assert!(ran.is_ok(), "the program runs");
        let found = complete(vm, session.main(), text);
        let Some(Value::List(ran)) = session.main().get_str(&vm.intern("ran")) else {
            panic!("the program has that list");
        };
        assert!(ran.is_empty(), "completion ran code of the program");
        found.candidates.into_iter().map(|it| it.text).collect()
    }

    fn has(text: &str, wanted: &[&str]) {
        let found = offered(text);
        for it in wanted {
            assert!(found.iter().any(|found| found == it), "{text}: {it} is not in {found:?}");
        }
    }

    fn is(text: &str, wanted: &[&str]) {
        assert_eq!(offered(text), wanted, "{text}");
    }

    #[test]
    fn names() {
        is("tab", &["table", "table_size"]);
        is("x = isinst", &["isinstance"]);
        is("whi", &["while"]);
        is("# tab", &[]);
        is("12", &[]);
    }

    #[test]
    fn attributes() {
        is("point.", &["colour", "moved", "norm", "x", "y"]);
        is("point._h", &["_hidden"]);
        is("Point.col", &["colour"]);
        is("point.colour.upp", &["upper"]);
        is("points[0].mo", &["moved"]);
        is("points[-1].nor", &["norm"]);
        is("table['first'].no", &["norm"]);
        is("Point(3).mov", &["moved"]);
        is("'a,b'.spl", &["split", "splitlines"]);
        is("'a'.upper().isde", &["isdecimal"]);
        is("'a b'.split().app", &["append"]);
        is("[1].cou", &["count"]);
        is("{}.ke", &["keys"]);
        is("math.sqr", &["sqrt"]);
        is("point.norm.hex().isti", &["istitle"]);
        is("unknown.", &[]);
        is("point.missing.", &[]);
        has("f(x for x in points[0].", &["moved"]);
    }

    #[test]
    fn keys_and_keywords() {
        is("table['", &["first']", "second']"]);
        is("table[\"s", &["second\"]"]);
        is("area(1, sc", &["scale="]);
        is("Point(1, na", &["name="]);
        is("Point(na=1, name=2, y", &["y=", "yield"]);
        is("point.moved(b", &["by=", "bin", "bool", "break", "breakpoint", "bytearray", "bytes"]);
    }

    #[test]
    fn modules() {
        is("import itertoo", &["itertools"]);
        is("import math, itertoo", &["itertools"]);
        is("from collec", &["collections"]);
        is("from collections.a", &["abc"]);
        is("from math import sqr", &["sqrt"]);
        is("from itertools import chai", &["chain"]);
        is("from math imp", &["import "]);
        is("from math import sqrt, pow as pow", &["pow"]);
    }

    #[test]
    fn signatures() {
        // What a process keeps to its end.
        let session = ManuallyDrop::new(Session::new(Settings::default(), 1 << 20));
        let vm = session.vm();
        let code = session.compile(Input::Text(PROGRAM), &vm.str("<test>"));
        assert!(code.and_then(|it| session.run(&it)).is_ok());
        let signature = |text: &str| signature(vm, session.main(), text).unwrap_or_default();
        assert_eq!(signature("area(1, "), "area(width, height=2, /, *, scale=1, **more)");
        assert_eq!(signature("Point("), "Point(x, y=0, *, name=None)");
        assert_eq!(signature("point.moved('"), "moved(by)");
        assert_eq!(signature("math.sqrt("), "sqrt(x, /)");
        assert_eq!(signature("math.hypot("), "");
        assert_eq!(signature("(1 + "), "");
        assert_eq!(signature("len(x) + "), "");
    }

    /// Whatever is typed, there is an answer.
    #[test]
    fn any_text() {
        const PIECES: &[&str] = &[
            "point",
            ".",
            "table",
            "['",
            "\"",
            "'",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "import ",
            "from ",
            " ",
            "\n",
            "\\",
            "#",
            ":",
            ";",
            ",",
            "=",
            "é",
            "🐍",
            "f'",
            "rb\"",
            "'''",
            "0",
            "1.5",
            "lambda x",
            "not ",
            "\t",
            "~/",
            "_",
            "x if",
            "math",
            "*",
            "@",
            "\u{0}",
            "\u{feff}",
            "ab\u{301}",
        ];
        let session = ManuallyDrop::new(Session::new(Settings::default(), 1 << 20));
        let vm = session.vm();
        let code = session.compile(Input::Text(PROGRAM), &vm.str("<test>"));
        assert!(code.and_then(|it| session.run(&it)).is_ok());
        let mut state = 313_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % below
        };
        for _ in 0..4000 {
            let text: String = (0..next(12)).map(|_| PIECES[next(PIECES.len())]).collect();
            let found = complete(vm, session.main(), &text);
            assert!(text.is_char_boundary(found.start), "{text:?}: {}", found.start);
            let _ = signature(vm, session.main(), &text);
        }
    }
}
