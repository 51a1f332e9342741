"""What lists, search, audit and access need: every table but the ledger's."""
