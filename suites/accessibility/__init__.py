"""The rows of the standard on accessibility (WCAG 2.2, GB/T 37668, the rules for elders): pass or fail, no points."""
