"""Workbooks of kinds that finance offices keep. Places, bodies and figures are made up."""
