"""Documents of single units: 情况反馈, notices of rectification and the ledger of all of them."""
