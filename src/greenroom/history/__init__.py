"""What is kept: attempts and their transcripts in a local database.

`attempt` and `errors` are cheap to import; `store` brings SQLAlchemy, so import it where the database is opened.
"""
