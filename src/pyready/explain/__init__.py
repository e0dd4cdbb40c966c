"""Explains the messages that people meet: text and facts in, explanation out. Pure."""
