from .sub import name as n
from _package import sub
other_value = n + "!"
