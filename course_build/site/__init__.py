"""What happens to the built HTML: it is counted against its sources and given its security policy."""
