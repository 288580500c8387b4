"""Classes that hold data: `__init__`, `__repr__`, comparisons and more, made from annotated fields."""

import abc
import sys
import types
from keyword import iskeyword

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """A field of a frozen dataclass was to be changed."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_NO_METADATA = types.MappingProxyType({})


class _FIELD_BASE:
    """What kind of field it is."""

    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'

# What asdict() and astuple() take over as it is.
_ATOMIC_TYPES = frozenset({
    types.NoneType, bool, int, float, str, complex, bytes, types.EllipsisType, types.NotImplementedType,
    types.CodeType, types.BuiltinFunctionType, types.FunctionType, type, range, property,
})


class InitVar:
    """The type of an argument of `__init__` that goes to `__post_init__` and is no field."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, types.GenericAlias):
            return f'dataclasses.InitVar[{self.type.__name__}]'
        return f'dataclasses.InitVar[{self.type!r}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


# Fields whose repr is being made: a type may show the field again.
_shown_fields = set()


class Field:
    """What a dataclass knows of one of its fields. field() makes them."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata',
                 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _NO_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        if id(self) in _shown_fields:
            return '...'
        _shown_fields.add(id(self))
        try:
            return self._shown()
        finally:
            _shown_fields.discard(id(self))

    def _shown(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},'
                f'default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},'
                f'hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},'
                f'kw_only={self.kw_only!r},_field_type={self._field_type})')

    def __set_name__(self, owner, name):
        # A default that is a descriptor hears of its name all the same.
        set_name = getattr(type(self.default), '__set_name__', None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(types.GenericAlias)


class _DataclassParams:
    """The arguments that dataclass() was called with."""

    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args', 'kw_only', 'slots',
                 'weakref_slot')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        return '_DataclassParams(%s)' % ','.join([f'{name}={getattr(self, name)!r}' for name in self.__slots__])


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Say more of a field than its type: stands in the place of its default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# Which kind an annotation makes of a field.

def _names_in(annotation):
    """`module.name` or `name` at the start of an annotation that is text, as a pair; None if it starts otherwise."""
    rest = annotation.lstrip()
    words = []
    while True:
        end = 0
        while end < len(rest) and (rest[end].isalnum() or rest[end] == '_'):
            end += 1
        if not end:
            return None if not words else (None, words[0])
        words.append(rest[:end])
        rest = rest[end:].lstrip()
        if len(words) == 2:
            return tuple(words)
        if rest[:1] != '.':
            return None, words[0]
        rest = rest[1:].lstrip()


def _is_named(annotation, cls, module, is_it):
    """Whether text names, as seen from the class's module, what `is_it` looks for in that module."""
    names = _names_in(annotation)
    if names is None:
        return False
    prefix, name = names
    space = sys.modules.get(cls.__module__)
    if space is None:
        return False
    if prefix is None:
        found = space.__dict__.get(name)
    elif space.__dict__.get(prefix) is module:
        found = module.__dict__.get(name)
    else:
        return False
    return found is not None and is_it(found)


def _is_classvar(annotation, cls):
    typing = sys.modules.get('typing')
    if typing is None:
        return False
    def is_it(it):
        return it is typing.ClassVar or getattr(it, '__origin__', None) is typing.ClassVar
    if isinstance(annotation, str):
        return _is_named(annotation, cls, typing, is_it)
    return is_it(annotation)


def _is_initvar(annotation, cls):
    if isinstance(annotation, str):
        return _is_named(annotation, cls, sys.modules[__name__],
                         lambda it: it is InitVar or type(it) is InitVar)
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, cls):
    if isinstance(annotation, str):
        return _is_named(annotation, cls, sys.modules[__name__], lambda it: it is KW_ONLY)
    return annotation is KW_ONLY


def _field_of(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        it = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            # A slot, not a value.
            default = MISSING
        it = field(default=default)
    it.name = name
    it.type = annotation
    it._field_type = _FIELD
    if _is_classvar(annotation, cls):
        it._field_type = _FIELD_CLASSVAR
    elif _is_initvar(annotation, cls):
        it._field_type = _FIELD_INITVAR
    if it._field_type is not _FIELD and it.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if it._field_type is not _FIELD_CLASSVAR:
        if it.kw_only is MISSING:
            it.kw_only = kw_only
    elif it.kw_only is not MISSING:
        raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    if it._field_type is _FIELD and it.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(it.default)} for field {name} is not allowed: use default_factory')
    return it


# The methods: their source is put together for all at once.

_OPERATORS = (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>='))


class _Methods:
    """The source of a class's new methods, and the names it uses."""

    def __init__(self, globals):
        self.globals = globals
        self.names = []
        self.lines = []
        self.values = {
            '__dataclass_HAS_DEFAULT_FACTORY__': _HAS_DEFAULT_FACTORY, '__dataclass_setattr__': object.__setattr__,
        }
        self.annotations = {}
        # Those that may not take the place of a method of the class: what the error says more.
        self.no_overwrite = {}
        self.keep = set()

    def add(self, name, params, body, annotations=None):
        self.names.append(name)
        self.lines.append(f' def {name}({", ".join(params)}):')
        self.lines += ['  ' + line for line in body]
        if annotations is not None:
            self.annotations[name] = annotations

    def put_into(self, cls):
        if not self.names:
            return
        lines = [f'def __create__({", ".join(self.values)}):', *self.lines, f' return {", ".join(self.names)},']
        space = {}
        exec('\n'.join(lines), self.globals, space)
        for name, method in zip(self.names, space['__create__'](**self.values)):
            method.__qualname__ = f'{cls.__qualname__}.{name}'
            if name in self.annotations:
                method.__annotations__ = self.annotations[name]
            if name in cls.__dict__:
                if name in self.no_overwrite:
                    raise TypeError(
                        f'Cannot overwrite attribute {name} in class {cls.__name__}{self.no_overwrite[name]}')
                if name in self.keep:
                    continue
            setattr(cls, name, method)


def _tuple_of(obj, names):
    return '(' + ''.join([f'{obj}.{name},' for name in names]) + ')'


def _add_init(methods, positional, kw_only, has_post_init, self_name, frozen, slots):
    seen_default = None
    for it in positional:
        if it.init:
            if not (it.default is MISSING and it.default_factory is MISSING):
                seen_default = it
            elif seen_default:
                raise TypeError(f'non-default argument {it.name!r} follows default argument {seen_default.name!r}')
    annotations = {}

    def parameter(it):
        annotations[it.name] = it.type
        if it.default is not MISSING:
            return f'{it.name}=__dataclass_dflt_{it.name}__'
        if it.default_factory is not MISSING:
            return f'{it.name}=__dataclass_HAS_DEFAULT_FACTORY__'
        return it.name

    params = [self_name, *[parameter(it) for it in positional if it.init]]
    named = [parameter(it) for it in kw_only if it.init]
    if named:
        params += ['*', *named]
    annotations['return'] = None

    body = []
    for it in [*positional, *kw_only]:
        default = f'__dataclass_dflt_{it.name}__'
        if it.default_factory is not MISSING:
            methods.values[default] = it.default_factory
            value = f'{default}()'
            if it.init:
                value += f' if {it.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {it.name}'
        elif it.init:
            if it.default is not MISSING:
                methods.values[default] = it.default
            value = it.name
        elif slots and it.default is not MISSING:
            # There will be no class attribute to give the default.
            methods.values[default] = it.default
            value = default
        else:
            continue
        if it._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f'__dataclass_setattr__({self_name},{it.name!r},{value})')
        else:
            body.append(f'{self_name}.{it.name}={value}')
    if has_post_init:
        passed = ','.join([it.name for it in [*positional, *kw_only] if it._field_type is _FIELD_INITVAR])
        body.append(f'{self_name}.{_POST_INIT_NAME}({passed})')
    methods.add('__init__', params, body or ['pass'], annotations)


def _add_repr(methods, names):
    methods.values['__dataclass_running__'] = set()
    methods.values['__dataclass_id__'] = id
    shown = ', '.join([f'{name}={{self.{name}!r}}' for name in names])
    methods.add('__repr__', ('self',), (
        'key = __dataclass_id__(self)',
        'if key in __dataclass_running__:',
        " return '...'",
        '__dataclass_running__.add(key)',
        'try:',
        f' return f"{{self.__class__.__qualname__}}({shown})"',
        'finally:',
        ' __dataclass_running__.discard(key)',
    ))


def _add_frozen(methods, cls, names):
    methods.values['__dataclass_cls__'] = cls
    methods.values['__dataclass_FrozenInstanceError__'] = FrozenInstanceError
    methods.values['__dataclass_super__'] = super
    methods.values['__dataclass_type__'] = type
    names = '{' + ', '.join([repr(name) for name in names]) + '}' if names else '()'
    for method, params, verb in (('__setattr__', ('self', 'name', 'value'), 'assign to'),
                                 ('__delattr__', ('self', 'name'), 'delete')):
        methods.add(method, params, (
            f'if __dataclass_type__(self) is __dataclass_cls__ or name in {names}:',
            f' raise __dataclass_FrozenInstanceError__(f"cannot {verb} field {{name!r}}")',
            f'__dataclass_super__(__dataclass_cls__, self).{method}({", ".join(params[1:])})',
        ))
        methods.no_overwrite[method] = ''


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    module = sys.modules.get(cls.__module__)
    methods = _Methods({} if module is None else module.__dict__)
    all_fields = {}
    any_frozen_base = has_dataclass_bases = False
    all_frozen_bases = None
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            all_fields.update(base_fields)
            if all_frozen_bases is None:
                all_frozen_bases = True
            base_frozen = getattr(base, _PARAMS).frozen
            all_frozen_bases = all_frozen_bases and base_frozen
            any_frozen_base = any_frozen_base or base_frozen

    annotations = cls.__dict__.get('__annotations__', {})
    own = []
    own_kw_only, kw_only_seen = kw_only, False
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or isinstance(annotation, str) and _is_kw_only(annotation, cls):
            if kw_only_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_only_seen = True
            own_kw_only = True
        else:
            own.append(_field_of(cls, name, annotation, own_kw_only))
    for it in own:
        all_fields[it.name] = it
        if isinstance(getattr(cls, it.name, None), Field):
            # In its place stands the default, so that the class has it as an attribute.
            if it.default is MISSING:
                delattr(cls, it.name)
            else:
                setattr(cls, it.name, it.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')

    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen_bases is False and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, all_fields)
    # A class that has __eq__ and no __hash__ gets None for that; nobody has asked for it.
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')

    init_fields = [it for it in all_fields.values() if it._field_type is not _FIELD_CLASSVAR]
    positional = [it for it in init_fields if it.init and not it.kw_only]
    named = [it for it in init_fields if it.init and it.kw_only]
    real = [it for it in init_fields if it._field_type is _FIELD]
    if init:
        _add_init(
            methods, [it for it in init_fields if not it.kw_only], [it for it in init_fields if it.kw_only],
            hasattr(cls, _POST_INIT_NAME), '__dataclass_self__' if 'self' in all_fields else 'self', frozen, slots)
    setattr(cls, '__replace__', _replace)
    if repr:
        _add_repr(methods, [it.name for it in real if it.repr])
    compared = [it.name for it in real if it.compare]
    if eq:
        equal = ' and '.join([f'self.{name}==other.{name}' for name in compared]) or 'True'
        methods.add('__eq__', ('self', 'other'), (
            'if self is other:',
            ' return True',
            'if other.__class__ is self.__class__:',
            f' return {equal}',
            'return NotImplemented',
        ))
    if order:
        for name, operator in _OPERATORS:
            methods.add(name, ('self', 'other'), (
                'if other.__class__ is self.__class__:',
                f' return {_tuple_of("self", compared)}{operator}{_tuple_of("other", compared)}',
                'return NotImplemented',
            ))
            methods.no_overwrite[name] = ' Consider using functools.total_ordering'
    methods.keep = {'__init__', '__repr__', '__eq__'}
    if frozen:
        _add_frozen(methods, cls, [it.name for it in real])
    if unsafe_hash or eq and frozen and not has_explicit_hash:
        if unsafe_hash and has_explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        hashed = [it.name for it in real if (it.compare if it.hash is None else it.hash)]
        methods.values['__dataclass_hash__'] = hash
        methods.add('__hash__', ('self',), (f'return __dataclass_hash__({_tuple_of("self", hashed)})',))
    methods.put_into(cls)
    if eq and not unsafe_hash and not frozen and not has_explicit_hash:
        cls.__hash__ = None

    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature(cls, positional, named)
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([it.name for it in positional])
    setattr(cls, _PARAMS, _DataclassParams(
        init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot, [it.name for it in real])
    abc.update_abstractmethods(cls)
    return cls


# The text that stands for a missing docstring.

def _annotation_text(annotation):
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if annotation.__module__ == 'builtins':
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    text = repr(annotation)
    if getattr(annotation, '__module__', None) == 'typing':
        text = text.replace('typing.', '')
    return text


def _signature(cls, positional, named):
    init = cls.__init__
    if type(cls).__call__ is type.__call__ and cls.__dict__.get('__init__') is init and _is_ours(
            init, positional, named):
        def shown(it):
            text = f'{it.name}: {_annotation_text(it.type)}'
            if it.default is not MISSING:
                return f'{text} = {it.default!r}'
            if it.default_factory is not MISSING:
                return f'{text} = <factory>'
            return text

        params = [shown(it) for it in positional]
        if named:
            params += ['*', *[shown(it) for it in named]]
        return f'({", ".join(params)})'
    try:
        import inspect
        return str(inspect.signature(cls)).replace(' -> None', '')
    except (ImportError, TypeError, ValueError):
        return '()' if init is object.__init__ else ''


def _is_ours(init, positional, named):
    if not isinstance(init, types.FunctionType):
        return False
    code = init.__code__
    names = code.co_varnames[1:code.co_argcount + code.co_kwonlyargcount]
    return names == tuple([it.name for it in positional] + [it.name for it in named]) and (
        init.__annotations__.get('return', MISSING) is None)


# Slots: a class made again, since a class cannot get them later.

def _dataclass_getstate(self):
    return [getattr(self, it.name) for it in fields(self)]


def _dataclass_setstate(self, state):
    for it, value in zip(fields(self), state):
        # The class may be frozen.
        object.__setattr__(self, it.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        # A class from C shows nothing; one of Python without slots has what every object gets.
        slots = []
        if getattr(cls, '__weakrefoffset__', -1) != 0:
            slots.append('__weakref__')
        if getattr(cls, '__dictoffset__', -1) != 0:
            slots.append('__dict__')
        return slots
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, '__next__'):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


def _with_slots(cls, is_frozen, weakref_slot, names):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    inherited = {it for base in cls.__mro__[1:-1] for it in _slots_of(base)}
    slots = [name for name in names if name not in inherited]
    if weakref_slot and '__weakref__' not in inherited:
        slots.append('__weakref__')
    namespace['__slots__'] = tuple(slots)
    for name in (*names, '__dict__', '__weakref__'):
        namespace.pop(name, None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    if is_frozen:
        if '__getstate__' not in namespace:
            made.__getstate__ = _dataclass_getstate
        if '__setstate__' not in namespace:
            made.__setstate__ = _dataclass_setstate
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """A class decorator: adds methods that follow from the annotated fields of the class."""

    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                              weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass, as a tuple of `Field`."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([it for it in found.values() if it._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether it is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dictionary; dataclasses inside, also those in lists, tuples and dicts, likewise."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict(obj, dict_factory)


def _asdict(obj, dict_factory):
    kind = type(obj)
    if kind in _ATOMIC_TYPES:
        return obj
    if hasattr(kind, _FIELDS):
        if dict_factory is dict:
            return {it.name: _asdict(getattr(obj, it.name), dict) for it in fields(obj)}
        return dict_factory([(it.name, _asdict(getattr(obj, it.name), dict_factory)) for it in fields(obj)])
    return _inside(obj, kind, _asdict, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple; dataclasses inside, also those in lists, tuples and dicts, likewise."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple(obj, tuple_factory)


def _astuple(obj, tuple_factory):
    kind = type(obj)
    if kind in _ATOMIC_TYPES:
        return obj
    if hasattr(kind, _FIELDS):
        return tuple_factory([_astuple(getattr(obj, it.name), tuple_factory) for it in fields(obj)])
    return _inside(obj, kind, _astuple, tuple_factory)


def _inside(obj, kind, convert, factory):
    """A container of the same class with what is in it converted; a deep copy of anything else."""
    if kind is list:
        return [convert(it, factory) for it in obj]
    if kind is dict:
        return {convert(key, factory): convert(value, factory) for key, value in obj.items()}
    if issubclass(kind, tuple):
        if hasattr(kind, '_fields'):
            return kind(*[convert(it, factory) for it in obj])
        return kind([convert(it, factory) for it in obj])
    if issubclass(kind, dict):
        pairs = [(convert(key, factory), convert(value, factory)) for key, value in obj.items()]
        if hasattr(kind, 'default_factory'):
            return kind(obj.default_factory, pairs)
        return kind(pairs)
    if issubclass(kind, list):
        return kind([convert(it, factory) for it in obj])
    import copy
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None):
    """Make a dataclass of that name, with fields given by name, `(name, type)` or `(name, type, default)`."""
    space = {} if namespace is None else namespace
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind

    def fill(ns):
        ns.update(space)
        ns.update(defaults)
        ns['__annotations__'] = annotations

    cls = types.new_class(cls_name, bases, {}, fill)
    if module is None:
        try:
            module = sys._getframemodulename(1) or '__main__'
        except AttributeError:
            try:
                module = sys._getframe(1).f_globals.get('__name__', '__main__')
            except (AttributeError, ValueError):
                pass
    if module is not None:
        cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for it in getattr(self, _FIELDS).values():
        if it._field_type is _FIELD_CLASSVAR:
            continue
        if not it.init:
            if it.name in changes:
                raise TypeError(f'field {it.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if it.name not in changes:
            if it._field_type is _FIELD_INITVAR and it.default is MISSING:
                raise TypeError(f"InitVar {it.name!r} must be specified with replace()")
            changes[it.name] = getattr(self, it.name)
    return self.__class__(**changes)
