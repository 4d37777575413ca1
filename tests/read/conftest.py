"""Registries and the shipped reader, loaded once for all tests of reading."""

import pytest

from sayso.config import Settings
from sayso.read import Reader
from sayso.registry import Parties, Sources


@pytest.fixture(scope="session")
def sources():
    return Sources.load()


@pytest.fixture(scope="session")
def parties():
    return Parties.load()


@pytest.fixture(scope="session")
def reader():
    return Reader.load(Settings())
