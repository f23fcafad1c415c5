"""Remarks on any record: said by one side, answered by the other, settled."""
