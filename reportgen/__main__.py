"""`python -m reportgen` is the same as `reportgen`."""

from reportgen.program import program

program()
