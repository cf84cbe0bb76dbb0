"""What everything uses and that uses nothing: errors, paths, YAML, words."""
