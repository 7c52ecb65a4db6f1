"""What people enter about regimes, rounds and reports."""
