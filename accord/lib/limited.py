"""Starts one program within limits: see ``children``.

    python -I limited.py MEGABYTES SECONDS PROGRAM …

It imports nothing of the platform; what the program imports counts within the limits.
"""

import resource
import runpy
import sys

TOO_MUCH = 4  # what a program ends with that asked for more than it may have


def main(megabytes: str, seconds: str, program: str, *asked: str) -> int:
    memory = int(megabytes) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Seconds of the processor: also for one whose server died and waits for it no more.
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.argv = [program, *asked]
    try:
        runpy.run_path(program, run_name="__main__")
    except Exception as error:
        if is_of_memory(error):
            return TOO_MUCH
        raise
    return 0


def is_of_memory(error: BaseException | None) -> bool:
    """Libraries wrap what ended them."""
    while error and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
