"""The core path of the course: its parts in order, what each asks of a reader, and the limits that it keeps."""
