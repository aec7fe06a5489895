"""The styles and numbering that a template gives the writer: the contract between the two.

The values are Word's style ids. A designer changes how they look; the writer only names them.
Built-in Word styles are used wherever Word has one, so that navigation, contents lists and
screen readers know what they are.
"""

from __future__ import annotations

# Paragraphs
TITLE = "Title"
HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
APPENDIX_HEADING = "AppendixHeading"  # numbered by Word: "Appendix A"
APPENDIX_CONTINUED = "AppendixContinued"  # the running header "Appendix A - continued"
CONTENTS_HEADING = "ContentsHeading"  # over a list of headings, tables or figures
CONTENTS = ("TOC1", "TOC2")  # the lines of the list of headings
CAPTIONS_LIST = "TableofFigures"  # the lines of a list of tables or figures
BODY = "BodyText"  # a paragraph without a number
# The numbered paragraphs of each series, and what stands below them.
NUMBERED = ("NumberedParagraph", "SubParagraph", "SubSubParagraph")  # 1, (a), (i)
NUMBERED_HEADING = "NumberedHeading"  # decimal scheme: a section heading, 1
DECIMAL = ("DecimalParagraph", "DecimalSubParagraph", "DecimalSubSubParagraph")  # 1.1, (a), (i)
RECOMMENDATIONS = ("Recommendation", "SubRecommendation", "SubSubRecommendation")  # R1, (a), (i)
APPENDIX_PARAGRAPHS = (  # A1, (a), (i)
    "AppendixParagraph",
    "AppendixSubParagraph",
    "AppendixSubSubParagraph",
)
# Appendices that are numbered 1, 2: "Appendix 1", and in it 1.1, (a), (i).
NUMERIC_APPENDIX_HEADING = "NumericAppendixHeading"
NUMERIC_APPENDIX_PARAGRAPHS = (
    "NumericAppendixParagraph",
    "NumericAppendixSubParagraph",
    "NumericAppendixSubSubParagraph",
)
NUMBERED_CONTINUE = ("ParagraphContinue", "SubParagraphContinue", "SubSubParagraphContinue")
BULLETS = ("ListBullet", "ListBullet2", "ListBullet3")
NUMBERS = ("ListNumber", "ListNumber2", "ListNumber3")
LIST_CONTINUE = ("ListContinue", "ListContinue2", "ListContinue3")
QUOTE = "Quote"
CODE_BLOCK = "CodeBlock"
BREAK = "SectionBreak"  # a thematic break, printed as * * *
CAPTION = "Caption"
FIGURE = "Figure"
FOOTNOTE_TEXT = "FootnoteText"

# Characters
HYPERLINK = "Hyperlink"
INLINE_CODE = "InlineCode"
CAPTION_LABEL = "CaptionLabel"  # "Table 1" at the beginning of a caption
FOOTNOTE_REFERENCE = "FootnoteReference"

# Tables. The cells' text is in paragraph styles; the rules of a row are in a table style of
# that row's name, whose cell borders and shading the writer copies onto the row.
TABLE = "ReportTable"
TABLE_HEADING = "TableHeading"
TABLE_TEXT = "TableText"
TABLE_GROUP = "TableGroup"
TABLE_SUBTOTAL = "TableSubtotal"
TABLE_TOTAL = "TableTotal"
TABLE_NOTE = "TableNote"
ROW_SUBTOTAL = "RowSubtotal"
ROW_TOTAL = "RowTotal"
# An amount's paragraph style is the row's style with "Amount" behind it (TableText ->
# TableTextAmount: right aligned, with room for a closing bracket), and "Bracketed" behind that
# for an amount that ends in one, so that the digits of a column stand under each other.
AMOUNT = "Amount"
BRACKETED = "Bracketed"

# The style of a line in a header or footer has a twin for landscape pages, where it has tab stops:
# Header -> HeaderLandscape.
LANDSCAPE = "Landscape"
