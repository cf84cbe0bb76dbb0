"""What happened, hour by hour and year by year."""
