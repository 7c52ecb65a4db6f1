"""What the regimes app reads: regimes, rounds and who has reported which part, figures and what they come to."""
