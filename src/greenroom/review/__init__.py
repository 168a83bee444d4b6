"""What an answer shows: delivery and points."""
