"""How is the site made? Indicators of the group 功能设计."""
