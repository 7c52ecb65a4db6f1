"""Forms of accounts, posts, people and agencies: they check and clean, they never save."""
