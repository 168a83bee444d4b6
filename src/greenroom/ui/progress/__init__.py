"""What one sees over days and weeks."""
