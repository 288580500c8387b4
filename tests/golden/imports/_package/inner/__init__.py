from ..sub import name
from . import deep
