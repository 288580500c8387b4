import _package
print(_package.name, _package.renamed.__name__, _package.up(), _package.sub is _package.renamed, "other" in dir(_package), _package.deep.__name__)
import _package.other
print(_package.other.other_value, _package.other.sub is _package.sub)
from _package import *
print(name, other.__name__)
import _package.inner.deep as d; from _package.inner import deep; print(d is deep, d.__package__, d.here)
import sys
print(sorted(m for m in sys.modules if m.startswith("_package")))
def t(s):
    try: exec(s, {}); print("ok", s)
    except Exception as e: print(s, "->", type(e).__name__, str(e).split(" (/")[0])
t("import _package.nope"); t("from _package import nope"); t("from _package.nope import x"); t("import _package.sub.x"); t("from _package.inner import sub"); t("import _package.inner"); t("from _package import inner, sub, nope")
print(_package.__spec__.submodule_search_locations == _package.__path__, _package.__spec__.origin.endswith("__init__.py"), repr(_package).split(" from ")[0])
