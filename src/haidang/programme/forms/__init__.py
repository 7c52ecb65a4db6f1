"""What people ask of programmes, and what they enter about items."""
