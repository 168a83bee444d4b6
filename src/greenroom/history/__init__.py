"""What is kept: attempts and their transcripts in a local database."""
