"""Documents for single units: notices of rectification and the ledger of all of them."""
