"""Builds the tables that the ears hear with: content/signs.toml and content/<language>/listening/ as one Python module."""
