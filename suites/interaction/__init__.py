"""Does the site listen? Indicators of the group 互动交流."""
