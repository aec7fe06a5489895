"""A sound answer to a request for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from response_papers import Response


@pytest.fixture
def response(tmp_path: Path) -> Response:
    return Response(tmp_path)
