"""The examples of the CommonMark specification, put through the reader and the writer."""
