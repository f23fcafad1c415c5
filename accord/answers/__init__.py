"""Answer sheets: a question, its figures with definition, source and date, FR/NL."""
