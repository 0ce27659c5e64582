"""What people say, authored as sentence templates, and its compiler to Alexa's interaction models."""
