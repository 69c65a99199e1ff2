"""The shelf between the two halves: what servers said, byte for byte, and when."""
