"""What the log does not keep: addresses that open an account to whoever reads them."""

import logging
import re

# Of an invitation, of a new password and of what mails offer, in both languages: see
# the rooms' urls.py.
LINKS = re.compile(r"(/(?:invitation|choisir|kiezen|courriel|e-mail)/)[^\s'\"]{8,}")


class WithoutLinks(logging.Filter):
    """Cut them short: a form that is refused has its address in the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        cut = LINKS.sub(r"\1…", said)
        if cut != said:
            record.msg, record.args = cut, ()
        return True
