"""The site: guides, tickets, papers, recorded laptops and references as pages that work without a network."""
