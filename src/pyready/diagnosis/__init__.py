"""What the network as a whole is like, what a tool needs there, and which Python could be used."""
