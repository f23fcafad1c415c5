"""What a browser may do with our pages: each answer tells it."""

from csp.constants import NONE, SELF

# The policy for content: nothing of another site, and no script or style in a page.
CONTENT = {
    "default-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "img-src": [SELF, "data:"],  # the QR code of a second factor
}
# The abilities of the browser: passkeys, and none of the others.
PERMISSIONS: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
    "publickey-credentials-get": ["self"],
    "publickey-credentials-create": ["self"],
}
