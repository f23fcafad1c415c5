"""What every queryset of ours refuses."""

import pytest

from accord.directory.models import Organisation


def test_a_join_is_named():
    with pytest.raises(TypeError, match="names of what it joins"):
        Organisation.objects.select_related()

    joined = Organisation.objects.select_related("source").query.select_related
    assert joined == {"source": {}}
    assert Organisation.objects.select_related(None).query.select_related is False
