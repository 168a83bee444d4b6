"""Every answer kept, newest first."""
