"""Made-up corpora of any size: companies that never were, their books and their filings."""
