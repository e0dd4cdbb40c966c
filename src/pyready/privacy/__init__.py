"""Takes names out of what is shared, and looks once more."""
