"""Reports of the ledger: tables that a person, an accountant or the customs authority is handed."""
