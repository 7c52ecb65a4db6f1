"""What people do with indicators: make, change and end them, set and withdraw targets, take the starting set."""
