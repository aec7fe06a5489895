"""Board papers in Word from Markdown and workbooks.

How a paper is made, in the order of the modules:

    project   find the project, its settings and its papers
    kinds     the kinds of paper that there are, as their declarations say
    papers    read one: manifest, Markdown, workbooks, pictures  ->  Paper and diagnostics
    passes    Paper -> Paper: amounts, budgets, charts, numbers, references
    checks    Paper -> diagnostics; policy gives them the project's severities
    writers   Paper -> .docx (through a template), .html, .csv, outline; pdf: .docx -> .pdf
    gate      .docx -> diagnostics: who could not read it, and why
    making    a folder -> its finished Paper; press: a folder -> its files
    build     which papers have to be made (ledger), and the files moved into their place
    check     the same, and further, and nothing written
    trace     back from an issued .docx to the cells of its amounts
    cli       the commands around it
"""

__version__ = "0.1.0"
