"""What blocks, pools and the price show of the days of the cut."""
