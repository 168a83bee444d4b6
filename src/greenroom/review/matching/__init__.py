"""Finding what was meant in what was heard: words, their forms and likes, phrases and where they were said."""
