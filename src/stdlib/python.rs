//! The modules of the library that are written in Python: their sources, in the binary.

/// A module's source.
pub struct Embedded {
    pub name: &'static str,
    pub source: &'static str,
    pub is_package: bool,
}

macro_rules! embedded {
    ($($name:literal $path:literal $is_package:literal;)*) => {
        /// All of them.
        static MODULES: &[Embedded] = &[$(Embedded {
            name: $name,
            source: include_str!(concat!("python/", $path)),
            is_package: $is_package,
        },)*];
    };
}

embedded! {
    "__future__" "__future__.py" false;
    "_collections_abc" "_collections_abc.py" false;
    "_weakrefset" "_weakrefset.py" false;
    "abc" "abc.py" false;
    "bisect" "bisect.py" false;
    "code" "code.py" false;
    "codeop" "codeop.py" false;
    "collections" "collections/__init__.py" true;
    "collections.abc" "collections/abc.py" false;
    "contextlib" "contextlib.py" false;
    "copy" "copy.py" false;
    "copyreg" "copyreg.py" false;
    "dataclasses" "dataclasses.py" false;
    "enum" "enum.py" false;
    "fractions" "fractions.py" false;
    "functools" "functools.py" false;
    "heapq" "heapq.py" false;
    "io" "io.py" false;
    "keyword" "keyword.py" false;
    "numbers" "numbers.py" false;
    "operator" "operator.py" false;
    "random" "random.py" false;
    "reprlib" "reprlib.py" false;
    "string" "string.py" false;
    "types" "types.py" false;
    "typing" "typing.py" false;
    "warnings" "warnings.py" false;
    "weakref" "weakref.py" false;
}

/// The source of the module of that name.
pub fn embedded(name: &str) -> Option<&'static Embedded> {
    MODULES.iter().find(|it| it.name == name)
}

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|it| it.name)
}
