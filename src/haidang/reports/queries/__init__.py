"""What the reports app reads: what a programme makes bodies owe, how that stands, and who may see it."""
