"""Board papers in Word from Markdown and workbooks.

How a paper is made, in the order of the modules:

    project   find the project, its settings and its papers
    papers    read one: manifest, Markdown, workbooks, pictures  ->  Paper and diagnostics
    passes    Paper -> Paper: amounts, budgets, numbers, references
    checks    Paper -> diagnostics
    writers   Paper -> .docx (through a template), outline
    build     all of the above, and the finished file moved into its place
    cli       the command around it
"""

__version__ = "0.1.0"
