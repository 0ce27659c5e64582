"""Alexa's side of the door: the only package that imports ask_sdk_*."""
