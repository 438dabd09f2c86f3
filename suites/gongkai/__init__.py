"""When a site must publish about itself: the yearly report and the quarterly self-check; pass or fail, no points."""
