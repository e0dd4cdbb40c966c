"""Requests to IT, made of the texts and the findings."""
