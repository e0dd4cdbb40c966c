"""What each tool is set to do by its files and variables, worked out once in the tool's own order. Pure."""
