"""The worst text a field may be given, and what is wrong with one that was kept."""

import re
import unicodedata

# What an office program, a telephone or somebody malicious leaves in a text.
UNSEEN = "\u200b\u00ad\ufeff\u2060\u034f\U000e0041"
TURNING = "\u202e\u2066\u200f"
CONTROL = "\x01\x08\x0b\x1b\x7f\x85\x9f"
MARKUP = "</script><script>alert(1)</script>&amp;]]>\"'<!--"
WORST = f"=1+{CONTROL}e\u0301{UNSEEN}{TURNING}\ud800\uffff{MARKUP}\r\n\u2028\uf0b7🏠"

_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def faults_of_prose(text: str) -> list[str]:
    """What must not be in a text with lines."""
    found = [
        f"U+{ord(one):04X}"
        for one in text
        if (unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t")
        or one in "\u2028\u2029\ufffe\uffff"
        or _TURNS.match(one)
    ]
    return found + ["not NFC"] * (not unicodedata.is_normalized("NFC", text))


def faults_of_line(text: str) -> list[str]:
    """What must not be in a text of one line either."""
    unseen = [one for one in text if unicodedata.category(one) in ("Cf", "Cc")]
    return [*faults_of_prose(text), *(f"U+{ord(one):04X}" for one in unseen)]
