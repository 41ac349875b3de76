"""Cases: the working-day calendar, deadlines, and what is counted over record tables."""
