"""A host made of text: a machine described by a registry export, its environment and a list of files."""
