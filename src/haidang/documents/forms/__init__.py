"""What people type about papers and findings, checked and turned into values; nothing is saved here."""
