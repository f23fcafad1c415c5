"""Templates lose what only their writers need, and no words run together."""

import pytest

from accord.ui.loaders import lean


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("<ul>\n    <li>a</li>\n\n</ul>", "<ul>\n<li>a</li>\n</ul>"),
        ("a\n  {% if x %}\n    b\n  {% endif %}\nc", "a{% if x %}\nb{% endif %}\nc"),
        # Several tags on a line: what stands beside it stays apart.
        ("a\n{% if x %}b{% endif %}\nc", "a\n{% if x %}b{% endif %}\nc"),
        # A line break that is said, as between the codes of a second factor.
        (
            "{% for one in all %}{% if one %}\n{% endif %}{{ one }}{% endfor %}",
            "{% for one in all %}{% if one %}\n{% endif %}{{ one }}{% endfor %}",
        ),
    ],
)
def test_no_words_run_together(written, served):
    assert lean(written) == served
