"""What was said beside a strong answer."""
