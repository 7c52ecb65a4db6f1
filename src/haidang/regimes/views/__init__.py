"""Pages of the regimes app."""
