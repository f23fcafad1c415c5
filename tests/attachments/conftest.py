import pytest
from django.utils.translation import override


@pytest.fixture
def in_english():
    """The sentences as they are written, whatever was translated meanwhile."""
    with override(None):
        yield
