"""Part three, 加分: what a portal may earn."""
