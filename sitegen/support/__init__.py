"""What has nothing to do with racing: whole files, progress, TOML with lines."""
