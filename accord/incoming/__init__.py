"""Lists that people bring: chosen, looked at, then loaded, all of it or nothing."""
