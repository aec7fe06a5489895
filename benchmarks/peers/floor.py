"""PARTS OUT.docx: zip parts that are ready. What no builder can do without, and nothing else."""

import os
import sys
import zipfile

folder, out = sys.argv[1:3]
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            package.write(path, os.path.relpath(path, folder))
