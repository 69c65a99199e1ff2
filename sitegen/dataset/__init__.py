"""Archive and configuration → one value with everything computed; knows no page."""
