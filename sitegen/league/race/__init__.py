"""What happened in a race, as facts."""
