//! Private names: `__name` in a class means `_Class__name`.
//!
//! Reference: Language Reference, "Private name mangling".

use super::ast::Identifier;

/// `__name` in a class becomes `_Class__name`.
///
/// Reference: Language Reference, "Private name mangling".
pub fn mangle(class_name: Option<&str>, name: &Identifier) -> Identifier {
    let Some(class_name) = class_name else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    match class_name.trim_start_matches('_') {
        "" => name.clone(),
        class_name => format!("_{class_name}{name}").into(),
    }
}
