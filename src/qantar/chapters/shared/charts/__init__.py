"""What the charts of several chapters word alike."""
