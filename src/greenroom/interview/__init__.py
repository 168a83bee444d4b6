"""How an interview runs: the plan and the session."""
