"""The bonded ledger: movements whose postings net to zero."""
