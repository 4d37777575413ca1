import io

import pytest

from sayso.config import Settings
from sayso.intake import reports_from
from sayso.model import Rejected, Report


class Taken:
    """What came in: the reports, and the lines about what did not."""

    def __init__(self, items):
        self.reports = [item for item in items if isinstance(item, Report)]
        self.rejected = [item for item in items if isinstance(item, Rejected)]
        self.items = items


@pytest.fixture
def take():
    def taken(*paths, stdin=None, **settings):
        stream = io.BytesIO(stdin) if stdin is not None else None
        return Taken(list(reports_from(paths, Settings(**settings), stdin=stream)))

    return taken
