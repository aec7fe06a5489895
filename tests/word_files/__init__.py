"""Word files of different make, made when a test needs them: bytes of `.docx` files come out."""
