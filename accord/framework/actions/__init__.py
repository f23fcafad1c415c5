"""What regional approvers do with reference data: add a row, correct one."""
