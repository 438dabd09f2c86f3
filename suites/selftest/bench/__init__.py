"""How fast, and how complete, is the inspector beside its peers? Run by hand, never by pytest."""
