"""What results mean: pure functions from payloads to numbers; no files, no network, no markup."""
