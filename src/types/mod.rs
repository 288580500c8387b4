//! The built-in types, a file or folder each.
//!
//! Each type states itself as a `SPEC`; [`spec`] is the list of them.

pub mod bool;
pub mod bytes;
pub mod class;
pub mod class_attrs;
pub mod code;
pub mod codec;
pub mod complex;
pub mod container;
pub mod descriptor;
pub mod dict;
pub mod enumerate;
pub mod exception;
pub mod float;
pub mod frame;
pub mod frame_locals;
pub mod generic;
pub mod instance_check;
pub mod int;
pub mod list;
pub mod map;
pub mod mappingproxy;
pub mod memoryview;
pub mod method;
pub mod module;
pub mod namespace;
pub mod object;
mod object_reduce;
pub mod pairs;
pub mod property;
pub mod range;
pub mod reversed;
pub mod sequence_iterator;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod super_;
pub mod traceback;
pub mod tuple;
pub mod typed_array;
pub mod typing;
pub mod union;
pub mod weakref;
pub mod zip;

use crate::object::{Builtin, TypeSpec};

/// The declaration of a built-in class; `None` for classes that a module of the standard library declares.
pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    let spec = match which {
        Builtin::Object => &object::SPEC,
        Builtin::Type => &class::SPEC,
        Builtin::NoneType => &singletons::NONE,
        Builtin::NotImplementedType => &singletons::NOT_IMPLEMENTED,
        Builtin::EllipsisType => &singletons::ELLIPSIS,
        Builtin::WrapperDescriptor => &class::wrap::WRAPPER,
        Builtin::MethodWrapper => &class::wrap::BOUND,
        Builtin::MethodDescriptor => &descriptor::METHOD,
        Builtin::ClassMethodDescriptor => &descriptor::CLASS_METHOD,
        Builtin::GetSetDescriptor => &descriptor::GETSET,
        Builtin::MemberDescriptor => &descriptor::MEMBER,
        Builtin::Method => &method::METHOD,
        Builtin::Module => &module::SPEC,
        Builtin::Weakref => &weakref::SPEC,
        Builtin::WeakProxy => &weakref::PROXY,
        Builtin::WeakCallableProxy => &weakref::CALLABLE_PROXY,
        Builtin::ClassMethod => &method::CLASS_METHOD,
        Builtin::StaticMethod => &method::STATIC_METHOD,
        Builtin::NativeFunction => &method::NATIVE,
        Builtin::Property => &property::SPEC,
        Builtin::Super => &super_::SPEC,
        Builtin::GenericAlias => &generic::SPEC,
        Builtin::UnionType => &union::SPEC,
        Builtin::TypeVar => &typing::type_var::SPEC,
        Builtin::ParamSpec => &typing::param_spec::SPEC,
        Builtin::ParamSpecArgs => &typing::param_spec::ARGS,
        Builtin::ParamSpecKwargs => &typing::param_spec::KWARGS,
        Builtin::TypeVarTuple => &typing::type_var_tuple::SPEC,
        Builtin::TypeAliasType => &typing::alias::SPEC,
        Builtin::NoDefaultType => &typing::no_default::SPEC,
        Builtin::Generic => &typing::generic::SPEC,
        Builtin::Int => &int::SPEC,
        Builtin::Bool => &bool::SPEC,
        Builtin::Float => &float::SPEC,
        Builtin::Complex => &complex::SPEC,
        Builtin::Str => &str::SPEC,
        Builtin::StrIterator => &str::iter::SPEC,
        Builtin::StrAsciiIterator => &str::iter::ASCII_SPEC,
        Builtin::Bytes => &bytes::SPEC,
        Builtin::BytesIterator => &bytes::iter::SPEC,
        Builtin::ByteArray => &bytes::ARRAY_SPEC,
        Builtin::ByteArrayIterator => &bytes::iter::ARRAY_SPEC,
        Builtin::MemoryView => &memoryview::SPEC,
        Builtin::BufferWrapper => &memoryview::exported::SPEC,
        Builtin::MemoryIterator => &memoryview::ITERATOR_SPEC,
        Builtin::Slice => &slice::SPEC,
        Builtin::Range => &range::SPEC,
        Builtin::RangeIterator => &range::ITERATOR_SPEC,
        Builtin::LongRangeIterator => &range::LONG_ITERATOR_SPEC,
        Builtin::Tuple => &tuple::SPEC,
        Builtin::TupleIterator => &tuple::ITERATOR_SPEC,
        Builtin::Set => &set::SPEC,
        Builtin::FrozenSet => &set::FROZEN_SPEC,
        Builtin::SetIterator => &set::ITERATOR_SPEC,
        Builtin::MappingProxy => &mappingproxy::SPEC,
        Builtin::Dict => &dict::SPEC,
        Builtin::DictKeys => &dict::views::KEYS_SPEC,
        Builtin::DictValues => &dict::views::VALUES_SPEC,
        Builtin::DictItems => &dict::views::ITEMS_SPEC,
        Builtin::DictKeyIterator => &dict::iterator::KEY_SPEC,
        Builtin::DictValueIterator => &dict::iterator::VALUE_SPEC,
        Builtin::DictItemIterator => &dict::iterator::ITEM_SPEC,
        Builtin::DictReverseKeyIterator => &dict::iterator::REVERSE_KEY_SPEC,
        Builtin::DictReverseValueIterator => &dict::iterator::REVERSE_VALUE_SPEC,
        Builtin::DictReverseItemIterator => &dict::iterator::REVERSE_ITEM_SPEC,
        Builtin::SequenceIterator => &sequence_iterator::SPEC,
        Builtin::CallableIterator => &sequence_iterator::CALLABLE_SPEC,
        Builtin::Enumerate => &enumerate::SPEC,
        Builtin::Zip => &zip::SPEC,
        Builtin::Map => &map::SPEC,
        Builtin::Filter => &map::FILTER_SPEC,
        Builtin::Reversed => &reversed::SPEC,
        Builtin::SimpleNamespace => &namespace::SPEC,
        Builtin::List => &list::SPEC,
        Builtin::ListIterator => &list::iterator::SPEC,
        Builtin::ListReverseIterator => &list::iterator::REVERSE_SPEC,
        Builtin::Code => &code::SPEC,
        Builtin::Frame => &frame::SPEC,
        Builtin::FrameLocalsProxy => &frame_locals::SPEC,
        Builtin::Traceback => &traceback::SPEC,
        _ => return exception::spec(which),
    };
    Some(spec)
}
