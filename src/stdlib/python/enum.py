"""Enumerations: classes whose instances are a fixed set of named values."""

import builtins
import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto",
           "unique", "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS",
           "NAMED_FLAGS", "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]

# Bound below, once there is such a class: what makes classes asks for them while the first ones are made.
Enum = Flag = EJECT = None

_NOT_GIVEN = type('_NotGiven', (), {'__repr__': lambda self: '<not given>'})()
_NO_VALUE = type('_NoValue', (), {'__repr__': lambda self: '_auto_null'})()

# Names between single underscores that an enumeration's body may set.
_SUNDERS = frozenset({
    '_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
    '_iter_member_by_value_', '_iter_member_by_def_', '_add_alias_', '_add_value_alias_',
})
_OPERATORS = ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__')


class nonmember:
    """Around a value in the body of an enumeration: it is to be a plain attribute."""

    def __init__(self, value):
        self.value = value


class member:
    """Around a value in the body of an enumeration: it is to be a member whatever it is."""

    def __init__(self, value):
        self.value = value


class auto:
    """A value that `_generate_next_value_` chooses."""

    def __init__(self, value=_NO_VALUE):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


class property(DynamicClassAttribute):
    """An attribute that only members have; on the class, the name may be that of a member."""

    member = None
    _behind = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))
        get = self.fget
        if get is not None:
            return get(instance)
        if self._behind is not None:
            return self._behind.__get__(instance, ownerclass)
        if self.name in instance.__dict__:
            return instance.__dict__[self.name]
        if self.member is not None:
            return self.member
        raise AttributeError('%r member has no attribute %r' % (ownerclass, self.name))

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_descriptor(value):
    kind = type(value)
    if kind is int or kind is str:
        return False
    return hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    start = '_%s__' % cls_name
    return len(name) > len(start) and name.startswith(start) and (name[-1] != '_' or name[-2] != '_')


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


def _is_class_of(cls_name, value):
    """Whether it is a class that was made in the body of the enumeration of that name."""
    if not isinstance(value, type):
        return False
    inner = '%s.%s' % (cls_name, getattr(value, '__name__', ''))
    qualname = getattr(value, '__qualname__', '')
    return qualname == inner or qualname.endswith('.' + inner)


def show_flag_values(value):
    """The single bits of a number, lowest first."""
    return list(_bits(value))


def _bits(number):
    if isinstance(number, Enum):
        number = number.value
    if number < 0:
        raise ValueError('%r is not a positive integer' % number)
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def bin(num, max_bits=None):
    """The bits of a number, the sign bit first and apart."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        digits = builtins.bin(num + ceiling).replace('1', '0', 1)
    else:
        digits = builtins.bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = digits[:3], digits[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return "%s %s" % (sign, digits)


class EnumDict(dict):
    """The namespace of an enumeration's body: keeps what is to be a member apart from what is not."""

    _cls_name = None

    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._sunder(key, value)
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) or self._cls_name is not None and _is_class_of(self._cls_name, value):
            pass
        else:
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            if isinstance(value, tuple) and any([isinstance(it, auto) for it in value]):
                value = self._resolved_tuple(key, value)
            else:
                if isinstance(value, auto):
                    value = self._resolved(key, value)
                self._last_values.append(value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _sunder(self, key, value):
        if key not in _SUNDERS:
            raise ValueError('_sunder_ names, such as %r, are reserved for future Enum use' % (key,))
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == '_ignore_':
            value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError('_ignore_ cannot specify already set names: %r' % (already,))
        return value

    def _resolved(self, key, it):
        if it.value is _NO_VALUE:
            it.value = self._next(key)
            self._auto_called = True
        return it.value

    def _resolved_tuple(self, key, value):
        items = []
        for it in value:
            if isinstance(it, auto):
                it = self._resolved(key, it)
                # The next one goes on from here.
                self._last_values.append(it)
            items.append(it)
        return tuple(items) if type(value) is tuple else type(value)(*items)

    def _next(self, key):
        return self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])

    @builtins.property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more_members):
        try:
            for name in members.keys():
                self[name] = members[name]
        except AttributeError:
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value


_EnumDict = EnumDict


class _Members:
    """Stands in the namespace of a new enumeration for the members, until there is a class to make them of.

    Setting names comes before `__init_subclass__`, which is to see the members.
    """

    KEY = '<members>'

    def __init__(self, definitions):
        self.definitions = definitions

    def __set_name__(self, cls, key):
        type.__delattr__(cls, key)
        for name, value in self.definitions:
            _make_member(cls, name, value)


def _make_member(cls, name, definition):
    args = definition if isinstance(definition, tuple) else (definition,)
    data_type = cls._member_type_
    if data_type is tuple:
        args = (args,)
    made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
    if not hasattr(made, '_value_'):
        if data_type is object:
            made._value_ = definition
        else:
            try:
                made._value_ = data_type(*args)
            except Exception as error:
                wrong = TypeError('_value_ not set in __new__, unable to create it')
                wrong.__cause__ = error
                raise wrong
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    made._sort_order_ = len(cls._member_names_)
    is_flag = Flag is not None and issubclass(cls, Flag)
    if is_flag and isinstance(value, int):
        cls._flag_mask_ |= value
        if _is_single_bit(value):
            cls._singles_mask_ |= value
        cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
    known = _member_of(cls, value)
    if known is not None:
        made = known
    elif not is_flag or _is_single_bit(value):
        cls._member_names_.append(name)
    _bind(cls, name, made)
    _remember(cls, value, made)


def _member_of(cls, value):
    """The member with exactly that value, if there is one."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for it in cls._member_map_.values():
            if it._value_ == value:
                return it
        return None


def _remember(cls, value, it):
    try:
        cls._value2member_map_.setdefault(value, it)
    except TypeError:
        cls._unhashable_values_.append(value)
        cls._unhashable_values_map_.setdefault(it._name_, []).append(value)


def _bind(cls, name, it):
    """Makes the member an attribute of the class. Where a base has a descriptor of that name, members keep it."""
    bound = cls._member_map_.get(name)
    if bound is not None:
        if bound is not it:
            raise NameError('%r is already bound: %r' % (name, bound))
        return
    behind = None
    for base in cls.__mro__[1:]:
        attribute = base.__dict__.get(name)
        if attribute is None:
            continue
        if isinstance(attribute, DynamicClassAttribute):
            behind = attribute
            break
        if behind is None and _is_descriptor(attribute):
            behind = attribute
    if behind is None:
        type.__setattr__(cls, name, it)
    else:
        redirect = property()
        redirect.member = it
        redirect.__set_name__(cls, name)
        if isinstance(behind, DynamicClassAttribute):
            redirect.fget, redirect.fset, redirect.fdel = behind.fget, behind.fset, behind.fdel
            redirect.__doc__ = behind.__doc__
        else:
            redirect.fset = getattr(behind, 'fset', None)
            redirect.fdel = getattr(behind, 'fdel', None)
        redirect._behind = behind if hasattr(behind, '__get__') else None
        type.__setattr__(cls, name, redirect)
    cls._member_map_[name] = it


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict()
        namespace._cls_name = cls
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace['_generate_next_value_'] = getattr(first_enum, '_generate_next_value_', None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        names = list(classdict._member_names)
        invalid = set(names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) %s' % ','.join([repr(it) for it in invalid]))
        order = classdict.pop('_order_', None)
        data_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, data_type, first_enum)
        definitions = [(name, classdict.pop(name)) for name in names if name in classdict]

        put = dict.__setitem__
        for key, value in (
            ('_new_member_', new), ('_use_args_', use_args), ('_member_names_', []), ('_member_map_', {}),
            ('_value2member_map_', {}), ('_unhashable_values_', []), ('_unhashable_values_map_', {}),
            ('_member_type_', data_type), ('_value_repr_', metacls._find_data_repr_(cls, bases)),
        ):
            put(classdict, key, value)
        is_flag = Flag is not None and first_enum is not None and issubclass(first_enum, Flag)
        if is_flag or cls == 'Flag':
            put(classdict, '_boundary_', boundary or getattr(first_enum, '_boundary_', None))
            for key, value in (
                ('_flag_mask_', 0), ('_singles_mask_', 0), ('_all_bits_', 0), ('_inverted_', None),
            ):
                put(classdict, key, value)
        generate = classdict.get('_generate_next_value_')
        if generate is not None and not isinstance(generate, staticmethod):
            put(classdict, '_generate_next_value_', staticmethod(generate))
        progress = '_%s__in_progress' % cls
        put(classdict, progress, True)
        if definitions:
            put(classdict, _Members.KEY, _Members(definitions))
        try:
            made = super().__new__(metacls, cls, bases, classdict, **kwds)
        except Exception as error:
            # The note that an error while setting names gets says nothing here.
            if hasattr(error, '__notes__'):
                del error.__notes__
            raise
        type.__delattr__(made, progress)
        metacls._take_methods(made, classdict, bases, data_type, first_enum)
        if is_flag:
            for name in _OPERATORS:
                if name not in classdict:
                    type.__setattr__(made, name, getattr(Flag, name))
        if Enum is not None:
            # Members are made only once; from then on a call looks one up.
            if save_new:
                made.__new_member__ = new
            made.__new__ = Enum.__new__
        if order is not None:
            metacls._check_order(made, order, is_flag)
        if is_flag:
            values = [it._value_ for it in made]
            if values != sorted(values):
                made._iter_member_ = made._iter_member_by_def_
        return made

    def __init__(cls, *args, **kwds):
        pass

    @staticmethod
    def _take_methods(made, classdict, bases, data_type, first_enum):
        if ReprEnum is not None and ReprEnum in bases:
            for name in ('__format__', '__str__'):
                if name not in classdict:
                    method = getattr(data_type, name)
                    # What shows by its repr is not to come back to the repr of the member.
                    type.__setattr__(made, name, data_type.__repr__ if method is object.__str__ else method)
        if first_enum is None:
            return
        # What shows or pickles a value is not to come from the data type, or the member would be lost.
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name in classdict:
                continue
            found = getattr(made, name)
            ours = getattr(first_enum, name)
            if found is not ours and found in (getattr(data_type, name), getattr(object, name)):
                if not (name in ('__format__', '__str__') and ReprEnum is not None and ReprEnum in bases):
                    type.__setattr__(made, name, ours)

    @staticmethod
    def _check_order(made, order, is_flag):
        if isinstance(order, str):
            order = order.replace(',', ' ').split()
        order = [it for it in order if it in made._member_map_ and (
            it in made._member_names_ or it not in made._member_names_ and made[it]._name_ == it
            and not (is_flag and not _is_single_bit(made[it]._value_)))] if is_flag else [
                it for it in order if it not in made._member_map_ or made._member_map_[it]._name_ == it]
        if order != made._member_names_:
            raise TypeError('member order does not match _order_:\n  %r\n  %r' % (made._member_names_, order))

    def __bool__(cls):
        return True

    def __call__(cls, value, names=_NOT_GIVEN, *values, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        """The member with that value; of an enumeration without members, a new enumeration of that name."""
        if names is _NOT_GIVEN:
            # What `__new__` does first, too; here it saves a call.
            try:
                return cls._value2member_map_[value]
            except (KeyError, TypeError):
                pass
        if cls._member_map_:
            if names is not _NOT_GIVEN:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _NOT_GIVEN and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, None if names is _NOT_GIVEN else names, module=module, qualname=qualname, type=type,
                            start=start, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get('_member_map_', ()):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', ()):
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)

    def __dir__(cls):
        shown = {
            '__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__',
            '__members__', '__module__', '__name__', '__qualname__', *cls._member_names_,
        }
        if cls._new_member_ is not object.__new__:
            shown.add('__new__')
        if cls._member_type_ is not object:
            shown.update(dir(cls._member_type_))
        return sorted(shown)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        members = cls._member_map_
        return (members[name] for name in cls._member_names_)

    def __reversed__(cls):
        members = cls._member_map_
        return (members[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @builtins.property
    def __members__(cls):
        """The members by name, aliases included; it cannot be changed."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            pairs = []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, values[:])
                values.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names if names is not None else ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        if module is None:
            module = _caller_module()
        if module is not None:
            namespace['__module__'] = module
        if qualname is not None:
            namespace['__qualname__'] = qualname
        made = metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)
        if module is None:
            _make_class_unpicklable(made)
        return made

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration of a module's constants, and put its members into the module."""
        space = sys.modules[module].__dict__
        source = source.__dict__ if source else space
        pairs = [(key, value) for key, value in source.items() if filter(key)]
        try:
            pairs.sort(key=lambda it: (it[1], it[0]))
        except TypeError:
            pairs.sort(key=lambda it: it[0])
        body = {key: value for key, value in pairs}
        made = cls(name, body, module=module, boundary=boundary or KEEP) if issubclass(cls, Flag) else cls(
            name, body, module=module)
        if as_global:
            global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
        space[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        """The type of the values and the enumeration that is inherited from."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as "
                            "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return metacls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if '__repr__' in base.__dict__:
                    made_by_dataclass = '__dataclass_fields__' in base.__dict__ and base.__dict__[
                        '__dataclass_params__'].repr
                    return _dataclass_repr if made_by_dataclass else base.__dict__['__repr__']
        return None

    @classmethod
    def _find_data_type_(metacls, class_name, bases):
        found = set()
        bases_seen = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                bases_seen.add(base)
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif '__new__' in base.__dict__ or '__dataclass_fields__' in base.__dict__:
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError('too many data types for %r: %r' % (class_name, found))
        return found.pop() if found else None

    @classmethod
    def _find_new_(metacls, classdict, member_type, first_enum):
        """What makes a member, whether the class is to keep it, and whether it takes the value."""
        new = classdict.get('__new__')
        if new is not None:
            return new, first_enum is not None, first_enum is not None
        plain = (None, object.__new__, Enum.__new__ if Enum is not None else None)
        for method in ('__new_member__', '__new__'):
            for candidate in (member_type, first_enum):
                new = getattr(candidate, method, None)
                if new not in plain and new is not type(None).__new__:
                    return new, False, first_enum is not None
        return object.__new__, False, False

    def _add_member_(cls, name, it):
        _bind(cls, name, it)


EnumMeta = EnumType
ReprEnum = None


def _caller_module():
    """The module of the code that calls an enumeration to make another."""
    try:
        frame = sys._getframe(1)
    except (AttributeError, ValueError):
        return None
    while frame is not None and frame.f_globals is globals():
        frame = frame.f_back
    return None if frame is None else frame.f_globals.get('__name__')


def _make_class_unpicklable(cls):
    def refuse(self, proto):
        raise TypeError('%r cannot be pickled' % self)
    cls.__reduce_ex__ = refuse
    cls.__module__ = '<unknown>'


class Enum(metaclass=EnumType):
    """A set of names, each bound to a value."""

    @classmethod
    def __signature__(cls):
        if cls._member_names_:
            return '(*values)'
        return '(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None)'

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, values in cls._unhashable_values_map_.items():
                if value in values:
                    return cls[name]
        if not cls._member_map_:
            if getattr(cls, '_%s__in_progress' % cls.__name__, False):
                raise TypeError('do not use `super().__new__; call the appropriate __new__ directly')
            raise TypeError("%r has no members defined" % cls)
        try:
            found = cls._missing_(value)
        except ValueError:
            raise
        except Exception as error:
            error.__context__ = _invalid(cls, value)
            raise
        if isinstance(found, cls):
            return found
        if found is None:
            raise _invalid(cls, value)
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(found, int):
            return found
        error = TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (
            cls.__name__, found))
        error.__context__ = _invalid(cls, value)
        raise error

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        known = _member_of(cls, value)
        if known is not None:
            if known is not self:
                raise ValueError('%r is already bound: %r' % (value, known))
            return
        _remember(cls, value, self)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What `auto()` becomes: one more than the greatest value so far."""
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return last + 1
        except TypeError:
            raise TypeError('unable to increment %r' % (last,)) from None

    @classmethod
    def _missing_(cls, value):
        """What a value that no member has stands for."""
        return None

    def __repr__(self):
        cls = type(self)
        shown = cls._value_repr_ or repr
        return f"<{cls.__name__}.{self._name_}: {shown(self._value_)}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __dir__(self):
        members = self._member_map_
        if self.__class__._member_type_ is object:
            shown = {'__class__', '__doc__', '__eq__', '__hash__', '__module__'}
        else:
            shown = set(object.__dir__(self))
        shown.update([name for name in self.__dict__ if name[0] != '_' and name not in members])
        for cls in self.__class__.mro():
            for name, attribute in cls.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(attribute, property) and (attribute.fget is None and name in members):
                    shown.discard(name)
                elif name not in members or isinstance(attribute, property):
                    shown.add(name)
        return sorted(shown)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


def _invalid(cls, value):
    return ValueError("%r is not a valid %s" % (value, cls.__qualname__))


class ReprEnum(Enum):
    """An enumeration that only in its repr differs from its data type."""


class IntEnum(int, ReprEnum):
    """An enumeration of members that are ints."""


class StrEnum(str, ReprEnum):
    """An enumeration of members that are texts."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError('encoding must be a string, not %r' % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError('errors must be a string, not %r' % (values[2],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What `auto()` becomes: the name in small letters."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """A `__reduce_ex__` that names the member among the globals of its module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """A `__reduce_ex__` that names the member and its class."""
    return getattr, (self.__class__, self._name_)


_reduce_ex_by_global_name = pickle_by_global_name


class FlagBoundary(StrEnum):
    """What becomes of bits that no member of a flag has."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """An enumeration of bits that combine."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """What `auto()` becomes: the bit above the highest so far."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError('invalid flag value %r' % last) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        members = cls._value2member_map_
        for bit in _bits(value & cls._flag_mask_):
            # A bit may be only in names of several bits.
            yield members.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda it: it._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """The member, made when it is first asked for, of a combination of bits."""
        if not isinstance(value, int):
            raise _invalid(cls, value)
        asked = value
        mask, singles, all_bits, boundary = cls._flag_mask_, cls._singles_mask_, cls._all_bits_, cls._boundary_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s" % (
                    cls, value, bin(value, width), bin(mask, width)))
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP:
                if value < 0:
                    value += max(all_bits + 1, 2 ** value.bit_length())
            else:
                raise ValueError('%r unknown flag boundary %r' % (cls, boundary))
        if value < 0:
            value = all_bits + 1 + value if boundary in (EJECT, KEEP) else singles & value
        unknown = value & ~mask
        if unknown and boundary is not KEEP:
            raise ValueError('%s(%r) -->  unknown values %r [%s]' % (cls.__name__, value, unknown, bin(unknown)))
        it = cls._value2member_map_.get(value)
        if it is None:
            it = _combination(cls, value)
        if asked < 0:
            cls._value2member_map_[asked] = it
        return it

    def __contains__(self, other):
        """Whether all bits of the other are set."""
        if type(other) is not type(self) and not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = type(self)
        shown = cls._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (cls.__name__, shown(self._value_))
        return "<%s.%s: %s>" % (cls.__name__, self._name_, shown(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def __or__(self, other):
        cls = type(self)
        value = other._value_ if type(other) is cls else self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        if value is None or self._value_ is None:
            _refuse(self, other, '|')
        value |= self._value_
        found = cls._value2member_map_.get(value)
        return cls(value) if found is None else found

    def __and__(self, other):
        cls = type(self)
        value = other._value_ if type(other) is cls else self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        if value is None or self._value_ is None:
            _refuse(self, other, '&')
        value &= self._value_
        found = cls._value2member_map_.get(value)
        return cls(value) if found is None else found

    def __xor__(self, other):
        cls = type(self)
        value = other._value_ if type(other) is cls else self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        if value is None or self._value_ is None:
            _refuse(self, other, '^')
        value ^= self._value_
        found = cls._value2member_map_.get(value)
        return cls(value) if found is None else found

    def __invert__(self):
        if self._value_ is None:
            raise TypeError("'%s' cannot be inverted" % (self,))
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


def _combination(cls, value):
    """A new member for bits that have no name together."""
    data_type = cls._member_type_
    it = object.__new__(cls) if data_type is object else data_type.__new__(cls, value)
    if not hasattr(it, '_value_'):
        it._value_ = value
    parts = list(cls._iter_member_(value & cls._singles_mask_))
    named = 0
    for part in parts:
        named |= part._value_
    if value & ~cls._singles_mask_:
        # Names of several bits stand for those that have no name of their own.
        for part in cls._member_map_.values():
            if part._value_ and part._value_ & value == part._value_ and part not in parts:
                parts.append(part)
                named |= part._value_
    name = '|'.join([part._name_ for part in parts])
    unknown = value ^ named
    if name and unknown and cls._boundary_ is KEEP:
        name += '|%s' % cls._numeric_repr_(unknown)
    it._name_ = name or None
    return cls._value2member_map_.setdefault(value, it)


def _refuse(self, other, operator):
    flag = self if self._value_ is None else other
    raise TypeError(f"'{flag}' cannot be combined with other flags with {operator}")


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A flag of members that are ints."""


def unique(enumeration):
    """A class decorator: no two names may have one value."""
    aliases = [(name, it.name) for name, it in enumeration.__members__.items() if name != it.name]
    if aliases:
        shown = ', '.join(["%s -> %s" % pair for pair in aliases])
        raise ValueError('duplicate values found in %r: %s' % (enumeration, shown))
    return enumeration


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ', '.join(["%s=%r" % (name, getattr(self, name)) for name in fields if fields[name].repr])


def global_enum_repr(self):
    """A repr that names the member as an attribute of its module."""
    return '%s.%s' % (self.__class__.__module__.split('.')[-1], self._name_)


def global_flag_repr(self):
    """A repr that names each part of a flag as an attribute of its module."""
    module = self.__class__.__module__.split('.')[-1]
    if self._name_ is None:
        return "%s.%s(%r)" % (module, self.__class__.__name__, self._value_)
    if _is_single_bit(self._value_):
        return '%s.%s' % (module, self._name_)
    if self._boundary_ is not FlagBoundary.KEEP:
        return '|'.join(['%s.%s' % (module, name) for name in self.name.split('|')])
    return '|'.join([name if name[0].isdigit() else '%s.%s' % (module, name) for name in self._name_.split('|')])


def global_str(self):
    """The bare name of a member."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """A class decorator that also makes the members attributes of the module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """A class decorator that makes an enumeration of a plain class's body."""

    def convert(cls):
        metacls = etype.__class__
        namespace = metacls.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ('__dict__', '__weakref__', '__members__'):
                namespace[name] = value
        namespace['__qualname__'] = cls.__qualname__
        made = metacls.__new__(metacls, cls.__name__, (etype,), namespace, boundary=boundary)
        return made

    return convert


@_simple_enum(StrEnum)
class EnumCheck:
    """What `verify` can look for."""
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A class decorator: the enumeration must pass the checks."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                self._unique(enumeration)
            elif check is CONTINUOUS:
                self._continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._named_flags(enumeration)
        return enumeration

    @staticmethod
    def _unique(enumeration):
        aliases = [(name, it.name) for name, it in enumeration.__members__.items() if name != it.name]
        if aliases:
            shown = ', '.join(["%s -> %s" % pair for pair in aliases])
            raise ValueError('aliases found in %r: %s' % (enumeration, shown))

    @staticmethod
    def _continuous(enumeration):
        values = {it.value for it in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if issubclass(enumeration, Flag):
            kind = 'flag'
            missing = [2 ** i for i in range(low.bit_length(), high.bit_length() - 1) if 2 ** i not in values]
        elif issubclass(enumeration, IntEnum) or isinstance(low, int):
            kind = 'enum'
            missing = [i for i in range(low + 1, high) if i not in values]
        else:
            raise Exception('verify: unknown type %r' % type(enumeration))
        if missing:
            raise ValueError(('invalid %s %r: missing values %s' % (
                kind, enumeration.__name__, ', '.join([str(it) for it in missing])))[:256])

    @staticmethod
    def _named_flags(enumeration):
        values = {it.value for it in enumeration}
        names = []
        missing = 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            lacking = [bit for bit in _bits(alias.value) if bit not in values]
            if lacking:
                names.append(name)
                for bit in lacking:
                    missing |= bit
        if not names:
            return
        if len(names) == 1:
            alias = 'alias %s is missing' % names[0]
        else:
            alias = 'aliases %s and %s are missing' % (', '.join(names[:-1]), names[-1])
        value = 'value 0x%x' % missing if _is_single_bit(missing) else 'combined values of 0x%x' % missing
        raise ValueError('invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]' % (
            enumeration.__name__, alias, value))


def _old_convert_(etype, name, module, filter, source=None, *, boundary=None):
    """`_convert_` for classes outside of this module."""
    return etype._convert_(name, module, filter, source, boundary=boundary)
