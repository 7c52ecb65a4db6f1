"""Words of findings for templates."""
