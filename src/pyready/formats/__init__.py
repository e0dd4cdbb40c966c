"""Readers of other programs' files and of what Windows hands over: text or bytes in, values out."""
