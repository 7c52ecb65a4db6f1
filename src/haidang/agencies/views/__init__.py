"""Pages of logging in, of accounts and of agencies."""
