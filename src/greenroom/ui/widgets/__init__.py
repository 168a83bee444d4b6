"""Small painted and plain widgets that several pages share."""
