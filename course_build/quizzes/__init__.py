"""The model of a question: what its source says, what is wrong with it, its ids and hashes."""
