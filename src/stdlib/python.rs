//! The modules of the library that are written in Python: their sources, in the binary.

/// A module's source.
pub struct Embedded {
    pub name: &'static str,
    pub source: &'static str,
    pub is_package: bool,
}

/// All of them.
static MODULES: &[Embedded] = &[];

/// The source of the module of that name.
pub fn embedded(name: &str) -> Option<&'static Embedded> {
    MODULES.iter().find(|it| it.name == name)
}
