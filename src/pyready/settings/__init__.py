"""What each tool's settings should be on this machine: worked out here, written only when asked."""
