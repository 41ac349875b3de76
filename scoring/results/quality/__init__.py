"""What the data-quality report says."""
