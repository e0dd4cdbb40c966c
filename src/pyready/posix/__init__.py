"""The Linux and macOS host."""
