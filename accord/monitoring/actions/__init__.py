"""What people do with results: report, hand in, verify, return, reopen, publish."""
