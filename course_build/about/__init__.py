"""What pages say of themselves elsewhere: descriptions, preview pictures, and their text for readers without a page."""
