//! Algorithms that know nothing of Python objects or syntax.
