"""Builds the tables that the ears hear with, from content/signs.toml and content/<language>/listening/."""
