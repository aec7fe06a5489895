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
BODY = "BodyText"  # a paragraph without a number
NUMBERED = ("NumberedParagraph", "SubParagraph", "SubSubParagraph")  # 1, (a), (i)
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
ROW_GROUP = "RowGroup"
ROW_SUBTOTAL = "RowSubtotal"
ROW_TOTAL = "RowTotal"
ROW_NOTE = "RowNote"
# An amount's paragraph style is the row's style with "Amount" behind it (TableText ->
# TableTextAmount: right aligned, with room for a closing bracket), and "Bracketed" behind that
# for an amount that ends in one, so that the digits of a column stand under each other.
AMOUNT = "Amount"
BRACKETED = "Bracketed"
