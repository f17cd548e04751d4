"""Check what a reader wrote for an exercise: at build and in the browser alike."""
