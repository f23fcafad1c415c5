"""Housing agreements, from the text to verified figures."""

# Of the code as it stands; docs/develop/releasing.md says where else it is written.
__version__ = "0.2.0.dev0"
