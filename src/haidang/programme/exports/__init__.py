"""Programmes as files."""
