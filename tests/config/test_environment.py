import pytest

from config.env import BadEnvironment, Environment


def test_reads_types_and_refuses_nonsense():
    env = Environment.read(
        {"PORT": "9000", "DEBUG": "true", "ALLOWED_HOSTS": "a, b", "BASE_URL": ""}
    )
    assert (env.PORT, env.DEBUG, env.ALLOWED_HOSTS) == (9000, True, ("a", "b"))

    with pytest.raises(BadEnvironment, match="'true' or 'false'"):
        Environment.read({"DEBUG": "yes"})
    with pytest.raises(BadEnvironment, match="PORT must be a number"):
        Environment.read({"PORT": "http"})
