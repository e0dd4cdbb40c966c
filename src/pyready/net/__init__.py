"""Connections, as small and as bounded as can be: used by both hosts, and by nobody else but through the seam."""
