"""What an answer shows: points, delivery, what is usual for the person, and how two takes differ."""
