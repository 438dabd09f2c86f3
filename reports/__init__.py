"""How is it said? The ledger of a run, and everything that is made from it without visiting the site again."""
