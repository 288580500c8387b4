//! Which modules there are to be imported, and what is in those that have not been: for completion. Nothing is
//! imported for it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use crate::object::{Value, Vm};
use crate::protocol;
use crate::stdlib::{MODULES, declared, python, sys_attribute};

/// The last parts of the names of modules in `package`, or of those in none where it is empty.
pub fn known_names(vm: &Vm, package: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    let prefix = if package.is_empty() { String::new() } else { format!("{package}.") };
    let mut add = |name: &str| {
        if let Some(rest) = name.strip_prefix(&prefix)
            && !rest.is_empty()
        {
            found.insert(rest.split('.').next().unwrap_or(rest).to_owned());
        }
    };
    MODULES.iter().for_each(|it| add(it.name));
    python::names().for_each(&mut add);
    for key in vm.modules.get().map(|it| it.keys()).unwrap_or_default() {
        if let Value::Str(name) = key {
            add(&name.to_string_lossy());
        }
    }
    for folder in folders(vm, package) {
        found.extend(modules_in(&folder));
    }
    found.into_iter().collect()
}

/// The names that a module written in Rust will have.
pub fn declared_names(module: &str) -> Vec<String> {
    let Some(declared) = declared(module) else { return vec![] };
    let functions = declared.functions.iter().copied().flatten().map(|it| it.signature.name);
    let classes = declared.classes.iter().map(|it| it.0);
    functions.chain(classes).map(str::to_owned).collect()
}

/// Where a package that is loaded, or the program, looks for modules.
fn folders(vm: &Vm, package: &str) -> Vec<PathBuf> {
    let path = if package.is_empty() {
        sys_attribute(vm, "path")
    } else {
        let module = vm.modules.get().and_then(|it| it.get_str(&vm.intern(package)));
        module.and_then(|it| protocol::attr::own_attr(&it, &vm.intern("__path__")))
    };
    let Some(Value::List(path)) = path else { return vec![] };
    let folder = |it: &Value| match it {
        Value::Str(text) if text.count() == 0 => std::env::current_dir().ok(),
        Value::Str(text) => Some(PathBuf::from(OsStr::from_bytes(text.bytes()))),
        _ => None,
    };
    path.to_vec().iter().filter_map(folder).collect()
}

fn modules_in(folder: &PathBuf) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return vec![] };
    let name = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let stem = match name.strip_suffix(".py") {
            Some(stem) => stem.to_owned(),
            None if entry.path().join("__init__.py").is_file() => name,
            None => return None,
        };
        let plain = stem.chars().all(|it| it.is_alphanumeric() || it == '_');
        (plain && stem != "__init__" && stem != "__main__").then_some(stem)
    };
    entries.flatten().filter_map(name).collect()
}
