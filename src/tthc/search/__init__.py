"""Search: the catalogue → names and texts that a browser searches by itself."""
