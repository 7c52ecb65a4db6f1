"""What people enter about obligations. Days as dd/mm/yyyy, figures with a comma, links one on a line."""
