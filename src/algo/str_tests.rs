//! Searching, case and escapes against tests/recorded/str_methods.tsv.

use super::fault::shown;
use super::recorded::{ascii, cases};
use super::search::{self, Unit};
use super::{escape, unicode, wtf8};

const ALL: usize = usize::MAX;

fn joined(parts: Vec<&[u8]>) -> Vec<u8> {
    parts.join(&b'|')
}

fn truth(holds: bool) -> Vec<u8> {
    if holds { b"True".to_vec() } else { b"False".to_vec() }
}

/// A number among the arguments.
fn number(args: &[&[u8]], at: usize) -> usize {
    args.get(at).map_or(ALL, |arg| ascii(arg).parse().unwrap())
}

fn call(unit: Unit, text: &[u8], method: &str, args: &[&[u8]]) -> Vec<u8> {
    let first = args.first().copied();
    match (method, first) {
        ("splitlines", _) => joined(search::split_lines(text, first.is_some(), unit)),
        ("split", None | Some(b"None")) => {
            joined(search::split_blanks(text, number(args, 1), unit))
        }
        ("rsplit", None | Some(b"None")) => {
            joined(search::rsplit_blanks(text, number(args, 1), unit))
        }
        ("split", Some(pattern)) => joined(search::split(text, pattern, number(args, 1))),
        ("rsplit", Some(pattern)) => joined(search::rsplit(text, pattern, number(args, 1))),
        ("strip", Some(units)) => {
            search::strip_units_right(search::strip_units_left(text, units, unit), units, unit)
                .to_vec()
        }
        ("strip", None) => search::strip_blanks(text, unit).to_vec(),
        ("lstrip", _) => search::strip_blanks_left(text, unit).to_vec(),
        ("rstrip", _) => search::strip_blanks_right(text, unit).to_vec(),
        ("expandtabs", _) => search::expand_tabs(text, number(args, 0), unit).unwrap(),
        ("count", Some(pattern)) => search::count(text, pattern, unit).to_string().into_bytes(),
        ("replace", Some(old)) => search::replace(text, old, args[1], number(args, 2), unit)
            .unwrap_or_else(|| text.to_vec()),
        ("repr", _) if unit == Unit::Byte => escape::repr_bytes(text).into_bytes(),
        ("repr", _) => escape::repr_str(text).into_bytes(),
        ("ascii", _) => escape::ascii_str(text).into_bytes(),
        ("lower", _) => unicode::lower(text),
        ("upper", _) => unicode::upper(text),
        ("title", _) => unicode::title(text),
        ("capitalize", _) => unicode::capitalize(text),
        ("swapcase", _) => unicode::swapcase(text),
        ("casefold", _) => unicode::casefold(text),
        ("islower", _) => truth(unicode::is_lower_text(text)),
        ("isupper", _) => truth(unicode::is_upper_text(text)),
        ("istitle", _) => truth(unicode::is_title_text(text)),
        ("isidentifier", _) => truth(unicode::is_identifier(text)),
        _ => panic!("{method} is not compared"),
    }
}

#[test]
fn as_recorded() {
    for case in cases(include_str!("../../tests/recorded/str_methods.tsv")) {
        let [unit, text, method, args, expected] = case.try_into().unwrap();
        let unit = if unit == b"str" { Unit::CodePoint } else { Unit::Byte };
        let field = |field: &[u8]| match unit {
            Unit::CodePoint => field.to_vec(),
            Unit::Byte => wtf8::code_points(field).map(|code| code as u8).collect(),
        };
        let (text, args, expected) = (field(&text), field(&args), field(&expected));
        let args: Vec<&[u8]> =
            if args.is_empty() { vec![] } else { args.split(|&byte| byte == 0x1F).collect() };
        // `count('')` has one argument, which is empty.
        let args = if args.is_empty() && method == b"count" { vec![&b""[..]] } else { args };
        let found = call(unit, &text, ascii(&method), &args);
        assert_eq!(shown(&found), shown(&expected), "{}.{}{args:?}", shown(&text), ascii(&method));
    }
}
