"""What is on the site: observations, frozen, without opinions."""
