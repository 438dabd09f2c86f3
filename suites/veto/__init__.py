"""What disqualifies at once? Indicators of the part 单项否决."""
