"""Code exercises: their files, what is wrong with one, and the proof that it judges as its author says."""
