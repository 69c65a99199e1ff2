"""What a Server Manager says: its endpoints, its JSON, and its limit."""
