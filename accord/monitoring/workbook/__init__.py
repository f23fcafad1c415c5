"""A report as a workbook: written for a municipality to fill in, and read back.

The first sheet has one row for each indicator that the period asks for. A row is
known by the identifier of its series; a hidden column says of which agreement, period
and version of the result it was made, so that a row of another workbook, or one that
somebody changed meanwhile, is told apart.
"""
