"""What several chapters compute or word alike."""
