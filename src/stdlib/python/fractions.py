"""Exact fractions."""

import math
import numbers
import operator
import sys

__all__ = ["Fraction"]

_MODULUS = sys.hash_info.modulus
_INF_HASH = sys.hash_info.inf
_gcd = math.gcd
_new = object.__new__


def _make(numerator, denominator):
    """A fraction of numbers that are in lowest terms already."""
    self = _new(Fraction)
    self._numerator = numerator
    self._denominator = denominator
    return self


# Reading text: the shapes are simple enough to be told apart by hand, and quicker than by patterns.

def _digits(text, at):
    """Where a run of digits ends, single underscores between them allowed."""
    end = at
    while end < len(text) and (text[end].isdecimal() or text[end] == '_' and end > at and text[end - 1] != '_'
                               and end + 1 < len(text) and text[end + 1].isdecimal()):
        end += 1
    return end


def _parse(text):
    """Numerator and denominator, not in lowest terms yet; None if it is no number."""
    text = text.strip()
    sign = 1
    at = 0
    if text[:1] in ('+', '-') and text:
        sign = -1 if text[0] == '-' else 1
        at = 1
    end = _digits(text, at)
    whole = text[at:end]
    if end == len(text):
        return (sign * int(whole), 1) if whole else None
    if whole:
        rest = text[end:].lstrip()
        if rest[:1] == '/':
            below = rest[1:].lstrip()
            if not below or _digits(below, 0) != len(below):
                return None
            return sign * int(whole), int(below)
    decimals = ''
    if text[end] == '.':
        start = end + 1
        end = _digits(text, start)
        decimals = text[start:end]
    if not whole and not decimals:
        return None
    exponent = 0
    if end < len(text) and text[end] in 'eE':
        start = end + 1
        first = start + (text[start:start + 1] in ('+', '-') and start < len(text))
        end = _digits(text, first)
        if end == first:
            return None
        exponent = int(text[start:end])
    if end != len(text):
        return None
    decimals = decimals.replace('_', '')
    scale = 10 ** len(decimals)
    numerator = int(whole or '0') * scale + int(decimals or '0')
    denominator = scale
    if exponent >= 0:
        numerator *= 10 ** exponent
    else:
        denominator *= 10 ** -exponent
    return sign * numerator, denominator


# Writing text.

def _rounded(n, d, exponent):
    """The whole number nearest to `n / d / 10**exponent`, of two as near the even one; with the sign apart."""
    if exponent >= 0:
        d *= 10 ** exponent
    else:
        n *= 10 ** -exponent
    q, r = divmod(n + (d >> 1), d)
    if r == 0 and d & 1 == 0:
        q &= -2
    return q < 0 or q == 0 and n < 0, abs(q)


def _significant(n, d, figures):
    """Sign, digits and exponent of a fraction rounded to so many figures."""
    if n == 0:
        return False, 0, 1 - figures
    top, bottom = str(abs(n)), str(d)
    m = len(top) - len(bottom) + (bottom <= top)
    exponent = m - figures
    sign, digits = _rounded(n, d, exponent)
    if len(str(digits)) == figures + 1:
        digits //= 10
        exponent += 1
    return sign, digits, exponent


class _Spec:
    """A format specification taken apart; None for what this type does not understand."""

    __slots__ = ('fill', 'align', 'sign', 'no_neg_zero', 'alternate', 'zero', 'width', 'thousands', 'precision', 'kind')

    @classmethod
    def of(cls, spec):
        it = cls()
        at = 0
        it.fill, it.align = ' ', ''
        if len(spec) > 1 and spec[1] in '<>=^':
            it.fill, it.align, at = spec[0], spec[1], 2
        elif spec[:1] and spec[0] in '<>=^':
            it.align, at = spec[0], 1

        def option(characters):
            nonlocal at
            if at < len(spec) and spec[at] in characters:
                at += 1
                return spec[at - 1]
            return ''

        it.sign = option('-+ ')
        it.no_neg_zero = bool(option('z'))
        it.alternate = bool(option('#'))
        # A zero pads; but where nothing but zeros is the width, it is the width.
        it.zero = False
        if at < len(spec) and spec[at] == '0' and at + 1 < len(spec) and spec[at + 1] in '0123456789':
            it.zero = True
            at += 1
        start = at
        while at < len(spec) and spec[at] in '0123456789':
            at += 1
        it.width = spec[start:at]
        if len(it.width) > 1 and it.width[0] == '0':
            return None
        it.thousands = option(',_')
        it.precision = None
        if at < len(spec) and spec[at] == '.':
            start = at + 1
            at = start
            while at < len(spec) and spec[at] in '0123456789':
                at += 1
            if at == start or at - start > 1 and spec[start] == '0':
                return None
            it.precision = int(spec[start:at])
        it.kind = spec[at:]
        return it


class Fraction(numbers.Rational):
    """A fraction of whole numbers, always in lowest terms."""

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = super(Fraction, cls).__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator = numerator
                self._denominator = 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator = numerator.numerator
                self._denominator = numerator.denominator
                return self
            if isinstance(numerator, float) or (
                    not isinstance(numerator, type) and not isinstance(numerator, str)
                    and hasattr(numerator, 'as_integer_ratio')):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            found = _parse(numerator)
            if found is None:
                raise ValueError('Invalid literal for Fraction: %r' % numerator)
            numerator, denominator = found
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        common = _gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._numerator = numerator // common
        self._denominator = denominator // common
        return self

    @classmethod
    def from_float(cls, f):
        """The exact value of a float, or of a whole number."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls._from_coprime_ints(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal, or of a whole number."""
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError("%s.from_decimal() only takes Decimals, not %r (%s)" % (
                cls.__name__, dec, type(dec).__name__))
        return cls._from_coprime_ints(*dec.as_integer_ratio())

    @classmethod
    def _from_coprime_ints(cls, numerator, denominator, /):
        self = super(Fraction, cls).__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    def is_integer(self):
        """Whether it is a whole number."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Numerator and denominator, the latter above zero."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The fraction nearest to this one whose denominator is not greater."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # The convergents of the continued fraction, as far as they go.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # Either the last convergent or one between it and the next is nearest.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return _make(p1, q1)
        return _make(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return '%s(%s, %s)' % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return '%s/%s' % (self._numerator, self._denominator)

    def __format__(self, format_spec, /):
        it = _Spec.of(format_spec)
        if it is not None:
            if it.kind == '' and it.precision is None and not it.no_neg_zero and not it.zero:
                return self._format_general(it)
            if it.kind and it.kind in 'eEfFgG%' and len(it.kind) == 1:
                # Padding with zeros and an alignment do not go together.
                if not (it.zero and it.align):
                    return self._format_float(it)
        raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")

    def _format_general(self, it):
        n, d = self._numerator, self._denominator
        sign = '-' if n < 0 else '' if it.sign == '-' else it.sign
        if it.thousands:
            body, below = f"{abs(n):{it.thousands}}", f"{d:{it.thousands}}"
        else:
            body, below = str(abs(n)), str(d)
        if d > 1 or it.alternate:
            body = f"{body}/{below}"
        return _padded(it, sign, body, it.align or '>')

    def _format_float(self, it):
        n, d = self._numerator, self._denominator
        kind = it.kind
        figures = 6 if it.precision is None else it.precision
        if kind in 'fF%':
            exponent = -figures
            if kind == '%':
                exponent -= 2
            negative, digits = _rounded(n, d, exponent)
            scientific = False
            point = figures
        else:
            if kind in 'gG':
                figures = max(figures, 1)
            else:
                figures += 1
            negative, digits, exponent = _significant(n, d, figures)
            scientific = kind in 'eE' or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        if kind == '%':
            suffix = '%'
        elif scientific:
            suffix = f"{'E' if kind in 'EG' else 'e'}{exponent + point:+03d}"
        else:
            suffix = ''
        if it.no_neg_zero and not digits:
            negative = False
        sign = '-' if negative else '' if it.sign == '-' else it.sign
        text = f"{digits:0{point + 1}d}"
        whole, decimals = text[:len(text) - point], text[len(text) - point:]
        if kind in 'gG' and not it.alternate:
            decimals = decimals.rstrip('0')
        tail = ('.' if decimals or it.alternate else '') + decimals + suffix
        if it.zero:
            least = int(it.width or 0) - len(sign) - len(tail)
            if it.thousands:
                # Of four places one is a separator, and none comes first.
                least = 3 * least // 4 + 1
            whole = whole.zfill(least)
        if it.thousands:
            first = 1 + (len(whole) - 1) % 3
            whole = whole[:first] + ''.join(
                [it.thousands + whole[i:i + 3] for i in range(first, len(whole), 3)])
        return _padded(it, sign, whole + tail, it.align or '>')

    # Arithmetic. With fractions and ints in place; what else there is goes by its own rules.

    def __add__(a, b):
        """a + b"""
        if type(b) is Fraction or isinstance(b, Fraction):
            na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
            g = _gcd(da, db)
            if g == 1:
                return _make(na * db + da * nb, da * db)
            s = da // g
            t = na * (db // g) + nb * s
            g2 = _gcd(t, g)
            if g2 == 1:
                return _make(t, s * db)
            return _make(t // g2, s * (db // g2))
        if isinstance(b, int):
            return _make(a._numerator + a._denominator * b, a._denominator)
        return _other(a, b, operator.add)

    def __radd__(b, a):
        """a + b"""
        if isinstance(a, int):
            return _make(a * b._denominator + b._numerator, b._denominator)
        return _other_reflected(a, b, operator.add)

    def __sub__(a, b):
        """a - b"""
        if type(b) is Fraction or isinstance(b, Fraction):
            na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
            g = _gcd(da, db)
            if g == 1:
                return _make(na * db - da * nb, da * db)
            s = da // g
            t = na * (db // g) - nb * s
            g2 = _gcd(t, g)
            if g2 == 1:
                return _make(t, s * db)
            return _make(t // g2, s * (db // g2))
        if isinstance(b, int):
            return _make(a._numerator - a._denominator * b, a._denominator)
        return _other(a, b, operator.sub)

    def __rsub__(b, a):
        """a - b"""
        if isinstance(a, int):
            return _make(a * b._denominator - b._numerator, b._denominator)
        return _other_reflected(a, b, operator.sub)

    def __mul__(a, b):
        """a * b"""
        if type(b) is Fraction or isinstance(b, Fraction):
            nb, db = b._numerator, b._denominator
        elif isinstance(b, int):
            nb, db = int(b), 1
        else:
            return _other(a, b, operator.mul)
        na, da = a._numerator, a._denominator
        g = _gcd(na, db)
        if g > 1:
            na //= g
            db //= g
        g = _gcd(nb, da)
        if g > 1:
            nb //= g
            da //= g
        return _make(na * nb, da * db)

    def __rmul__(b, a):
        """a * b"""
        if isinstance(a, int):
            return b * a
        return _other_reflected(a, b, operator.mul)

    def __truediv__(a, b):
        """a / b"""
        if isinstance(b, Fraction):
            return _quotient(a._numerator, a._denominator, b._numerator, b._denominator)
        if isinstance(b, int):
            return _quotient(a._numerator, a._denominator, int(b), 1)
        return _other(a, b, operator.truediv)

    def __rtruediv__(b, a):
        """a / b"""
        if isinstance(a, int):
            return _quotient(int(a), 1, b._numerator, b._denominator)
        return _other_reflected(a, b, operator.truediv)

    def __floordiv__(a, b):
        """a // b"""
        if isinstance(b, (Fraction, int)):
            return (a._numerator * b.denominator) // (a._denominator * b.numerator)
        return _other(a, b, operator.floordiv)

    def __rfloordiv__(b, a):
        """a // b"""
        if isinstance(a, int):
            return (a * b._denominator) // b._numerator
        return _other_reflected(a, b, operator.floordiv)

    def __divmod__(a, b):
        """(a // b, a % b)"""
        if isinstance(b, (Fraction, int)):
            da, db = a._denominator, b.denominator
            quotient, rest = divmod(a._numerator * db, da * b.numerator)
            return quotient, Fraction(rest, da * db)
        return _other(a, b, divmod)

    def __rdivmod__(b, a):
        """(a // b, a % b)"""
        if isinstance(a, int):
            quotient, rest = divmod(a * b._denominator, b._numerator)
            return quotient, Fraction(rest, b._denominator)
        return _other_reflected(a, b, divmod)

    def __mod__(a, b):
        """a % b"""
        if isinstance(b, (Fraction, int)):
            da, db = a._denominator, b.denominator
            return Fraction((a._numerator * db) % (b.numerator * da), da * db)
        return _other(a, b, operator.mod)

    def __rmod__(b, a):
        """a % b"""
        if isinstance(a, int):
            return Fraction((a * b._denominator) % b._numerator, b._denominator)
        return _other_reflected(a, b, operator.mod)

    def __pow__(a, b):
        """a ** b"""
        if isinstance(b, numbers.Rational):
            if b.denominator != 1:
                # A root is seldom a fraction.
                return float(a) ** float(b)
            power = b.numerator
            n, d = a._numerator, a._denominator
            if power >= 0:
                return _make(n ** power, d ** power)
            if n > 0:
                return _make(d ** -power, n ** -power)
            if n == 0:
                raise ZeroDivisionError('Fraction(%s, 0)' % (d ** -power))
            return _make((-d) ** -power, (-n) ** -power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a):
        """a ** b"""
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        """+a"""
        return _make(a._numerator, a._denominator)

    def __neg__(a):
        """-a"""
        return _make(-a._numerator, a._denominator)

    def __abs__(a):
        """abs(a)"""
        return _make(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        """int(a)"""
        return _index(a.__trunc__())

    def __trunc__(a):
        """math.trunc(a)"""
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __floor__(a):
        """math.floor(a)"""
        return a._numerator // a._denominator

    def __ceil__(a):
        """math.ceil(a)"""
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """round(self, ndigits): of two as near, the even one."""
        if ndigits is None:
            d = self._denominator
            whole, rest = divmod(self._numerator, d)
            if rest * 2 < d:
                return whole
            if rest * 2 > d:
                return whole + 1
            return whole + (whole & 1)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        """As of an equal int, float or complex."""
        d = self._denominator
        if d == 1:
            return hash(self._numerator)
        try:
            inverse = pow(d, -1, _MODULUS)
        except ValueError:
            found = _INF_HASH
        else:
            found = hash(hash(abs(self._numerator)) * inverse)
        found = found if self._numerator >= 0 else -found
        return -2 if found == -1 else found

    def __eq__(a, b):
        """a == b"""
        kind = type(b)
        if kind is int:
            return a._numerator == b and a._denominator == 1
        if kind is Fraction or isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def __lt__(a, b):
        """a < b"""
        if type(b) is Fraction:
            return a._numerator * b._denominator < a._denominator * b._numerator
        return _compared(a, b, operator.lt)

    def __gt__(a, b):
        """a > b"""
        if type(b) is Fraction:
            return a._numerator * b._denominator > a._denominator * b._numerator
        return _compared(a, b, operator.gt)

    def __le__(a, b):
        """a <= b"""
        if type(b) is Fraction:
            return a._numerator * b._denominator <= a._denominator * b._numerator
        return _compared(a, b, operator.le)

    def __ge__(a, b):
        """a >= b"""
        if type(b) is Fraction:
            return a._numerator * b._denominator >= a._denominator * b._numerator
        return _compared(a, b, operator.ge)

    def __bool__(a):
        """a != 0"""
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        if type(self) is Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        if type(self) is Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)


def _padded(it, sign, body, align):
    text = sign + body
    missing = int(it.width or 0) - len(text)
    if missing <= 0:
        return text
    if align == '>':
        return it.fill * missing + text
    if align == '<':
        return text + it.fill * missing
    if align == '^':
        left = missing // 2
        return it.fill * left + text + it.fill * (missing - left)
    return sign + it.fill * missing + body


def _other(a, b, operation):
    """A fraction with a float or a complex number: as a float. With others they may know."""
    if isinstance(b, float):
        return operation(float(a), b)
    if isinstance(b, complex) and operation not in _ONLY_REAL:
        return operation(complex(a), b)
    return NotImplemented


def _other_reflected(a, b, operation):
    if isinstance(a, numbers.Rational):
        return operation(Fraction(a.numerator, a.denominator), b)
    if isinstance(a, numbers.Real):
        return operation(float(a), float(b))
    if isinstance(a, numbers.Complex) and operation not in _ONLY_REAL:
        return operation(complex(a), complex(b))
    return NotImplemented


# Complex numbers refuse these.
_ONLY_REAL = (operator.floordiv, operator.mod, divmod)


def _quotient(na, da, nb, db):
    if nb == 0:
        raise ZeroDivisionError('Fraction(%s, 0)' % db)
    g = _gcd(na, nb)
    if g > 1:
        na //= g
        nb //= g
    g = _gcd(db, da)
    if g > 1:
        da //= g
        db //= g
    n, d = na * db, nb * da
    if d < 0:
        n, d = -n, -d
    return _make(n, d)


def _compared(a, b, operation):
    if isinstance(b, numbers.Rational):
        return operation(a._numerator * b.denominator, a._denominator * b.numerator)
    if isinstance(b, float):
        if math.isnan(b) or math.isinf(b):
            return operation(0.0, b)
        return operation(a, a.from_float(b))
    return NotImplemented
