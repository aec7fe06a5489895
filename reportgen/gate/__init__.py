"""The gate: a finished Word file in, what keeps people from reading it out.

    document      takes the file apart once: paragraphs, runs, tables, cells, text boxes, notes
    looks         how a run is set by all its styles, with colours and type_faces
    fields        the fields of a story
    rules         one module a subject; each rule is a short function in RULES
    examination  ... and all of them on one file
    codes         what they may find

An error breaks the law (WCAG 2.2 AA) or is plainly a fault in what would be published; a warning is
good practice, or a guess that a person has to look at. Where the words of a rule come from:
the accessibility checker of Word, and the guidance of GOV.UK on accessible documents.
"""
