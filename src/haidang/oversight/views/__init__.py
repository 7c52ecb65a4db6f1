"""Pages of the oversight app."""
