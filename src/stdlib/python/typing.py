"""Type hints: the forms that annotations are written in, and helpers that read them at run time."""

import collections
import collections.abc
import functools
import operator
import sys
import types
from types import GenericAlias

from _typing import (
    Generic,
    NoDefault,
    ParamSpec,
    ParamSpecArgs,
    ParamSpecKwargs,
    TypeAliasType,
    TypeVar,
    TypeVarTuple,
    _idfunc,
)

__all__ = [
    "AbstractSet", "Annotated", "Any", "AnyStr", "AsyncContextManager", "AsyncGenerator", "AsyncIterable",
    "AsyncIterator", "Awaitable", "BinaryIO", "ByteString", "Callable", "ChainMap", "ClassVar", "Collection",
    "Concatenate", "Container", "ContextManager", "Coroutine", "Counter", "DefaultDict", "Deque", "Dict", "Final",
    "ForwardRef", "FrozenSet", "Generator", "Generic", "Hashable", "IO", "ItemsView", "Iterable", "Iterator",
    "KeysView", "List", "Literal", "LiteralString", "Mapping", "MappingView", "Match", "MutableMapping",
    "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType", "NoDefault", "NoReturn", "NotRequired",
    "Optional", "OrderedDict", "ParamSpec", "ParamSpecArgs", "ParamSpecKwargs", "Pattern", "Protocol", "ReadOnly",
    "Required", "Reversible", "Self", "Sequence", "Set", "Sized", "SupportsAbs", "SupportsBytes",
    "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "TYPE_CHECKING", "Text",
    "TextIO", "Tuple", "Type", "TypeAlias", "TypeAliasType", "TypeGuard", "TypeIs", "TypeVar", "TypeVarTuple",
    "TypedDict", "Union", "Unpack", "ValuesView", "assert_never", "assert_type", "cast", "clear_overloads",
    "dataclass_transform", "final", "get_args", "get_origin", "get_overloads", "get_protocol_members",
    "get_type_hints", "is_protocol", "is_typeddict", "no_type_check", "no_type_check_decorator", "overload",
    "override", "reveal_type", "runtime_checkable",
]

TYPE_CHECKING = False
Text = str


# Arguments of subscripts.

def _type_convert(arg, module=None, *, allow_special_forms=False):
    """None means its class, and a string is a type named before it exists."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The type that an argument stands for; TypeError where it cannot be one."""
    bare = (Generic, Protocol) if allow_special_forms or not is_argument else (Generic, Protocol, ClassVar, Final)
    if allow_special_forms:
        bare = (Generic, Protocol)
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias) and any(arg.__origin__ is it for it in bare):
        raise TypeError(f"{arg} is not valid as type argument")
    if any(arg is it for it in (Any, LiteralString, NoReturn, Never, Self, TypeAlias)):
        return arg
    if allow_special_forms and (arg is ClassVar or arg is Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg is Generic or arg is Protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _type_repr(obj):
    """A type as the repr of other types shows it: classes by their names."""
    if isinstance(obj, tuple):
        return "[" + ", ".join(map(_type_repr, obj)) + "]"
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _as_tuple(params):
    return params if isinstance(params, tuple) else (params,)


def _dedupe(items):
    """The different ones, in order; those that cannot be hashed are compared one by one."""
    try:
        return list(dict.fromkeys(items))
    except TypeError:
        found = []
        for item in items:
            if item not in found:
                found.append(item)
        return found


def _cached(function):
    """Subscripts with the same arguments give the same object, where the arguments can be hashed."""
    remembered = functools.lru_cache(typed=True)(function)

    @functools.wraps(function)
    def inner(*args, **kwds):
        try:
            hash(args)
        except TypeError:
            return function(*args, **kwds)
        return remembered(*args, **kwds)
    return inner


def _unpacked_args(arg):
    """The items of `*tuple[...]`; None for everything else."""
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        return None
    return getattr(arg, "__typing_unpacked_tuple_args__", None)


def _unpack_args(*args):
    flat = []
    for arg in args:
        inner = _unpacked_args(arg)
        if inner is not None and not (inner and inner[-1] is ...):
            flat.extend(inner)
        else:
            flat.append(arg)
    return flat


def _is_param_expr(arg):
    """Whether an argument can stand for the parameters of a callable."""
    if arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias)):
        return True
    return isinstance(arg, _GenericAlias) and arg.__origin__ is Concatenate


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    """The type variables in some types, each once."""
    found = []

    def add(parameter):
        if parameter not in found:
            if enforce_default_ordering:
                check(parameter)
            found.append(parameter)

    def check(parameter):
        nonlocal default_seen
        if parameter.__default__ is not NoDefault:
            default_seen = True
        elif default_seen:
            raise TypeError(f"Type parameter {parameter!r} without a default follows type parameter with a default")

    default_seen = False
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            for inner in arg:
                for parameter in _collect_type_parameters((inner,)):
                    add(parameter)
        elif hasattr(arg, "__typing_subst__"):
            add(arg)
        else:
            for parameter in getattr(arg, "__parameters__", ()):
                add(parameter)
    return tuple(found)


def _prepare_args(alias, args):
    for parameter in alias.__parameters__:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare is not None:
            args = prepare(alias, args)
    return args


def _wrong_count(what, given, wanted):
    few = "many" if given > wanted else "few"
    return TypeError(f"Too {few} arguments for {what}; actual {given}, expected {wanted}")


# What the classes of `_typing` call.

def _make_union(left, right):
    return Union[left, right]


def _typevar_subst(self, arg):
    arg = _type_check(arg, "Parameters to generic types must be types.", is_argument=True)
    unpacked = isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack
    if unpacked or isinstance(arg, GenericAlias) and getattr(arg, "__unpacked__", False):
        raise TypeError(f"{arg} is not valid as type argument")
    return arg


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple(_type_check(it, "Expected a type.") for it in arg)
    if not _is_param_expr(arg):
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
    return arg


def _paramspec_prepare_subst(self, alias, args):
    parameters = alias.__parameters__
    place = parameters.index(self)
    if place == len(args) and self.has_default():
        args = (*args, self.__default__)
    if place >= len(args):
        raise TypeError(f"Too few arguments for {alias}")
    # With one parameter only, its list needs no brackets of its own.
    if len(parameters) == 1 and not _is_param_expr(args[0]):
        return (args,)
    if isinstance(args[place], list):
        return (*args[:place], tuple(args[place]), *args[place + 1:])
    return args


@_cached
def _generic_class_getitem(cls, args):
    args = tuple(_type_convert(it) for it in _as_tuple(args))
    if cls is Generic or cls is Protocol:
        name = cls.__name__
        if not args:
            raise TypeError(f"Parameter list to {name}[...] cannot be empty")
        if not all(isinstance(it, (TypeVar, ParamSpec)) or _is_unpacked_variable(it) for it in args):
            raise TypeError(
                f"Parameters to {name}[...] must all be type variables or parameter specification variables."
            )
        if len(set(args)) != len(args):
            raise TypeError(f"Parameters to {name}[...] must all be unique")
        return _GenericAlias(cls, args)
    parameters = getattr(cls, "__parameters__", ())
    args = _prepare_args(cls, args)
    if not parameters:
        raise TypeError(f"{cls} is not a generic class")
    if len(args) != len(parameters):
        raise _wrong_count(cls, len(args), len(parameters))
    filled = []
    for parameter, arg in zip(parameters, args):
        if isinstance(parameter, TypeVarTuple):
            filled.extend(arg)
        else:
            filled.append(arg)
    return _GenericAlias(cls, tuple(filled))


def _is_unpacked_variable(arg):
    return not isinstance(arg, type) and getattr(arg, "__typing_is_unpacked_typevartuple__", False)


def _generic_init_subclass(cls, *args, **kwargs):
    if cls is Generic:
        return
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    declared = "__orig_bases__" in cls.__dict__
    bases = cls.__orig_bases__ if declared else cls.__bases__
    plain = Generic in bases and (declared or cls.__name__ != "Protocol" and type(cls) is not _TypedDictMeta)
    if plain:
        raise TypeError("Cannot inherit from plain Generic")
    cls.__parameters__ = _parameters_of_bases(bases) if declared else ()


def _parameters_of_bases(bases):
    parameters = _collect_type_parameters(bases)
    listed = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
            if listed is not None:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            listed = base.__parameters__
    if listed is None:
        return parameters
    missing = [it for it in parameters if it not in listed]
    if missing:
        raise TypeError(
            f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
            f"Generic[{', '.join(map(str, listed))}]"
        )
    return listed


# Special forms.

class _NotIterable:
    # Without this, `*form` would try the items 0, 1, 2 of a subscript.
    __slots__ = ()
    __iter__ = None


class _SpecialForm(_NotIterable):
    # A name that means something only in type hints.

    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _TypedCacheSpecialForm(_SpecialForm):
    # A form to which 1 and True are different arguments.

    def __getitem__(self, parameters):
        return self._getitem(self, *_as_tuple(parameters))


def _bare(name, doc):
    """A form that takes no subscript."""
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


def _single(name, doc, message="{} accepts only single type.", alias=None, **options):
    """A form that takes one type."""
    @_cached
    def getitem(self, parameters):
        item = _type_check(parameters, message.format(self), **options)
        return (alias or _GenericAlias)(self, (item,))
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all: checkers accept every use of it."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


NoReturn = _bare("NoReturn", "What a function returns that never returns.")
Never = _bare("Never", "The type without values.")
Self = _bare("Self", "The class that a method is called on.")
LiteralString = _bare("LiteralString", "A string made of literals only.")
TypeAlias = _bare("TypeAlias", "Marks an assignment as the definition of a type alias.")

ClassVar = _single("ClassVar", "An attribute of the class, not of its instances.", allow_special_forms=True)
Final = _single("Final", "A name that is bound once.", allow_special_forms=True)
TypeGuard = _single("TypeGuard", "The result of a function that, if true, says what its argument is.")
TypeIs = _single("TypeIs", "The result of a function that says whether its argument is of a type.")
Required = _single("Required", "A key that a TypedDict must have.", allow_special_forms=True)
NotRequired = _single("NotRequired", "A key that a TypedDict may have.", allow_special_forms=True)
ReadOnly = _single("ReadOnly", "A key of a TypedDict that is not changed.", allow_special_forms=True)


@_SpecialForm
@_cached
def Union(self, parameters):
    """Union[X, Y]: a value of one of these types."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    message = "Union[arg, ...]: each arg must be a type."
    flat = []
    for item in _as_tuple(parameters):
        item = _type_check(item, message)
        if isinstance(item, (_UnionGenericAlias, types.UnionType)):
            flat.extend(item.__args__)
        else:
            flat.append(item)
    flat = _dedupe(flat)
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and type(None) in flat:
        return _UnionGenericAlias(self, tuple(flat), name="Optional")
    return _UnionGenericAlias(self, tuple(flat))


@_SpecialForm
def Optional(self, parameters):
    """Optional[X]: X or None."""
    arg = _type_check(parameters, f"{self} requires a single type.")
    return Union[arg, type(None)]


@_TypedCacheSpecialForm
@_cached
def Literal(self, *parameters):
    """Literal[x, y]: one of these very values."""
    flat = []
    for item in parameters:
        if isinstance(item, _LiteralGenericAlias):
            flat.extend(item.__args__)
        else:
            flat.append(item)
    try:
        flat = [value for value, _ in _dedupe([(it, type(it)) for it in flat])]
    except TypeError:
        pass
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """Concatenate[X, P]: the parameters of P with others in front."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    *front, last = _as_tuple(parameters)
    if last is not ... and not isinstance(last, ParamSpec):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(self, (*(_type_check(it, message) for it in front), last))


@_SpecialForm
def Unpack(self, parameters):
    """Unpack[X]: what *X stands for."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _UnpackGenericAlias(origin=self, args=(item,))


@_TypedCacheSpecialForm
def Annotated(self, *params):
    """Annotated[X, y]: the type X, with something about it for those who know it."""
    if len(params) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments (a type and an annotation)."
        )
    if _is_unpacked_variable(params[0]):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(origin, tuple(params[1:]))


# Forms with arguments.

# Attributes that are set on the alias and not on the class behind it.
_OWN = frozenset({"_name", "_inst", "_nparams", "_defaults", "_paramspec_tvars", "_typevar_types"})


class _BaseGenericAlias:
    """What aliases of this module have in common."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            # Not every object takes attributes.
            pass
        return result

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        later = bases[bases.index(self) + 1:]
        if not any(
            isinstance(it, _BaseGenericAlias) or isinstance(it, type) and issubclass(it, Generic)
            for it in later
        ):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ("__origin__", "__args__"):
            raise AttributeError(attr)
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if _is_dunder(attr) or attr in _OWN:
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        behind = (it for it in dir(self.__origin__) if not _is_dunder(it))
        return list(set(super().__dir__()) | set(behind))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class _GenericAlias(_BaseGenericAlias):
    """A generic class or a form, with arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = _as_tuple(args)
        self.__parameters__ = _collect_type_parameters(self.__args__, enforce_default_ordering=False)
        if not name:
            self.__module__ = getattr(origin, "__module__", "typing")

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_cached
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        args = _unpack_args(*(_type_convert(it) for it in _as_tuple(args)))
        return self.copy_with(self._filled(tuple(args)))

    def _filled(self, args):
        """The arguments, with others in the places of the type variables."""
        args = _prepare_args(self, args)
        if len(args) != len(self.__parameters__):
            raise _wrong_count(self, len(args), len(self.__parameters__))
        places = dict(zip(self.__parameters__, args))
        filled = []
        for old in self.__args__:
            for new in self._fill(old, places):
                filled.append(new)
        return tuple(filled)

    def _fill(self, old, places):
        if isinstance(old, type):
            return (old,)
        if isinstance(old, tuple):
            return (tuple(new for it in old for new in self._fill(it, places)),)
        substitute = getattr(old, "__typing_subst__", None)
        if substitute is not None:
            new = substitute(places[old])
        else:
            inner = []
            for parameter in getattr(old, "__parameters__", ()):
                value = places[parameter]
                if isinstance(parameter, TypeVarTuple):
                    inner.extend(value)
                else:
                    inner.append(value)
            new = old[tuple(inner)] if inner or getattr(old, "__parameters__", ()) else old
        callable_origin = collections.abc.Callable
        if self.__origin__ is callable_origin and isinstance(new, tuple):
            # The parameters of a callable stand among its arguments one by one.
            return new
        if _is_unpacked_variable(old):
            return tuple(new)
        return (new,)

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(map(_type_repr, self.__args__)) if self.__args__ else "()"
        return f"{name}[{args}]"

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args = args[0]
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias):
    """An old name of a class elsewhere, as List is of list."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams
        self._defaults = defaults
        where = "" if origin.__module__ == "builtins" else origin.__module__ + "."
        self.__doc__ = f"A generic version of {where}{origin.__qualname__}."
        self.__module__ = "typing"

    @_cached
    def __getitem__(self, params):
        params = tuple(_type_check(it, "Parameters to generic types must be types.") for it in _as_tuple(params))
        missing = self._nparams - len(params)
        if 0 < missing <= len(self._defaults):
            params = (*params, *self._defaults[-missing:])
        if not self._nparams:
            raise TypeError(f"{self} is not a generic class")
        if len(params) != self._nparams:
            wanted = self._nparams
            if self._defaults and len(params) < wanted:
                raise TypeError(
                    f"Too few arguments for {self}; actual {len(params)}, "
                    f"expected at least {wanted - len(self._defaults)}"
                )
            raise _wrong_count(self, len(params), wanted)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class _TupleType(_SpecialGenericAlias):
    @_cached
    def __getitem__(self, params):
        params = _as_tuple(params)
        message = "Tuple[t0, t1, ...]: each t must be a type."
        if len(params) == 2 and params[1] is ...:
            return self.copy_with((_type_check(params[0], "Tuple[t, ...]: t must be a type."), ...))
        return self.copy_with(tuple(_type_check(it, message) for it in params))


class _CallableType(_SpecialGenericAlias):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        if isinstance(args, list):
            args = tuple(args)
        return self._getitem((args, result))

    @_cached
    def _getitem(self, params):
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self.copy_with((..., result))
        message = "Callable[[arg, ...], result]: each arg must be a type."
        return self.copy_with((*(_type_convert(it) for it in _as_tuple(args)), result))


class _CallableGenericAlias(_NotIterable, _GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        shown = ", ".join(map(_type_repr, args[:-1]))
        return f"typing.Callable[[{shown}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _UnionGenericAlias(_NotIterable, _GenericAlias):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        try:
            return set(self.__args__) == set(other.__args__)
        except TypeError:
            return all(it in other.__args__ for it in self.__args__) and all(
                it in self.__args__ for it in other.__args__
            )

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is type(None):
                return f"typing.Optional[{_type_repr(args[1])}]"
            if args[1] is type(None):
                return f"typing.Optional[{_type_repr(args[0])}]"
        return "typing.Union[" + ", ".join(map(_type_repr, args)) + "]"

    def __instancecheck__(self, obj):
        return any(isinstance(obj, it) for it in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, it) for it in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias):
    def _values(self):
        return [(it, type(it)) for it in self.__args__]

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(self._values()) == set(other._values())

    def __hash__(self):
        return hash(frozenset(self._values()))

    def __repr__(self):
        return "typing.Literal[" + ", ".join(map(repr, self.__args__)) + "]"

    def __call__(self, *args, **kwds):
        raise TypeError("Cannot instantiate typing.Literal")


class _ConcatenateGenericAlias(_GenericAlias):
    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]"

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return _as_tuple(args)
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        (arg,) = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, params):
        (origin,) = params
        return _AnnotatedAlias(origin, self.__metadata__)

    def __repr__(self):
        shown = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {shown}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class ForwardRef:
    """A type that is named by a string, before it exists."""

    __slots__ = (
        "__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__",
        "__forward_is_argument__", "__forward_is_class__", "__forward_module__",
    )

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        # `*Ts` is an expression only inside a subscript.
        source = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            code = compile(source, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None and localns is None:
            globalns = localns = {}
        globalns = localns if globalns is None else globalns
        localns = globalns if localns is None else localns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
        if type_params:
            localns = {**{it.__name__: it for it in type_params}, **localns}
        value = _type_check(
            eval(self.__forward_code__, globalns, localns),
            "Forward references must evaluate to types.",
            is_argument=self.__forward_is_argument__,
            allow_special_forms=self.__forward_is_class__,
        )
        self.__forward_value__ = _eval_type(
            value, globalns, localns, type_params, recursive_guard=recursive_guard | {self.__forward_arg__}
        )
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        same = self.__forward_arg__ == other.__forward_arg__
        same = same and self.__forward_module__ == other.__forward_module__
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return same and self.__forward_value__ == other.__forward_value__
        return same

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        where = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{where})"


# Old names of classes.

def _class(origin, nparams, name=None, inst=False, defaults=()):
    return _SpecialGenericAlias(origin, nparams, inst=inst, name=name, defaults=defaults)


_abc = collections.abc
Hashable = _class(_abc.Hashable, 0, inst=True)
Awaitable = _class(_abc.Awaitable, 1, inst=True)
Coroutine = _class(_abc.Coroutine, 3, inst=True)
AsyncIterable = _class(_abc.AsyncIterable, 1, inst=True)
AsyncIterator = _class(_abc.AsyncIterator, 1, inst=True)
Iterable = _class(_abc.Iterable, 1, inst=True)
Iterator = _class(_abc.Iterator, 1, inst=True)
Reversible = _class(_abc.Reversible, 1, inst=True)
Sized = _class(_abc.Sized, 0, inst=True)
Container = _class(_abc.Container, 1, inst=True)
Collection = _class(_abc.Collection, 1, inst=True)
AbstractSet = _class(_abc.Set, 1, name="AbstractSet", inst=True)
MutableSet = _class(_abc.MutableSet, 1, inst=True)
Mapping = _class(_abc.Mapping, 2, inst=True)
MutableMapping = _class(_abc.MutableMapping, 2, inst=True)
Sequence = _class(_abc.Sequence, 1, inst=True)
MutableSequence = _class(_abc.MutableSequence, 1, inst=True)
MappingView = _class(_abc.MappingView, 1, inst=True)
KeysView = _class(_abc.KeysView, 1, inst=True)
ItemsView = _class(_abc.ItemsView, 2, inst=True)
ValuesView = _class(_abc.ValuesView, 1, inst=True)
Generator = _class(_abc.Generator, 3, inst=True, defaults=(type(None), type(None)))
AsyncGenerator = _class(_abc.AsyncGenerator, 2, inst=True, defaults=(type(None),))
Callable = _CallableType(_abc.Callable, 2)
List = _class(list, 1, name="List")
Deque = _class(collections.deque, 1, name="Deque", inst=True)
Set = _class(set, 1, name="Set")
FrozenSet = _class(frozenset, 1, name="FrozenSet")
Dict = _class(dict, 2, name="Dict")
DefaultDict = _class(collections.defaultdict, 2, name="DefaultDict", inst=True)
OrderedDict = _class(collections.OrderedDict, 2, inst=True)
Counter = _class(collections.Counter, 1, inst=True)
ChainMap = _class(collections.ChainMap, 2, inst=True)
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
Type = _class(type, 1, name="Type")

AnyStr = TypeVar("AnyStr", bytes, str)


def __getattr__(attr):
    """Names whose modules are imported only when they are asked for."""
    if attr in ("Pattern", "Match"):
        import re
        made = _class(getattr(re, attr), 1, inst=True)
    elif attr in ("ContextManager", "AsyncContextManager"):
        import contextlib
        origin = getattr(contextlib, "Abstract" + attr)
        made = _class(origin, 2, name=attr, inst=True, defaults=(bool | None,))
    elif attr == "ByteString":
        made = _class(_abc.ByteString, 0, name="ByteString", inst=True)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {attr!r}")
    globals()[attr] = made
    return made


# Protocols.

# What a class body leaves in the namespace without saying anything about the protocol.
_NOT_MEMBERS = frozenset({
    "__abstractmethods__", "__annotations__", "__class_getitem__", "__dict__", "__doc__", "__firstlineno__",
    "__init__", "__init_subclass__", "__match_args__", "__module__", "__new__", "__non_callable_proto_members__",
    "__orig_bases__", "__orig_class__", "__parameters__", "__protocol_attrs__", "__qualname__", "__slots__",
    "__static_attributes__", "__subclasshook__", "__type_params__", "__weakref__", "_abc_impl", "_is_protocol",
    "_is_runtime_protocol", "_MutableMapping__marker",
})

# Classes that are protocols in all but name, so that protocols may have them as bases.
_PROTOCOLS_ELSEWHERE = {
    "collections.abc": {
        "Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable", "Sized",
        "Container", "Collection", "Reversible", "Buffer",
    },
    "contextlib": {"AbstractContextManager", "AbstractAsyncContextManager"},
}

_no_member = object()


def _protocol_members(cls):
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *base.__dict__.get("__annotations__", {})):
            if not name.startswith("_abc_") and name not in _NOT_MEMBERS:
                members.add(name)
    return members


def _find_member(obj, name):
    """An attribute without running descriptors."""
    for holder in (obj, type(obj)):
        if holder is obj:
            own = getattr(obj, "__dict__", None)
            if own is not None and name in own:
                return own[name]
        else:
            for base in holder.__mro__:
                if name in base.__dict__:
                    return base.__dict__[name]
    return _no_member


def _caller_is_machinery(depth):
    """Whether the check comes from `abc` or `functools`, which ask about every class there is."""
    try:
        return sys._getframe(depth).f_globals.get("__name__") in ("abc", "_py_abc", "functools", None)
    except ValueError:
        return True


from abc import ABCMeta, abstractmethod  # noqa: E402


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif any(it.__name__ == "Protocol" and it.__module__ == "typing" for it in bases):
            for base in bases:
                if not (
                    base in (object, Generic)
                    or base.__name__ in _PROTOCOLS_ELSEWHERE.get(base.__module__, ())
                    or issubclass(base, Generic) and getattr(base, "_is_protocol", False)
                ):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _protocol_members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _caller_is_machinery(2):
            if not getattr(cls, "_is_runtime_protocol", False):
                _check_class(other)
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if cls.__non_callable_proto_members__ and cls.__dict__.get("__subclasshook__") is _proto_hook:
                _check_class(other)
                names = sorted(map(repr, cls.__non_callable_proto_members__))
                raise TypeError(
                    "Protocols with non-method members don't support issubclass(). "
                    f"Non-method members: {', '.join(names)}."
                )
        return ABCMeta.__subclasscheck__(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return ABCMeta.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_runtime_protocol", False) and not _caller_is_machinery(2):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if ABCMeta.__instancecheck__(cls, instance):
            return True
        for name in cls.__protocol_attrs__:
            value = _find_member(instance, name)
            if value is _no_member:
                return False
            if value is None and name not in cls.__non_callable_proto_members__:
                return False
        return True


def _check_class(other):
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")


@classmethod
def _proto_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in base.__dict__.get("__annotations__", {}) and getattr(other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    # A concrete class may have got this from a protocol base: the next one in line is the real one.
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of protocols: classes that say what others must have, whatever their bases."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(it is Protocol for it in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Lets isinstance() and issubclass() look whether a class has what the protocol asks for."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = {
        it for it in cls.__protocol_attrs__ if not callable(getattr(cls, it, None))
    }
    return cls


def is_protocol(tp, /):
    """Whether a class is a protocol."""
    return (
        isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol
        and tp.__name__ != "Generic"
    )


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


@runtime_checkable
class SupportsInt(Protocol):
    """What int() takes."""

    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """What float() takes."""

    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """What complex() takes."""

    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """What bytes() takes."""

    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """What can be an index."""

    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs[T](Protocol):
    """What abs() takes."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T:
        pass


@runtime_checkable
class SupportsRound[T](Protocol):
    """What round() takes."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T:
        pass


# Named tuples and typed dictionaries.

def _named_tuple(name, fields, defaults=(), module=None):
    names = [it for it, _ in fields]
    hints = {it: _type_check(tp, f"field {it} annotation must be a type") for it, tp in fields}
    made = collections.namedtuple(name, names, defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = hints
    return made


# Names in a class body that a named tuple makes itself.
_RESERVED = frozenset({
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
    "_replace", "_asdict", "_source",
})
_IGNORED = frozenset({"__module__", "__name__", "__annotations__"})


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        hints = ns.get("__annotations__", {})
        with_default = []
        for field in hints:
            if field in ns:
                with_default.append(field)
            elif with_default:
                s = "s" if len(with_default) > 1 else ""
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default field{s} "
                    f"{', '.join(with_default)}"
                )
        made = _named_tuple(
            typename, list(hints.items()), defaults=[ns[it] for it in with_default], module=ns["__module__"]
        )
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in ns.items():
            if key in _RESERVED:
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
            if key in _IGNORED:
                continue
            if key not in made._fields:
                setattr(made, key, value)
            if hasattr(type(value), "__set_name__"):
                type(value).__set_name__(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


def NamedTuple(typename, fields=NoDefault, /, **kwargs):
    """A tuple whose items have names and types.

    Written as a class: class Point(NamedTuple): x: int; y: int = 0
    """
    if fields is NoDefault:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    elif fields is None:
        fields = ()
    made = _named_tuple(typename, list(fields), module=_caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


def _named_tuple_entries(bases):
    return (_NamedTuple,)


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = _named_tuple_entries


def _caller(depth=2):
    try:
        return sys._getframe(depth).f_globals.get("__name__", "__main__")
    except ValueError:
        return None


def _qualifiers(hint):
    """The marks around the type of a key, and nothing of the type itself."""
    found = set()
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint = hint.__origin__
        elif origin in (Required, NotRequired, ReadOnly):
            found.add(origin)
            (hint,) = get_args(hint)
        else:
            return found


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(it, Generic) for it in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        own = {
            key: _type_check(tp, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type",
                             module=made.__module__, allow_special_forms=True)
            for key, tp in ns.get("__annotations__", {}).items()
        }
        hints, required, optional, read_only, mutable = {}, set(), set(), set(), set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            base_required = base.__dict__.get("__required_keys__", set())
            base_optional = base.__dict__.get("__optional_keys__", set())
            required = (required | base_required) - base_optional
            optional = (optional | base_optional) - base_required
            read_only.update(base.__dict__.get("__readonly_keys__", ()))
            mutable.update(base.__dict__.get("__mutable_keys__", ()))
        hints.update(own)
        for key, hint in own.items():
            marks = _qualifiers(hint)
            is_required = Required in marks or total and NotRequired not in marks
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
            (read_only if ReadOnly in marks else mutable).add(key)
            (mutable if ReadOnly in marks else read_only).discard(key)
        made.__annotations__ = hints
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(read_only)
        made.__mutable_keys__ = frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=NoDefault, /, *, total=True):
    """A dictionary with certain keys, whose values have types.

    Written as a class: class Movie(TypedDict): name: str; year: int
    """
    if fields is NoDefault or fields is None:
        fields = {}
    namespace = {"__annotations__": dict(fields)}
    module = _caller()
    if module is not None:
        namespace["__module__"] = module
    made = _TypedDictMeta(typename, (), namespace, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Whether a class is a TypedDict."""
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """A type of its own for checkers, which at run time is the function that returns its argument."""

    __call__ = _idfunc

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`"
                )
        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# Files.

class IO(Generic[AnyStr]):
    """What open() returns; TextIO and BinaryIO say of which kind."""

    __slots__ = ()

    @property
    @abstractmethod
    def mode(self) -> str:
        pass

    @property
    @abstractmethod
    def name(self) -> str:
        pass

    @abstractmethod
    def close(self) -> None:
        pass

    @property
    @abstractmethod
    def closed(self) -> bool:
        pass

    @abstractmethod
    def fileno(self) -> int:
        pass

    @abstractmethod
    def flush(self) -> None:
        pass

    @abstractmethod
    def isatty(self) -> bool:
        pass

    @abstractmethod
    def read(self, n: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readable(self) -> bool:
        pass

    @abstractmethod
    def readline(self, limit: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readlines(self, hint: int = -1) -> List[AnyStr]:
        pass

    @abstractmethod
    def seek(self, offset: int, whence: int = 0) -> int:
        pass

    @abstractmethod
    def seekable(self) -> bool:
        pass

    @abstractmethod
    def tell(self) -> int:
        pass

    @abstractmethod
    def truncate(self, size: Optional[int] = None) -> int:
        pass

    @abstractmethod
    def writable(self) -> bool:
        pass

    @abstractmethod
    def write(self, s: AnyStr) -> int:
        pass

    @abstractmethod
    def writelines(self, lines: List[AnyStr]) -> None:
        pass

    @abstractmethod
    def __enter__(self) -> "IO[AnyStr]":
        pass

    @abstractmethod
    def __exit__(self, type, value, traceback) -> None:
        pass


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()

    @abstractmethod
    def write(self, s: Union[bytes, bytearray]) -> int:
        pass

    @abstractmethod
    def __enter__(self) -> "BinaryIO":
        pass


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()

    @property
    @abstractmethod
    def buffer(self) -> BinaryIO:
        pass

    @property
    @abstractmethod
    def encoding(self) -> str:
        pass

    @property
    @abstractmethod
    def errors(self) -> Optional[str]:
        pass

    @property
    @abstractmethod
    def line_buffering(self) -> bool:
        pass

    @property
    @abstractmethod
    def newlines(self) -> Any:
        pass

    @abstractmethod
    def __enter__(self) -> "TextIO":
        pass


# Reading hints.

def _eval_type(t, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
    """A type with the names in it replaced by what they stand for."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, type_params, recursive_guard=recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return t
    args = t.__args__
    if isinstance(t, GenericAlias):
        args = tuple(ForwardRef(it) if isinstance(it, str) else it for it in args)
    new = tuple(
        _eval_type(it, globalns, localns, type_params, recursive_guard=recursive_guard) for it in args
    )
    if new == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        alias = GenericAlias(t.__origin__, new)
        return next(iter(alias)) if t.__unpacked__ else alias
    if isinstance(t, types.UnionType):
        return functools.reduce(operator.or_, new)
    return t.copy_with(new)


def _strip_annotations(t):
    """A type without Annotated and the marks of TypedDict keys."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, "__origin__") and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        stripped = tuple(_strip_annotations(it) for it in t.__args__)
        if stripped == t.__args__:
            return t
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, stripped)
        if isinstance(t, types.UnionType):
            return functools.reduce(operator.or_, stripped)
        return t.copy_with(stripped)
    return t


def _hint(value, is_argument, is_class):
    if value is None:
        return type(None)
    if isinstance(value, str):
        return ForwardRef(value, is_argument=is_argument, is_class=is_class)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class or module, with the types that strings name."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = globalns
            if names is None:
                names = getattr(sys.modules.get(base.__module__), "__dict__", {})
            annotations = base.__dict__.get("__annotations__", {})
            if isinstance(annotations, types.GetSetDescriptorType):
                annotations = {}
            own = dict(vars(base)) if localns is None else localns
            first, second = names, own
            if localns is None and globalns is None:
                # A name in the class body must not hide the type that the module calls so.
                first, second = own, names
            for name, value in annotations.items():
                value = _hint(value, is_argument=False, is_class=True)
                hints[name] = _eval_type(value, first, second, base.__type_params__)
    else:
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType)):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        if globalns is None:
            if isinstance(obj, types.ModuleType):
                globalns = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                globalns = getattr(inner, "__globals__", {})
        if localns is None:
            localns = globalns
        for name, value in annotations.items():
            value = _hint(value, is_argument=not isinstance(obj, types.ModuleType), is_class=False)
            hints[name] = _eval_type(value, globalns, localns, getattr(obj, "__type_params__", ()))
    if include_extras:
        return hints
    return {name: _strip_annotations(it) for name, it in hints.items()}


def get_origin(tp):
    """What a subscript was made from: list for list[int], Union for Union[int, str]."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """The arguments of a subscript: (int, str) for dict[int, str]."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            return (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


# What checkers read, and what is done at run time.

def cast(typ, val):
    """The value; checkers take it to be of the type."""
    return val


def assert_type(val, typ, /):
    """The value; checkers make sure of its type."""
    return val


def assert_never(arg, /):
    """Says that this line cannot be reached; at run time, raises AssertionError."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """The object; checkers show its type, and at run time it goes to the error stream."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def final(f):
    """Marks a class that is not to be inherited from, or a method that is not to be overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    """Marks a method that overrides one of a base class."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    """Marks a function or class whose annotations are not types."""
    if isinstance(arg, type):
        for name in dir(arg):
            member = getattr(arg, name)
            if getattr(member, "__qualname__", None) != f"{arg.__qualname__}.{getattr(member, '__name__', None)}":
                continue
            if isinstance(member, (types.FunctionType, types.MethodType)):
                getattr(member, "__func__", member).__no_type_check__ = True
            elif isinstance(member, type):
                no_type_check(member)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Makes a decorator mark what it decorates as by no_type_check."""
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


_overloads = collections.defaultdict(functools.partial(collections.defaultdict, dict))


def _overload_dummy(*args, **kwds):
    """What the name of an overload is bound to."""
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
        "module should always be followed by an implementation that is not @overload-ed."
    )


def overload(func):
    """Marks one of several signatures of a function."""
    inner = getattr(func, "__func__", func)
    try:
        _overloads[inner.__module__][inner.__qualname__][inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The signatures of a function that were marked by overload."""
    func = getattr(func, "__func__", func)
    if func.__module__ not in _overloads:
        return []
    return list(_overloads[func.__module__].get(func.__qualname__, {}).values())


def clear_overloads():
    """Forgets all overloads."""
    _overloads.clear()


def dataclass_transform(
    *, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False, field_specifiers=(),
    **kwargs,
):
    """Marks a function or class that makes classes like dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default,
            "order_default": order_default,
            "kw_only_default": kw_only_default,
            "frozen_default": frozen_default,
            "field_specifiers": field_specifiers,
            "kwargs": kwargs,
        }
        return cls_or_fn
    return decorator
