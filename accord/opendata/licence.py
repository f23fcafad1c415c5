"""Under which terms the files may be reused, and how to name them.

The facts belong to nobody and keep their own source, row by row. What is licensed is
our compilation: see docs/develop/decisions.
"""

IDENTIFIER = "CC-BY-4.0"
TITLE = "Creative Commons Attribution 4.0 International"
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
DEED = {
    "fr": "https://creativecommons.org/licenses/by/4.0/deed.fr",
    "nl": "https://creativecommons.org/licenses/by/4.0/deed.nl",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
