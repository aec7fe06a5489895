"""The functions that LibreOffice works out as Excel does, and has for a long time.

Left out is what depends on the moment, the machine or chance (TODAY, CELL, RAND); what reaches
outside the workbook (WEBSERVICE, DDE, INDIRECT); steps that the last binary digit of a number
can tip (INT, ROUNDDOWN, MOD); SUBTOTAL, which has to know which rows a filter hides; and what one
of the two programs does not know or reckons in its own way. A formula with a function that is not
here is left alone.
"""

from __future__ import annotations

_NAMES = (
    "ABS AND AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CHOOSE COLUMN COLUMNS CONCATENATE COUNT COUNTA "
    "COUNTBLANK COUNTIF COUNTIFS DATE DAY DAYS DAYS360 EDATE EOMONTH EXACT EXP FALSE FIND FV "
    "HLOOKUP IF IFERROR IFNA INDEX IPMT ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT "
    "ISNUMBER ISODD ISTEXT LARGE LEFT LEN LN LOG LOG10 LOOKUP LOWER MATCH MAX MAXA MEDIAN MID MIN "
    "MINA MODE MONTH N NA NETWORKDAYS NOT NPER NPV OFFSET OR PERCENTILE PMT POWER PPMT PRODUCT PV "
    "QUARTILE RANK REPLACE REPT RIGHT ROUND ROW ROWS SIGN SLN SMALL SQRT STDEV STDEVP SUBSTITUTE "
    "SUM SUMIF SUMIFS SUMPRODUCT SUMSQ TRANSPOSE TRIM TRUE UPPER VALUE VAR VARP VLOOKUP WEEKDAY "
    "WORKDAY XNPV YEAR"
)
KNOWN_ALIKE = frozenset(_NAMES.split())
# They read cells that the formula does not name.
UNSEEN_PRECEDENTS = frozenset({"OFFSET"})
