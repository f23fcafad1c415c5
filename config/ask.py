"""Ask the server on this machine for a page: its answer decides how this ends.

    python -m config.ask /healthz

For the health check of a container, which has no other program that could.
"""

import http.client
import os
import sys

PATIENCE = 4  # seconds: less than who waits for this has


def main(path: str) -> int:
    port = int(os.environ.get("PORT") or 8000)
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", path, headers={"Host": "localhost"})
        answer = asked.getresponse()
        print(answer.status, answer.read(500).decode(errors="replace"))
    except OSError as error:
        print(f"No answer on port {port}: {error}")
        return 1
    finally:
        asked.close()
    return int(answer.status != 200)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
