"""Reports of the regimes app as files."""
