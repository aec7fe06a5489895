"""Board papers from Markdown and workbooks."""
